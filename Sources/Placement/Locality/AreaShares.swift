import NumericalCore
import Vocabulary

/// Where children live: the share of each area among children of an NCY and need.
///
/// Population by age times a relative rate, 1 where nothing is known; an area's own count is shrunk to its population.
struct AreaShares: Sendable {
  let areas: Int
  /// Address of each area.
  let address: [UInt64]
  /// Cumulated shares: census × NCY × need × area.
  let cumulated: [Double]
  private let rows: Int
  let censuses: Int
  /// True where nothing but population is known.
  let isPopulationOnly: Bool

  init(_ assumptions: PlacementAssumptions, opening: [Int32]) {
    let locality = assumptions.locality
    let space = assumptions.space
    let ids = locality.areas.isEmpty ? [""] : locality.areas.map(\.id)
    areas = ids.count
    // One area is the authority: its name changes no lot.
    address = ids.count > 1 ? ids.map { stableHash("area|\($0)") } : [stableHash("area|")]
    rows = space.ncys * space.needs
    censuses = assumptions.years + 1
    let people = AreaPopulation(assumptions, ids: ids)
    let rates = AreaRates(assumptions, ids: ids, people: people, opening: opening)
    isPopulationOnly = rates.isPopulationOnly
    var cumulated: [Double] = []
    cumulated.reserveCapacity(censuses * rows * ids.count)
    for census in 0..<censuses {
      for ncy in 0..<space.ncys {
        let here = people.shares(census: census, ncy: ncy)
        for need in 0..<space.needs {
          let rated = ids.indices.map { here[$0] * rates.rate($0, need, ncy) }
          // Where only areas without plans have people of that age, people alone say where children live.
          let weights = rated.contains { $0 > 0 } ? rated : here
          let total = weights.reduce(0, +)
          var sum = 0.0
          for weight in weights {
            sum += weight
            cumulated.append(sum / total)
          }
        }
      }
    }
    self.cumulated = cumulated
  }

  /// The shares of a row at a census.
  func shares(census: Int, row: Int) -> [Double] {
    let start = (min(census, censuses - 1) * rows + row) * areas
    return (0..<areas).map {
      cumulated[start + $0] - ($0 == 0 ? 0 : cumulated[start + $0 - 1])
    }
  }
}

/// People of each area by age.
struct AreaPopulation {
  private let ids: [String]
  private let years: [Int: [String: [Double]]]
  private let first: Int

  init(_ assumptions: PlacementAssumptions, ids: [String]) {
    self.ids = ids
    let variants = assumptions.locality.population
    years = variants[assumptions.variant] ?? variants.min { $0.key < $1.key }?.value ?? [:]
    first = assumptions.baseCensus
  }

  /// Shares of the areas at a census, 0 the base; equal where nobody of that age lives anywhere.
  ///
  /// Age at 31 August before a census is nearest to the mid-year of that summer.
  func shares(census: Int, ncy: Int) -> [Double] {
    let wanted = first + census - 1
    let key = years.keys.filter { $0 <= wanted }.max() ?? years.keys.min()
    let people = ids.map { id -> Double in
      guard let key, let ages = years[key]?[id] else { return 0 }
      // "Under 3" is everybody of 0, 1 and 2.
      let age = NCY.age(NCY.at(ncy))
      let span = ncy == 0 ? 0...age : age...age
      return span.reduce(0) { $0 + (ages.indices.contains($1) ? ages[$1] : 0) }
    }
    let total = people.reduce(0, +)
    return people.map { total > 0 ? $0 / total : 1 / Double(people.count) }
  }
}

/// Plans per head of each area as a multiple of the authority's.
struct AreaRates {
  let isPopulationOnly: Bool
  private let rates: [Double]
  private let needs: Int

  init(
    _ assumptions: PlacementAssumptions, ids: [String], people: AreaPopulation, opening: [Int32]
  ) {
    let space = assumptions.space
    needs = space.needs
    let rows = assumptions.locality.evidence
    isPopulationOnly = rows.allSatisfy { $0.figure == .relativeRate(1) }
    var rates = [Double](repeating: 1, count: ids.count * space.needs * 4)
    let plans = (0..<(space.ncys * space.needs)).map { row in
      (0..<space.provisions).reduce(0.0) { $0 + Double(opening[row * space.provisions + $1]) }
    }
    for (index, id) in ids.enumerated() {
      for need in 0..<space.needs {
        for phase in Phase.allCases {
          guard
            let row = Self.row(rows, id, space.codes.needs[need].code, phase)
          else { continue }
          let position = (index * space.needs + need) * 4 + phase.position
          switch row.figure {
          case .relativeRate(let rate): rates[position] = rate
          case .plans(let count):
            let cells = (0..<plans.count).filter { cell in
              let isPhase = Phase(ncy: NCY.at(cell / space.needs)) == phase || row.phase == nil
              return isPhase && (row.need == nil || cell % space.needs == need)
            }
            let expected = cells.reduce(0.0) { sum, cell in
              sum + plans[cell] * people.shares(census: 0, ncy: cell / space.needs)[index]
            }
            let strength = assumptions.constants.areaStrength
            let weight = expected + strength
            rates[position] = weight > 0 ? (Double(count) + strength) / weight : 1
          }
        }
      }
    }
    self.rates = rates
  }

  /// The most particular row: of need and phase, of need, of phase, of all.
  private static func row(
    _ rows: [AreaEvidence], _ area: String, _ need: String, _ phase: Phase
  ) -> AreaEvidence? {
    let here = rows.filter {
      $0.area == area && ($0.need == nil || $0.need == need)
        && ($0.phase == nil || $0.phase == phase)
    }
    return here.max { left, right in
      (left.need == nil ? 0 : 2) + (left.phase == nil ? 0 : 1)
        < (right.need == nil ? 0 : 2) + (right.phase == nil ? 0 : 1)
    }
  }

  func rate(_ area: Int, _ need: Int, _ ncy: Int) -> Double {
    rates[(area * needs + need) * 4 + Phase(ncy: NCY.at(ncy)).position]
  }
}
