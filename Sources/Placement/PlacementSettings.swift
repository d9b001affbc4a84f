public import Vocabulary

/// The constants of placement that a scenario folder can replace in `evidence/assumptions.csv`.
public struct PlacementSettings: Sendable, Hashable {
  /// Road distance as a multiple of the straight line.
  public var travelFactor = 1.3
  /// Minutes for a kilometre of road.
  public var minutesPerKilometre = 2.0
  /// Minutes up to which a journey counts as reasonable, to Year 6.
  public var limitPrimary = 45.0
  /// The same from Year 7 on.
  public var limitSecondary = 75.0
  /// Minutes beyond the limit at which nobody travels; fewer and fewer do up to there.
  public var tolerance = 30.0
  /// Plans at which an area's own count weighs as much as its population.
  public var areaStrength = 30.0
  /// Pounds a year that a placement other than the one wanted counts as costing in `lowest-cost`.
  public var mismatchCost = 20_000.0
  /// Pounds a year that a child without a suitable place counts as costing in `lowest-cost`.
  public var waitingCost = 150_000.0
  /// Pounds a year that a minute of journey counts as costing in `lowest-cost`.
  public var travelCost = 150.0

  /// The tool's own choices.
  public init() {}

  /// A constant, how it is named in files, and what it may be.
  public struct Entry: Sendable {
    /// The name in `assumptions.csv`.
    public let name: String
    /// What it means.
    public let meaning: String
    /// Its unit.
    public let unit: String
    /// Why the tool has this value.
    public let reason: String
    /// What a folder may give.
    public let bounds: ClosedRange<Double>
    let path: any WritableKeyPath<PlacementSettings, Double> & Sendable
  }

  /// Every constant.
  public static let catalogue: [Entry] = [
    Entry(
      name: "travel_factor", meaning: "road distance against the straight line", unit: "factor",
      reason: "a usual detour of English roads; not measured here", bounds: 1...3,
      path: \.travelFactor),
    Entry(
      name: "travel_minutes_per_km", meaning: "time for a kilometre of road", unit: "minutes",
      reason: "30 km an hour, stops of shared transport included; not measured here",
      bounds: 0.5...10, path: \.minutesPerKilometre),
    Entry(
      name: "travel_limit_primary", meaning: "reasonable journey to Year 6", unit: "minutes",
      reason: "45 minutes: statutory guidance on travel to school, as quoted by Bracknell Forest",
      bounds: 5...600, path: \.limitPrimary),
    Entry(
      name: "travel_limit_secondary", meaning: "reasonable journey from Year 7", unit: "minutes",
      reason: "75 minutes: statutory guidance on travel to school, as quoted by Bracknell Forest",
      bounds: 5...600, path: \.limitSecondary),
    Entry(
      name: "travel_tolerance", meaning: "minutes beyond the limit at which nobody travels",
      unit: "minutes", reason: "the limit is soft; no figure was found", bounds: 0...600,
      path: \.tolerance),
    Entry(
      name: "area_rate_strength",
      meaning: "plans at which an area's count and its population weigh alike",
      unit: "plans", reason: "as for the authority's rates by cell", bounds: 0...10_000,
      path: \.areaStrength),
    Entry(
      name: "lowest_cost_mismatch",
      meaning: "a placement other than the one wanted, in lowest-cost",
      unit: "GBP a year", reason: "a weight, not a price", bounds: 0...1_000_000,
      path: \.mismatchCost),
    Entry(
      name: "lowest_cost_waiting", meaning: "a child without a suitable place, in lowest-cost",
      unit: "GBP a year",
      reason:
        "a weight, not a price: above the dearest placement, so that nobody waits to save money",
      bounds: 0...1_000_000, path: \.waitingCost),
    Entry(
      name: "lowest_cost_travel", meaning: "a minute of journey, in lowest-cost",
      unit: "GBP a year", reason: "a weight, not a price; transport is not in the high needs block",
      bounds: 0...10_000, path: \.travelCost),
  ]

  /// The values that a folder may give, by name.
  public static let bounds: [String: ClosedRange<Double>] = Dictionary(
    uniqueKeysWithValues: catalogue.map { ($0.name, $0.bounds) })

  /// The choices with those of a folder in place of the tool's.
  public init(_ overrides: [String: (value: Double, provenance: Provenance)]) {
    for entry in Self.catalogue {
      if let item = overrides[entry.name] { self[keyPath: entry.path] = item.value }
    }
  }

  /// Each constant as used, with its source.
  public func log(
    _ overrides: [String: (value: Double, provenance: Provenance)]
  ) -> [Assumption] {
    Self.catalogue.map { entry in
      Assumption(
        entry.name, scope: entry.meaning, value: "\(self[keyPath: entry.path])", unit: entry.unit,
        overrides[entry.name]?.provenance ?? Provenance(.assumption, entry.reason))
    }
  }
}
