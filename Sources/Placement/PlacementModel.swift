import NumericalCore
public import Vocabulary

/// The immutable part of placement: the register year by year, the opening roll, the overflow table.
public struct PlacementModel: Sendable {
  /// The assumptions it was built from.
  public let assumptions: PlacementAssumptions
  /// What a reader should know of the register.
  public let findings: [Finding]
  /// Places of each setting in the academic year of the base census.
  public let basePlaces: [Places]
  /// Roll of each setting at the base census.
  public let baseRoll: [Int]
  /// Roll of each setting in Year 12 and after at the base census.
  public let baseRollPost16: [Int]
  /// Children waiting at the base census for the provision their plan names, cells of the space.
  public let baseWaiting: [Int32]
  /// Places by projected year and setting: the academic year that holds the closing census.
  public let places: [[Places]]
  let plan: SeatPlan
  let opening: [Int32]
  let overflow: OverflowTable
  /// Address of each NCY × need.
  let rowAddress: [UInt64]
  /// Address of each provision.
  let provisionAddress: [UInt64]
  /// For each provision, NCY × need: bases that admit.
  let eligible: [[[Int]]]
  /// Where children sit who have no setting.
  let awaitingBase: Int
  /// By phase, where children are held who keep no seat; nil if that provision has settings of its own.
  let holdingBases: [Int?]

  /// Prepares a register for simulation.
  ///
  /// - Parameters:
  ///   - assumptions: the register and its tables.
  ///   - opening: opening plans in whole heads, cells of the space.
  /// - Throws: `PlacementError` where a provision has settings and plans but no roll, or nobody can await a setting.
  public init(_ assumptions: PlacementAssumptions, opening: [Int32]) throws {
    let space = assumptions.space
    let plan = SeatPlan(space, settings: assumptions.settings)
    let roll = try OpeningRoll(plan, opening: opening, assumptions: assumptions)
    let register = PlacesByYear(assumptions, rolls: roll.rolls, post16: roll.rollsPost16)
    self.assumptions = assumptions
    self.plan = plan
    self.opening = roll.heads
    baseRoll = roll.rolls
    baseRollPost16 = roll.rollsPost16
    baseWaiting = roll.waiting
    basePlaces = register.base
    places = register.projected
    overflow = OverflowTable(assumptions.overflow, space: space)
    rowAddress = (0..<(space.ncys * space.needs)).map {
      stableHash("\(NCY.at($0 / space.needs))|\(space.codes.needs[$0 % space.needs].code)")
    }
    provisionAddress = space.codes.provisions.map { stableHash($0.code) }
    let awaiting = Self.openBase(of: .none, plan)
    guard awaiting != nil || assumptions.settings.isEmpty else {
      throw PlacementError.noAwaitingProvision
    }
    awaitingBase = awaiting ?? 0
    holdingBases = Phase.allCases.map { phase in
      switch phase {
      case .earlyYears: Self.openBase(of: .earlyYears, plan)
      case .primary, .secondary: Self.openBase(of: .mainstream, plan)
      case .post16: Self.openBase(of: .furtherEducation, plan)
      }
    }
    let eligible = Self.eligible(plan, assumptions)
    self.eligible = eligible
    findings = roll.findings + Self.unserved(plan, eligible)
  }

  private static func openBase(of kind: Provision.Kind, _ plan: SeatPlan) -> Int? {
    guard let provision = plan.space.codes.provision(of: kind), !plan.isLimited(provision) else {
      return nil
    }
    return plan.openBase(provision)
  }

  private static func eligible(
    _ plan: SeatPlan, _ assumptions: PlacementAssumptions
  ) -> [[[Int]]] {
    let space = plan.space
    return (0..<space.provisions).map { provision in
      (0..<(space.ncys * space.needs)).map { row in
        plan.basesOfProvision[provision].filter { base in
          guard let setting = plan.bases[base].setting else { return false }
          return assumptions.settings[setting].admits(
            need: space.codes.needs[row % space.needs].code, ncy: NCY.at(row / space.needs))
        }
      }
    }
  }

  /// Needs that no setting of a provision serves in a phase at all.
  private static func unserved(_ plan: SeatPlan, _ eligible: [[[Int]]]) -> [Finding] {
    let space = plan.space
    return plan.limited.compactMap { provision in
      let missing = (0..<space.needs).filter { need in
        (0..<space.ncys).allSatisfy { eligible[provision][$0 * space.needs + need].isEmpty }
      }
      guard !missing.isEmpty else { return nil }
      let needs = missing.map { space.codes.needs[$0].code }.joined(separator: ", ")
      return Finding(
        .warning, "PL-005", at: Finding.Place("evidence/settings.csv", column: "needs"),
        seen: "no \(space.codes.provisions[provision].code) setting serves \(needs)",
        expected: "a setting for every need that may want it",
        remedy: "Children who want it go where the overflow table says.")
    }
  }
}

/// Commissioned places by academic year, the changes of a scenario on top.
struct PlacesByYear {
  let base: [Places]
  let projected: [[Places]]

  init(_ assumptions: PlacementAssumptions, rolls: [Int], post16: [Int]) {
    func places(_ setting: Int, _ year: AcademicYear) -> Places {
      let item = assumptions.settings[setting]
      let given = assumptions.commissioned[item.id]
      let start =
        Self.latest(given, upTo: year) ?? Places(all: rolls[setting], post16: post16[setting])
      let change = (assumptions.changes[item.id] ?? []).reduce(into: Places(all: 0)) {
        let step = Self.latest($1, upTo: year) ?? Places(all: 0)
        $0 = Places(all: $0.all + step.all, post16: $0.post16 + step.post16)
      }
      let all = max(0, start.all + change.all)
      return Places(all: all, post16: min(all, max(0, start.post16 + change.post16)))
    }
    let first = AcademicYear(census: assumptions.baseCensus)
    base = assumptions.settings.indices.map { places($0, first) }
    projected = (0..<assumptions.years).map { step in
      let year = AcademicYear(start: first.start + 1 + step)
      return assumptions.settings.indices.map { places($0, year) }
    }
  }

  private static func latest(
    _ series: [AcademicYear: Places]?, upTo year: AcademicYear
  ) -> Places? {
    guard let series, let key = series.keys.filter({ $0 <= year }).max() else { return nil }
    return series[key]
  }
}
