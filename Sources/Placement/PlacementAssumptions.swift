import NumericalCore
public import Vocabulary

/// New places draw children who would not have looked: demand grows as places do.
public struct InducedDemand: Sendable, Hashable {
  /// Position of the provision.
  public var provision: Int
  /// Percent by which demand grows when places grow by 1 %.
  public var elasticity: Double
  /// The first academic year whose new places count.
  public var starts: AcademicYear

  /// Describes induced demand.
  public init(provision: Int, elasticity: Double, starts: AcademicYear) {
    self.provision = provision
    self.elasticity = elasticity
    self.starts = starts
  }
}

/// Places follow the roll: the place-change return of a November reports the roll, and the September after is commissioned by it.
public struct FollowingRoll: Sendable, Hashable {
  /// Ids of the settings; nil for all that the authority commissions.
  public var settings: Set<String>?
  /// The first academic year that is commissioned so.
  public var starts: AcademicYear
  /// Places are not commissioned below this share of those planned, 0 to 1.
  public var floor: Double

  /// Describes the rule.
  public init(settings: Set<String>?, starts: AcademicYear, floor: Double) {
    self.settings = settings
    self.starts = starts
    self.floor = floor
  }
}

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
  /// The schemes that may open in this run.
  public var schemes: [Scheme] = []
  /// The waiting list at the base census.
  public var waiting: [WaitingRow]
  /// Where children go for whom there is no place.
  public var overflow: [OverflowRow]
  /// Planning areas, their populations and rates.
  public var locality = Locality()
  /// The population variant that areas are weighed by.
  public var variant = ""
  /// By projected year, need × phase: the share of starts in independent schools that are named whatever places there are.
  public var named: [[Double]]
  /// Demand that new places draw.
  public var induced: [InducedDemand] = []
  /// Places that follow the roll.
  public var following: [FollowingRoll] = []
  /// How places are given out.
  public var method = AllocationMethod.fillOrder
  /// What goes before what in `fill-order`.
  public var fillOrder = FillCriterion.standard
  /// Pounds a year of a plan, need × provision, for `lowest-cost`; nil where costs are not known.
  public var costs: [Double]?
  /// Pounds a year of a pupil above a setting's places, for `lowest-cost`.
  public var overNumberCost = 0.0
  /// The constants.
  public var constants = PlacementSettings()
  /// The January census the run starts from.
  public let baseCensus: Int
  /// The number of projected years.
  public let years: Int

  /// The baseline's assumptions.
  public init(_ evidence: Evidence, years: Int) {
    self.init(
      space: StateSpace(evidence.codes), settings: evidence.settings,
      commissioned: evidence.commissioned, waiting: evidence.waiting, overflow: evidence.overflow,
      baseCensus: evidence.authority.baseCensus, years: years)
    schemes = evidence.schemes.filter(\.isCommitted)
    locality = evidence.locality
    variant = evidence.authority.populationVariant
    method = evidence.authority.allocation
    fillOrder = evidence.authority.fillOrder
    constants = PlacementSettings(evidence.assumptions)
    let shares = Self.named(evidence.independentNaming, space)
    named = Array(repeating: shares, count: years)
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
    named = Array(
      repeating: Self.named([], space), count: years)
  }

  /// Need × phase; a need's own row comes before that for all, and without any everybody is named.
  private static func named(_ rows: [IndependentNaming], _ space: StateSpace) -> [Double] {
    space.codes.needs.flatMap { need in
      Phase.allCases.map { phase in
        let here = rows.filter { $0.phase == phase }
        return (here.first { $0.need == need.code } ?? here.first { $0.need == nil })?.share ?? 1
      }
    }
  }
}
