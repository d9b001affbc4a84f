public import Vocabulary

/// What a run knows of settings and of what happens when they are full.
public struct PlacementAssumptions: Sendable {
  /// The shape of the state.
  public let space: StateSpace
  /// The register, settings opened by a scenario included.
  public var settings: [Setting]
  /// Commissioned places by setting and academic year; the last year given carries on.
  public var commissioned: [String: [AcademicYear: Places]]
  /// Places open above or below those, by setting: each series holds levels by academic year, the last of which
  /// carries on, and series add up.
  public var changes: [String: [[AcademicYear: Places]]] = [:]
  /// The waiting list at the base census.
  public var waiting: [WaitingRow]
  /// Where children go for whom there is no place.
  public var overflow: [OverflowRow]
  /// The January census the run starts from.
  public let baseCensus: Int
  /// The number of projected years.
  public let years: Int

  /// The baseline's assumptions.
  public init(_ evidence: Evidence, years: Int) {
    space = StateSpace(evidence.codes)
    settings = evidence.settings
    commissioned = evidence.commissioned
    waiting = evidence.waiting
    overflow = evidence.overflow
    baseCensus = evidence.authority.baseCensus
    self.years = years
  }

  /// Assumptions made by hand.
  public init(
    space: StateSpace, settings: [Setting], commissioned: [String: [AcademicYear: Places]] = [:],
    waiting: [WaitingRow] = [], overflow: [OverflowRow] = [], baseCensus: Int, years: Int
  ) {
    self.space = space
    self.settings = settings
    self.commissioned = commissioned
    self.waiting = waiting
    self.overflow = overflow
    self.baseCensus = baseCensus
    self.years = years
  }
}
