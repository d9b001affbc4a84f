import Projection
public import Vocabulary

/// How well the cohort model reproduces the last published census from the one before, as Reporting prints it.
public struct ValidationReport: Sendable {
  /// England's plans of a sort of placement, expected and published.
  public struct Placement: Sendable, Hashable {
    /// The sort of placement.
    public let group: String
    /// The years of age, in words.
    public let years: String
    /// Plans expected and published.
    public let expected, published: Double
    /// Expected less published as a share of published; nil where nobody is.
    public let deviation: Double?
  }

  /// A method scored on a margin.
  public struct Score: Sendable, Hashable {
    /// What was looked at: year of age, need or provision.
    public let margin: String
    /// Who forecast.
    public let method: String
    /// Σ |forecast − published| / Σ published.
    public let wape: Double
    /// (Σ forecast − Σ published) / Σ published.
    public let bias: Double
    /// The WAPE that is left when the forecast is brought to the published total.
    public let shape: Double
  }

  /// How far the last January lies from last year's change again, and what made the difference, in plans.
  public struct Surprise: Sendable, Hashable {
    /// The plans that came, and those that the change of the year before would have made.
    public let actual, ownTrend: Double
    /// More new plans, fewer ceased and a larger residual than the year before: they add to actual less own trend.
    public let newPlans, ceased, residual: Double
  }

  /// The authority.
  public let authority: LocalAuthority
  /// The censuses: from and to.
  public let censuses: (from: Int, to: Int)
  /// England by phase and in total, group by group.
  public let phases: [Placement]
  /// England by single year of age, where at least `leastPlans` are published.
  public let years: [Placement]
  /// Fewer plans of a single year are not judged.
  public let leastPlans: Double
  /// The authority, margin by margin and method by method.
  public let scores: [Score]
  /// New plans and leavers of the authority that were expected.
  public let expected: (newPlans: Double, leavers: Double)
  /// The split of the last year's surprise; nil where new or ceased plans of one of the two years are not published.
  public let surprise: Surprise?

  /// Carries England and the authority forward by a year.
  ///
  /// - Throws: what cannot be done with the evidence, in words for its owner.
  public init(_ evidence: Evidence) throws {
    let placements = try PlacementValidation(evidence)
    let score = try CohortScore(evidence)
    authority = evidence.authority
    censuses = score.censuses
    phases = placements.phases.map(Placement.init)
    leastPlans = PlacementValidation.leastPlans
    years = placements.years.filter { $0.published >= PlacementValidation.leastPlans }
      .map(Placement.init)
    scores = score.rows.map {
      Score(
        margin: $0.margin.rawValue, method: $0.method.rawValue, wape: $0.wape, bias: $0.bias,
        shape: $0.shape)
    }
    expected = score.expected
    surprise = Surprise(evidence)
  }

  /// The row that is furthest off.
  public static func worst(_ rows: [Placement]) -> Placement? {
    rows.max { abs($0.deviation ?? 0) < abs($1.deviation ?? 0) }
  }
}

extension ValidationReport.Placement {
  init(_ row: PlacementValidation.Row) {
    group = row.group.rawValue
    years = Self.words(row.ncys)
    expected = row.expected
    published = row.published
    deviation = row.deviation
  }

  private static func words(_ ncys: ClosedRange<Int>) -> String {
    if ncys == NCY.range { return "All" }
    if ncys.count == 1 { return NCY.name(ncys.lowerBound) }
    return "\(NCY.name(ncys.lowerBound)) to \(NCY.name(ncys.upperBound))"
  }
}

extension ValidationReport.Surprise {
  init?(_ evidence: Evidence) {
    let last = evidence.authority.baseCensus - 1
    guard let before = Self.year(evidence.local, last - 1),
      let now = Self.year(evidence.local, last),
      let split = SurpriseSplit(before, now)
    else { return nil }
    (actual, ownTrend) = (split.actual, split.ownTrend)
    (newPlans, ceased, residual) = (split.newPlans, split.ceased, split.residual)
  }

  private static func year(_ figures: PublishedFigures, _ year: Int) -> CensusYear? {
    guard let opening = figures.plansByProvision[year]?.reduce(0, +),
      let closing = figures.plansByProvision[year + 1]?.reduce(0, +),
      let new = figures.flowsByYear["new_plans"]?[year],
      let ceased = figures.flowsByYear["ceased"]?[year]
    else { return nil }
    return CensusYear(
      calendarYear: year, opening: opening, closing: closing, new: new, ceased: ceased)
  }
}
