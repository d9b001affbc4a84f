public import Vocabulary

/// When a lever on children works: full effect after a ramp, over January censuses.
public struct CensusWindow: Sendable, Hashable {
  /// The first census it shows in.
  public var starts: Int
  /// The last census it shows in; nil for ever.
  public var ends: Int?
  /// Censuses after the first until the effect is full.
  public var rampYears: Int

  /// Describes a window.
  public init(starts: Int, ends: Int? = nil, rampYears: Int = 0) {
    self.starts = starts
    self.ends = ends
    self.rampYears = rampYears
  }

  /// The share of the full effect at a census, 0 to 1.
  public func share(at census: Int) -> Double {
    guard census >= starts, census <= ends ?? Int.max else { return 0 }
    return min(1, Double(census - starts + 1) / Double(rampYears + 1))
  }
}

/// A setting that a scenario opens.
public struct NewSetting: Sendable, Hashable {
  /// The name.
  public var name: String
  /// What it is.
  public var kind: Setting.Kind
  /// Code of the provision.
  public var provision: String
  /// Codes of the needs; nil for all.
  public var needs: Set<String>?
  /// The national curriculum years it admits to.
  public var ncys: ClosedRange<Int>
  /// True for another authority's.
  public var isElsewhere: Bool
}

/// One dated change of the baseline's assumptions.
public struct Lever: Sendable, Hashable {
  /// What is changed.
  public enum Change: Sendable, Hashable {
    /// New-plan rates times a factor.
    case newPlanRate(multiply: Double, needs: Set<Int>?, ncys: ClosedRange<Int>, CensusWindow)
    /// Ceasing rates times a factor.
    case ceasingRate(multiply: Double, ncys: ClosedRange<Int>, CensusWindow)
    /// A share of those who want one provision want another.
    case placementPreference(
      move: String, from: Int, to: Int, share: Double, needs: Set<Int>?, ncys: ClosedRange<Int>,
      CensusWindow)
    /// Places open above or below the baseline.
    case places(setting: String, changes: [AcademicYear: Places], new: NewSetting?)
    /// A scheme of `evidence/schemes.csv`, as planned or as changed.
    case scheme(Scheme)
    /// New places draw children who would not have looked.
    case inducedDemand(provision: Int, elasticity: Double, starts: Int)
    /// A share of the children of a provision goes on to another at the end of a phase.
    case phaseEndMove(
      from: Int, to: Int, share: Double, needs: Set<Int>?, entering: Set<Int>, CensusWindow)
    /// The share of starts in independent schools that are named whatever places there are, times a factor.
    case independentNaming(
      multiply: Double, needs: Set<Int>?, phases: Set<Phase>, CensusWindow)
    /// Commissioned places follow the roll of the autumn before.
    case commissioning(settings: Set<String>?, floor: Double, starts: Int)
    /// Fees of independent schools rise with their share of plans.
    case pricePressure(elasticity: Double)
    /// Price growth of a line, percent a year.
    case costGrowth(line: String?, percent: Double, starts: FinancialYear)
    /// The most that one place may cost, in cash.
    case feeCap(line: String, amount: Money, starts: FinancialYear)
    /// A share of the plans of one band of a provision is in another: moderation of top-up bands, day in place of residential places.
    case banding(
      provision: String, needs: Set<String>?, from: String, to: String, share: Double,
      starts: FinancialYear)
    /// Growth of an income line after its last published year.
    case incomeGrowth(line: String, percent: Double, starts: FinancialYear)
    /// Percent of the schools block moved to high needs.
    case blockTransfer(percent: Double, starts: FinancialYear, ends: FinancialYear?)
    /// Another population variant.
    case population(variant: String)

    /// True where nothing but the account is changed: no child comes, goes or moves for it.
    var isMoneyAlone: Bool {
      switch self {
      case .pricePressure, .costGrowth, .feeCap, .banding, .incomeGrowth, .blockTransfer: true
      case .newPlanRate, .ceasingRate, .placementPreference, .places, .scheme, .inducedDemand,
        .phaseEndMove, .independentNaming, .commissioning, .population:
        false
      }
    }

    /// Censuses until its effect is full; nil where it has no ramp.
    var rampYears: Int? {
      switch self {
      case .newPlanRate(_, _, _, let window), .ceasingRate(_, _, let window),
        .placementPreference(_, _, _, _, _, _, let window),
        .phaseEndMove(_, _, _, _, _, let window), .independentNaming(_, _, _, let window):
        window.rampYears
      default: nil
      }
    }
  }

  /// What is changed.
  public var change: Change
  /// Where the value comes from.
  public var provenance: Provenance
  /// The lever in one line, for the assumption log.
  public var summary: String
}

/// A question asked of an authority's evidence.
public struct Scenario: Sendable, Hashable {
  /// The name of its file without `.yaml`; `baseline` is the one in which nothing is done.
  public var id: String
  /// The name in words.
  public var name: String
  /// The question it asks.
  public var question: String
  /// Its own levers, in the order of the file; those of its savings lines come on top.
  public var levers: [Lever]
  /// Its savings lines, in the order of their ids, whatever that of the file.
  public let savings: [SavingsLine]

  /// The id of the baseline.
  public static let baselineID = "baseline"

  /// Describes a scenario.
  public init(
    id: String, name: String, question: String, levers: [Lever] = [], savings: [SavingsLine] = []
  ) {
    self.id = id
    self.name = name
    self.question = question
    self.levers = levers
    self.savings = savings.sorted { $0.id < $1.id }
  }

  /// Everything that changes the baseline: its own levers, then those of its savings lines, line by line.
  public var allLevers: [Lever] { levers + savings.flatMap(\.levers) }
}
