/// A published count over a span of national curriculum years or ages that the source pools.
public struct PooledCount: Sendable, Hashable {
  /// The span, both ends included.
  public let span: ClosedRange<Int>
  /// The position of the need or provision; nil where the count has none.
  public let category: Int?
  /// The count.
  public let count: Double

  /// Records a count.
  public init(span: ClosedRange<Int>, category: Int?, count: Double) {
    self.span = span
    self.category = category
    self.count = count
  }
}

/// Plans that ceased in a calendar year, by span of national curriculum years at the closing census.
public struct CeasedCount: Sendable, Hashable {
  /// The span, both ends included.
  public let span: ClosedRange<Int>
  /// DfE's reason, for example `transfer`, `max_age`, `no_engage`.
  public let reason: String
  /// The count.
  public let count: Double

  /// Records a count.
  public init(span: ClosedRange<Int>, reason: String, count: Double) {
    self.span = span
    self.reason = reason
    self.count = count
  }

  /// The reason that stands for a move to another authority.
  public static let transferReason = "transfer"
}

/// Counts by provision, with those whose placement DfE was not told.
public struct RecordedTable: Sendable, Hashable {
  /// Rows (years or needs) × provisions.
  public var known: CrossTable
  /// "Placement not recorded", by row.
  public var notRecorded: [Double]

  /// A table of zeros.
  public init(rows: Int, provisions: Int) {
    known = CrossTable(rows: rows, columns: provisions)
    notRecorded = Array(repeating: 0, count: rows)
  }

  /// All counts.
  public var total: Double { known.total + notRecorded.reduce(0, +) }
}

/// Children on the way from a request to a plan at a January census, as a person-level return counts them.
public struct InProcessCount: Sendable, Hashable {
  /// Children whose request waits for a decision.
  public var awaitingDecision: Double
  /// Children whose assessment is not concluded.
  public var inAssessment: Double

  /// Records a count.
  public init(awaitingDecision: Double = 0, inAssessment: Double = 0) {
    self.awaitingDecision = awaitingDecision
    self.inAssessment = inAssessment
  }
}

/// What is published of plans and flows for one geography.
public struct PublishedFigures: Sendable {
  /// NCY × provision at a January census.
  public var plansByNCYProvision: [Int: RecordedTable] = [:]
  /// NCY × need at a January census.
  public var plansByNCYNeed: [Int: CrossTable] = [:]
  /// Need × provision at a January census.
  public var plansByNeedProvision: [Int: RecordedTable] = [:]
  /// NCY × need × provision at a January census, rows being NCY × need; empty unless a person-level return gives it.
  public var plansByNCYNeedProvision: [Int: RecordedTable] = [:]
  /// Plans by provision at a January census, the last figure being "not recorded".
  public var plansByProvision: [Int: [Double]] = [:]
  /// Plans by age group at a January census, in the order of `AgeBand.allCases`; nil where not published.
  public var plansByAgeGroup: [Int: [Double?]] = [:]
  /// New plans of a calendar year by span of NCY at the closing census and need.
  public var newPlansByNCYNeed: [Int: [PooledCount]] = [:]
  /// New plans of a calendar year, need × provision.
  public var newPlansByNeedProvision: [Int: RecordedTable] = [:]
  /// New plans of a calendar year by span of age when the plan started and provision (nil: not recorded).
  public var newPlansByAgeProvision: [Int: [PooledCount]] = [:]
  /// Plans ceased in a calendar year by span of NCY at the closing census and reason.
  public var ceasedByNCY: [Int: [CeasedCount]] = [:]
  /// Plans ceased in a calendar year by provision, the last figure being "not recorded".
  public var ceasedByProvision: [Int: [Double]] = [:]
  /// Totals of a calendar year by measure, for example `new_plans`, `requests`.
  public var flowsByYear: [String: [Int: Double]] = [:]
  /// Children in process at a January census; empty unless a person-level return gives them.
  public var inProcess: [Int: InProcessCount] = [:]
  /// Population at ages 0 to 25 by variant and mid-year.
  public var population: [String: [Int: [Double]]] = [:]

  /// Nothing is published.
  public init() {}
}
