import NumericalCore
import Vocabulary

/// Places of every setting by academic year: commissioned ones, the changes of a scenario, and what schemes open in a draw.
///
/// Balance law: places = commissioned + changes + opened by schemes − closed by schemes, in every draw.
struct Register: Sendable {
  /// A year group range of a setting that schemes open places for.
  struct Block: Sendable {
    let setting: Int
    let ncys: ClosedRange<Int>
  }

  /// What a scheme opens, in positions.
  struct Plan: Sendable {
    let scheme: Scheme
    let setting: Int
    /// For each year group range: its block (nil where any year of the setting may use the places), share in Year 12 and after, steps.
    let parts: [(block: Int?, post16: Double, steps: [Scheme.Step])]
    let address: UInt64
    /// Cumulated slip probabilities.
    let slip: [Double]
  }

  /// Places of the base census's academic year, by setting.
  let base: [Places]
  /// Places without schemes by projected year and setting.
  let planned: [[Places]]
  /// Blocks of year groups, by setting and range.
  let blocks: [Block]
  let plans: [Plan]
  let firstYear: Int
  let findings: [Finding]

  init(_ assumptions: PlacementAssumptions, rolls: [Int], post16: [Int]) {
    let series = CommissionedSeries(assumptions, rolls: rolls, post16: post16)
    let first = AcademicYear(census: assumptions.baseCensus)
    base = assumptions.settings.indices.map { series.places($0, first) }
    planned = (0..<assumptions.years).map { step in
      let year = AcademicYear(start: first.start + 1 + step)
      return assumptions.settings.indices.map { series.places($0, year) }
    }
    firstYear = first.start + 1
    (blocks, plans, findings) = Self.plans(assumptions)
  }

  /// Ranges of one setting that overlap without being the same cannot be told apart: their places serve any year of the setting.
  private static func plans(
    _ assumptions: PlacementAssumptions
  ) -> (blocks: [Block], plans: [Plan], findings: [Finding]) {
    var blocks: [Block] = []
    var plans: [Plan] = []
    var findings: [Finding] = []
    // What is never delivered takes no years from the others.
    let schemes = assumptions.schemes.filter { $0.deliveryProbability > 0 }
      .sorted { $0.id < $1.id }
    for scheme in schemes {
      guard let index = assumptions.settings.firstIndex(where: { $0.id == scheme.setting }) else {
        preconditionFailure("scheme \(scheme.id) opens the unknown setting \(scheme.setting)")
      }
      let setting = assumptions.settings[index]
      let ranges = Set(
        schemes.filter { $0.setting == scheme.setting }.flatMap { $0.steps.map(\.ncys) })
      let own = Dictionary(grouping: scheme.steps, by: \.ncys)
      var parts: [(block: Int?, post16: Double, steps: [Scheme.Step])] = []
      for range in own.keys.sorted(by: {
        ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
      }) {
        let overlaps = ranges.contains { $0 != range && $0.overlaps(range) }
        if overlaps { findings.append(Self.overlapping(scheme, range)) }
        let isWhole = range == setting.ncys || overlaps
        var block: Int?
        if !isWhole {
          block = blocks.firstIndex { $0.setting == index && $0.ncys == range }
          if block == nil {
            block = blocks.count
            blocks.append(Block(setting: index, ncys: range))
          }
        }
        let late = range.count { $0 >= 12 }
        parts.append(
          (
            block, Double(late) / Double(range.count),
            (own[range] ?? []).sorted { $0.year < $1.year }
          ))
      }
      var sum = 0.0
      let slip = scheme.slip.map { share -> Double in
        sum += share
        return sum
      }
      plans.append(
        Plan(
          scheme: scheme, setting: index, parts: parts, address: stableHash("scheme|\(scheme.id)"),
          slip: slip))
    }
    return (blocks, plans, findings)
  }

  private static func overlapping(_ scheme: Scheme, _ range: ClosedRange<Int>) -> Finding {
    Finding(
      .schemeYearsApart, at: Finding.Place("evidence/scheme_places.csv", column: "ncy_from"),
      seen:
        "years \(range.lowerBound) to \(range.upperBound) of \(scheme.id) overlap another scheme's at \(scheme.setting)",
      expected: "year groups that are the same or apart",
      remedy: "Give both schemes the same year groups, or groups that are apart.")
  }
}

/// Commissioned places by academic year, the changes of a scenario on top.
private struct CommissionedSeries {
  let assumptions: PlacementAssumptions
  let rolls: [Int]
  let post16: [Int]

  init(_ assumptions: PlacementAssumptions, rolls: [Int], post16: [Int]) {
    self.assumptions = assumptions
    self.rolls = rolls
    self.post16 = post16
  }

  /// Where no places are given they are the roll of the base census, other authorities' children included.
  func places(_ setting: Int, _ year: AcademicYear) -> Places {
    let item = assumptions.settings[setting]
    let start =
      Self.latest(assumptions.commissioned[item.id], upTo: year)
      ?? Places(all: rolls[setting] + item.imports, post16: post16[setting])
    let change = (assumptions.changes[item.id] ?? []).reduce(into: Places(all: 0)) {
      let step = Self.latest($1, upTo: year) ?? Places(all: 0)
      $0 = Places(all: $0.all + step.all, post16: $0.post16 + step.post16)
    }
    let all = max(0, start.all + change.all)
    return Places(all: all, post16: min(all, max(0, start.post16 + change.post16)))
  }

  private static func latest(
    _ series: [AcademicYear: Places]?, upTo year: AcademicYear
  ) -> Places? {
    guard let series, let key = series.keys.filter({ $0 <= year }).max() else { return nil }
    return series[key]
  }
}

/// The register of one draw: which schemes are delivered, and when.
struct DrawRegister {
  /// Places by projected year × setting.
  private(set) var places: [Places]
  /// Of those, places for the year groups of each block: projected year × block.
  private(set) var dedicated: [Int]
  private let settings: Int
  private let blocks: Int

  init(_ register: Register, _ address: DrawAddress) {
    settings = register.base.count
    blocks = register.blocks.count
    places = register.planned.flatMap { $0 }
    dedicated = Array(repeating: 0, count: register.planned.count * blocks)
    for plan in register.plans { open(plan, register, address) }
    // Places that close are never more than there are once all schemes are in, whatever their order.
    for plan in register.plans {
      for year in register.planned.indices {
        let sum = places[year * settings + plan.setting]
        let all = max(0, sum.all)
        places[year * settings + plan.setting] = Places(
          all: all, post16: min(all, max(0, sum.post16)))
      }
    }
  }

  func places(_ year: Int, _ setting: Int) -> Places { places[year * settings + setting] }

  func dedicated(_ year: Int, _ block: Int) -> Int { dedicated[year * blocks + block] }

  private mutating func open(
    _ plan: Register.Plan, _ register: Register, _ address: DrawAddress
  ) {
    let (u, v) = address.uniforms(year: 0, cell: plan.address, purpose: Purpose.scheme.rawValue)
    guard u < plan.scheme.deliveryProbability else { return }
    let slip = plan.slip.firstIndex { v < $0 } ?? plan.slip.count - 1
    let opens = plan.scheme.opens.start + max(0, slip) - register.firstYear
    for year in register.planned.indices {
      for part in plan.parts {
        guard let step = part.steps.last(where: { opens + $0.year <= year }) else { continue }
        places[year * settings + plan.setting].all += step.places
        places[year * settings + plan.setting].post16 += Int(
          (Double(step.places) * part.post16).rounded(.down))
        if let block = part.block, step.places > 0 {
          dedicated[year * blocks + block] += step.places
        }
      }
    }
  }
}
