/// A run that was written before, as far as later counts are compared with it.
public struct PastRun: Sendable, Hashable {
  /// A count that the run was conditioned on.
  public struct Known: Sendable, Hashable {
    /// What was counted.
    public let measure: Anchor.Measure
    /// When.
    public let date: CalendarDate

    /// Names a count.
    public init(_ measure: Anchor.Measure, _ date: CalendarDate) {
      self.measure = measure
      self.date = date
    }
  }

  /// The name of the authority.
  public var authority: String
  /// DfE's three-digit code of the authority.
  public var dfeCode: String
  /// The January census it starts from.
  public var baseCensus: Int
  /// The number of draws.
  public var draws: Int
  /// The seed of its random numbers.
  public var seed: UInt64
  /// When it finished, ISO 8601.
  public var finished: String
  /// Plans by January census.
  public var plans: [Int: LikelyRange] = [:]
  /// New plans by the January census that closes their year.
  public var newPlans: [Int: LikelyRange] = [:]
  /// Counts it was conditioned on.
  public var known: Set<Known> = []

  /// A run without results.
  public init(
    authority: String, dfeCode: String, baseCensus: Int, draws: Int, seed: UInt64,
    finished: String
  ) {
    self.authority = authority
    self.dfeCode = dfeCode
    self.baseCensus = baseCensus
    self.draws = draws
    self.seed = seed
    self.finished = finished
  }
}
