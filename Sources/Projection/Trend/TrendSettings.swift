/// Choices of the group trend, made by cross-validation over past origins (`scripts/choose-trend`).
///
/// None was chosen by looking at a census after January 2019.
public struct TrendSettings: Sendable, Hashable {
  /// Share of the gap to the next younger group's growth that a group's national growth closes each year.
  public var neighbourWeight = 0.5
  /// Authorities that the prior "no effect" of a coefficient is worth.
  public var ridge = 100.0
  /// Weight of a transition against that of the year after it, in coefficients.
  public var recency = 0.7
  /// The same in the noise.
  public var noiseRecency = 0.7
  /// Share of an authority's lead in new plans and requests that is left after a year.
  public var flowPersistence = 0.75
  /// Standard deviation of a year's national shock, per median absolute error of past one-year forecasts.
  public var shockWeight = 1.0
  /// Share of a national shock to growth that is left a year later.
  public var shockPersistence = 0.9
  /// Degrees of freedom of an authority's yearly noise.
  public var degreesOfFreedom = 5.0
  /// Share of growth left each year after the years that a backtest can score.
  public var damping = 0.85
  /// Years before damping begins: the longest horizon of the backtest.
  public var undampedYears = 3
  /// Share of the national shock that all groups have in common.
  public var commonShare = 0.8

  /// The choices that cross-validation made.
  public init() {}

  /// The names, for options and logs, with what they mean and their unit.
  public static let catalogue: [(name: String, meaning: String, unit: String)] = [
    (
      "trend_neighbour_weight", "share of the gap to the next younger group's growth closed a year",
      "share"
    ),
    ("trend_ridge", "authorities that 'no effect' is worth in a coefficient", "authorities"),
    ("trend_recency", "weight of a year against the next in coefficients", "share"),
    ("trend_noise_recency", "weight of a year against the next in the noise", "share"),
    ("trend_flow_persistence", "lead in new plans and requests left after a year", "share"),
    ("trend_shock_weight", "national shock per median absolute past error", "factor"),
    ("trend_shock_persistence", "national shock to growth left a year later", "share"),
    ("trend_degrees_of_freedom", "tails of an authority's yearly noise", "degrees of freedom"),
    ("trend_damping", "growth left each year beyond the horizon of the backtest", "share"),
    ("trend_common_share", "part of the national shock shared by all groups", "share"),
  ]

  /// Reads or replaces a choice by its name; nil for a name that is none of them.
  public subscript(name: String) -> Double? {
    get { Self.paths[name].map { self[keyPath: $0] } }
    set {
      if let path = Self.paths[name], let newValue { self[keyPath: path] = newValue }
    }
  }

  private static var paths: [String: WritableKeyPath<TrendSettings, Double>] {
    [
      "trend_neighbour_weight": \.neighbourWeight, "trend_ridge": \.ridge,
      "trend_recency": \.recency, "trend_noise_recency": \.noiseRecency,
      "trend_flow_persistence": \.flowPersistence, "trend_shock_weight": \.shockWeight,
      "trend_shock_persistence": \.shockPersistence,
      "trend_degrees_of_freedom": \.degreesOfFreedom, "trend_damping": \.damping,
      "trend_common_share": \.commonShare,
    ]
  }
}
