import Vocabulary

/// Children who are not in a specialist base, and what stands in the way.
public struct BaseAbsence: Sendable {
  /// Who is counted.
  public enum Group: String, CaseIterable, Sendable {
    /// Looked for a base this September and found none.
    case looked = "looked for a base"
    /// On the roll of a state special school.
    case special = "in a state special school"
    /// Waiting for a state special school, or elsewhere for want of a place there.
    case without = "without a special place"
  }

  /// Why children who did not look for a base are not in one.
  public enum Reason: String, CaseIterable, Sendable {
    /// No base is designated for the need.
    case need = "no base for the need"
    /// Those that are do not admit to the year groups of the phase.
    case years = "no base for the year group"
    /// Those that do are further away than children travel.
    case distance = "too far"
    /// A base is within reach.
    case plan = "the plan names a special school"

    init(_ limit: PlaceLimit) {
      switch limit {
      case .designation: self = .need
      case .years: self = .years
      case .distance: self = .distance
      case .places: self = .plan
      }
    }
  }

  /// Children of a need, phase and area, summed over the draws.
  public struct Row: Sendable {
    /// Projected year.
    public let year: Int
    /// Position of the need.
    public let need: Int
    /// Position in `Phase.allCases`.
    public let phase: Int
    /// Position of the area.
    public let area: Int
    /// Who.
    public let group: Group
    /// The words of `PlaceLimit` for those who looked, of `Reason` for the others.
    public let reason: String
    /// Sum over the draws.
    public let sum: Int
  }

  /// Every row that is not 0 in all draws, by year, need, phase, area and group.
  public let rows: [Row]

  /// Counts a run; empty where no base has a register entry.
  public init(_ run: ScenarioRun) {
    let counter = BaseAbsenceCounter(run)
    let shape = run.places.shape
    guard !counter.bases.isEmpty else {
      rows = []
      return
    }
    rows = (0..<run.model.years).flatMap { year in
      (0..<shape.space.needs).flatMap { need in
        Phase.allCases.indices.flatMap { phase in
          shape.areas.indices.flatMap { counter.rows(year, need: need, phase: phase, area: $0) }
        }
      }
    }
  }
}

/// Reads the sums of a run for children who are not in a base.
private struct BaseAbsenceCounter {
  let run: ScenarioRun
  /// Positions among the provisions with settings.
  let bases: [Int]
  let specials: [Int]

  init(_ run: ScenarioRun) {
    self.run = run
    let shape = run.places.shape
    func positions(_ kind: Provision.Kind) -> [Int] {
      shape.provisions.indices.filter {
        shape.space.codes.provisions[shape.provisions[$0]].kind == kind
      }
    }
    (bases, specials) = (positions(.base), positions(.special))
  }

  func rows(_ year: Int, need: Int, phase: Int, area: Int) -> [BaseAbsence.Row] {
    let shape = run.places.shape
    func leaf(_ provision: Int) -> Int {
      shape.leaf(provision, need: need, phase: phase, area: area)
    }
    func special(_ count: Placements.Count) -> Int {
      specials.reduce(0) { $0 + run.places.sum(count, year: year, leaf: leaf($1)) }
    }
    // Of several kinds of base the one that stands least in the way counts.
    let limit = bases.map { run.model.placeLimit($0, need: need, phase: phase, area: area) }
      .max { $0.rawValue < $1.rawValue }
    let reason = BaseAbsence.Reason(limit ?? .designation).rawValue
    let looked = PlaceLimit.allCases.map { limit in
      (
        BaseAbsence.Group.looked, limit.text,
        bases.reduce(0) { $0 + run.places.unplacedSum(year: year, leaf: leaf($1), limit) }
      )
    }
    let others = [
      (BaseAbsence.Group.special, reason, special(.attending) + special(.attendingElsewhere)),
      (BaseAbsence.Group.without, reason, special(.waiting) + special(.elsewhere)),
    ]
    return (looked + others).filter { $0.2 != 0 }.map {
      BaseAbsence.Row(
        year: year, need: need, phase: phase, area: area, group: $0.0, reason: $0.1, sum: $0.2)
    }
  }
}
