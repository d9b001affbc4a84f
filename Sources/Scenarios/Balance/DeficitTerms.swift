public import Vocabulary

/// What an authority says of its deficit beside the account: the grant, reserves, the price of money.
public struct DeficitTerms: Sendable, Hashable {
  /// The share of the deficit at 31 March 2026 that is eligible for the stability grant, 0 to 1.
  public var eligibleShare = 1.0
  /// Usable reserves of the general fund at 31 March 2028, in pounds; nil where they are not given.
  public var usableReserves: Double?
  /// A deficit beyond which somebody has to act, in pounds; nil where none is given.
  public var threshold: Double?
  /// What financing the deficit costs, in percent of it a year.
  public var financingRate = 4.5
  /// Growth of the high needs block after the last year given in `income.csv`, percent a year, in the low case.
  public var blockGrowthLow = 0.0
  /// The same in the high case.
  public var blockGrowthHigh = 3.0

  /// The tool's own choices.
  public init() {}

  /// Those of a folder's `evidence/assumptions.csv` in place of them.
  public init(_ overrides: [String: (value: Double, provenance: Provenance)]) {
    if let item = overrides[Self.eligibleName] { eligibleShare = item.value }
    if let item = overrides[Self.rateName] { financingRate = item.value }
    if let item = overrides[Self.lowName] { blockGrowthLow = item.value }
    if let item = overrides[Self.highName] { blockGrowthHigh = item.value }
    usableReserves = overrides[Self.reservesName]?.value
    threshold = overrides[Self.thresholdName]?.value
  }

  private static let eligibleName = "stability_grant_eligible_share"
  private static let reservesName = "usable_reserves"
  private static let thresholdName = "deficit_threshold"
  private static let rateName = "deficit_financing_rate"
  private static let lowName = "block_growth_low"
  private static let highName = "block_growth_high"

  /// The values that a folder may give, by name.
  public static let bounds: [String: ClosedRange<Double>] = [
    eligibleName: 0...1, reservesName: 0...1e10, thresholdName: 0...1e10, rateName: 0...20,
    lowName: -20...20, highName: -20...20,
  ]

  private static let allocation =
    "the high needs block after the last year given in income.csv, compounding"

  func log(_ overrides: [String: (value: Double, provenance: Provenance)]) -> [Assumption] {
    func entry(
      _ name: String, _ value: Double, _ unit: String, _ scope: String, _ reason: String
    ) -> Assumption {
      Assumption(
        name, scope: "balance.csv: \(scope)", value: "\(value)", unit: unit,
        overrides[name]?.provenance ?? Provenance(.assumption, reason))
    }
    let always = [
      entry(
        Self.eligibleName, eligibleShare, "share of the deficit at 31 March 2026",
        "the stability grant", "the whole deficit is taken to be eligible until it is approved"),
      entry(
        Self.rateName, financingRate, "percent of the deficit a year",
        "a memo of the general fund, not in the high needs block",
        "about the rate of short public loans; not measured here"),
      entry(
        Self.lowName, blockGrowthLow, "percent a year", Self.allocation,
        "a named assumption, not a forecast: the block stays in cash"),
      entry(
        Self.highName, blockGrowthHigh, "percent a year", Self.allocation,
        "a named assumption, not a forecast: chosen by this tool, not measured"),
    ]
    let given = [
      usableReserves.map {
        entry(Self.reservesName, $0, "GBP", "beside the balance at 31 March 2028", "given")
      },
      threshold.map {
        entry(Self.thresholdName, $0, "GBP", "the chance of a deficit beyond it", "given")
      },
    ]
    return always + given.compactMap { $0 }
  }
}
