import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("Where children live, against the evidence read row by row")
struct NaiveAreaTests {
  private static let space = RandomNetwork.space

  /// People of an age group in an area at the mid-year before a census, from the latest year that is not after it, else the first.
  private func people(_ network: RandomNetwork, _ area: String, census: Int, ncy: Int) -> Double {
    let years = network.locality.population["principal"] ?? [:]
    var chosen = years.keys.min() ?? 0
    for year in years.keys.sorted() where year < 2025 + census { chosen = year }
    let ages = years[chosen]?[area] ?? []
    // Those under 3 are one group; Year 1 is 5 years old at 31 August.
    if ncy == -2 { return ages[0] + ages[1] + ages[2] }
    return ncy + 4 < ages.count ? ages[ncy + 4] : 0
  }

  private func shares(_ network: RandomNetwork, census: Int, ncy: Int) -> [Double] {
    let heads = network.locality.areas.map {
      people(network, $0.id, census: census, ncy: ncy)
    }
    let all = heads.reduce(0, +)
    return heads.map { all > 0 ? $0 / all : 1 / Double(heads.count) }
  }

  /// The rate of an area: of need and phase, of need, of phase, of all, the last given of equals; 1 where nothing is known.
  private func rate(_ network: RandomNetwork, _ area: Int, need: Int, ncy: Int) -> Double {
    let id = network.locality.areas[area].id
    let (code, phase) = (RandomNetwork.needs[need].code, Phase(ncy: ncy))
    let keys: [(String?, Phase?)] = [(code, phase), (code, nil), (nil, phase), (nil, nil)]
    for key in keys {
      let rows = network.locality.evidence.filter {
        $0.area == id && $0.need == key.0 && $0.phase == key.1
      }
      guard let row = rows.last else { continue }
      switch row.figure {
      case .relativeRate(let rate): return rate
      case .plans(let count):
        var expected = 0.0
        for cell in network.opening.indices where network.opening[cell] > 0 {
          let year = NCY.at(Self.space.ncyIndex(of: cell))
          guard row.phase == nil || Phase(ncy: year) == phase,
            row.need == nil || Self.space.need(of: cell) == need
          else { continue }
          expected +=
            Double(network.opening[cell]) * shares(network, census: 0, ncy: year)[area]
        }
        return (Double(count) + 30) / (expected + 30)
      }
    }
    return 1
  }

  @Test func `shares are population times rate, year by year`() throws {
    var compared = 0
    for seed in Sweep.seeds(71, 12) {
      let network = RandomNetwork(seed, parts: [.areas])
      guard network.locality.areas.count > 1 else { continue }
      let found = try network.model().network.areas
      for need in 0..<Self.space.needs {
        let rates = Phase.allCases.map { phase in
          network.locality.areas.indices.map { area in
            let ncy = NCY.range.first { Phase(ncy: $0) == phase } ?? 0
            return rate(network, area, need: need, ncy: ncy)
          }
        }
        for ncy in NCY.range {
          for census in 0...(RandomNetwork.years + 2) {
            // After the last census the last holds on.
            let here = shares(network, census: min(census, RandomNetwork.years), ncy: ncy)
            let rated = zip(here, rates[Phase(ncy: ncy).position]).map { $0 * $1 }
            let sum = rated.reduce(0, +)
            let row = NCY.index(ncy) * Self.space.needs + need
            for (area, share) in found.shares(census: census, row: row).enumerated() {
              compared += 1
              #expect(abs(share - rated[area] / sum) < 1e-9, "\(seed), \(census), \(ncy)")
            }
          }
        }
      }
    }
    #expect(compared > 5_000)
  }

  @Test func `a number between 0 and 1 falls into the area whose share holds it`() throws {
    for seed in Sweep.seeds(72, 6) {
      let network = RandomNetwork(seed, parts: [.areas])
      let model = try network.model()
      let (plan, areas) = (model.memory.tables, model.network.areas)
      defer { withExtendedLifetime(model) {} }
      guard areas.areas > 1 else {
        #expect(plan.area(census: 1, row: 7, 0.999) == 0)
        continue
      }
      for row in stride(from: 0, to: plan.rows, by: 5) {
        for census in 0...RandomNetwork.years {
          var sum = 0.0
          for (area, share) in areas.shares(census: census, row: row).enumerated()
          where share > 1e-9 {
            #expect(plan.area(census: census, row: row, sum + share / 2) == area)
            #expect(plan.area(census: census, row: row, sum + 1e-10) == area)
            sum += share
          }
          #expect(plan.area(census: census, row: row, 1) == areas.areas - 1)
        }
      }
    }
  }

  @Test func `journeys are straight lines times detour and pace, known where both ends are`() throws
  {
    for seed in Sweep.seeds(73, 15) {
      let network = RandomNetwork(seed, parts: [.areas])
      let model = try network.model()
      let plan = model.network.plan
      let areas = network.locality.areas
      for (area, item) in areas.enumerated() {
        for base in plan.bases.indices {
          let found = model.network.travel.minutes(area: area, base: base)
          guard let index = plan.bases[base].setting else {
            #expect(found == nil)
            continue
          }
          let setting = network.settings[index]
          let point = setting.point ?? areas.first { $0.id == setting.area }?.centre
          guard let from = item.centre, let point else {
            #expect(found == nil)
            continue
          }
          let (east, north) = (
            Double(from.easting - point.easting), Double(from.northing - point.northing)
          )
          let minutes = (east * east + north * north).squareRoot() / 1000 * 1.3 * 2
          #expect(abs((found ?? -1) - minutes) < 1e-9)
        }
      }
    }
  }

  @Test func `journeys are accepted to the limit of the year, then less and less`() throws {
    var assumptions = RandomNetwork(1).assumptions()
    let plan = SeatPlan(assumptions.space, settings: assumptions.settings)
    func accepted(_ minutes: Double, _ ncy: Int) -> Double {
      Travel(assumptions, plan).acceptance(minutes: minutes, ncy: ncy)
    }
    // 45 minutes to Year 6 and 75 from Year 7, then half an hour more.
    for (ncy, limit) in [(-2, 45.0), (6, 45), (7, 75), (21, 75)] {
      #expect(Travel(assumptions, plan).limit(ncy: ncy) == limit)
      let shares = [-10, 0, 3, 15, 30, 31].map { accepted(limit + $0, ncy) }
      for (share, expected) in zip(shares, [1, 1, 0.9, 0.5, 0, 0]) {
        #expect(abs(share - expected) < 1e-12)
      }
    }
    assumptions.constants.tolerance = 0
    #expect(accepted(45, 6) == 1 && accepted(45.001, 6) == 0)
  }
}
