public import Vocabulary

/// Modelling choices of the estimation; a scenario folder can replace them in `evidence/assumptions.csv`.
public struct EstimationSettings: Sendable {
  /// Plans that England's rate is worth when a local rate is shrunk to it, whatever its kind; nil: estimated for each kind.
  public var shrinkagePlans: Double?
  /// Events that England's level is worth when a profile is brought to the local level; nil: estimated for each kind.
  public var levelEvents: Double?
  /// Strengths of single kinds, which go before the two above.
  public var strengths: [StrengthKind: Double] = [:]
  /// φ: how much of the growth of new plans is left each year.
  public var damping = 0.8
  /// Weight of the authority's own growth of new plans against England's.
  public var ownGrowthWeight = 0.25
  /// How much of the phase-transfer rate applies in a setting that goes on past that point.
  public var reviewFactor = 0.1
  /// Multiplies the mid-phase move rates.
  public var midPhaseFactor = 1.0

  /// Noise of an authority's new plans against England's, log, gone the year after.
  public var fieldNewPlanNoise = 0.124
  /// Yearly step of an authority's new plans against England's, log, which stays.
  public var fieldNewPlanDrift = 0.12
  /// Noise of what plans and flows leave unexplained, share of plans.
  public var fieldResidualNoise = 0.025

  /// The tool's own choices.
  public init() {}

  private static let fieldSource =
    "150 authorities, 2015-2021: scripts/fit-field-noise; drift and residual held below the fit so that the "
    + "80 % band of a total is as wide as the field's past errors"

  /// The names a folder may replace, with what they mean, their unit and the reason for the tool's value.
  public static let catalogue: [(name: String, meaning: String, unit: String, source: String)] = [
    (
      "new_plan_damping", "share of the growth of new plans left each year", "share",
      "damped trend; between no trend (0) and compounding (1)"
    ),
    (
      "own_growth_weight", "weight of own against national growth of new plans", "share",
      "lag-1 correlation of authorities' growth relative to England is 0.23 (2019-2025)"
    ),
    (
      "review_factor", "share of the phase-transfer rate in a setting that goes on", "share",
      "there Year 6 to 7 is a review point, not a transfer: few move; no figure was found"
    ),
    (
      "mid_phase_factor", "multiplies mid-phase move rates", "factor",
      "net cohort changes are a lower bound of moves; 1 keeps that bound"
    ),
    (
      "field_new_plan_noise", "yearly noise of new plans against England's", "log",
      fieldSource
    ),
    (
      "field_new_plan_drift", "yearly step of new plans against England's", "log", fieldSource
    ),
    (
      "field_residual_noise", "yearly noise of plans that flows leave unexplained",
      "share of plans", fieldSource
    ),
  ]

  /// The names by which a folder may set strengths that are otherwise estimated.
  public static let strengthNames =
    ["shrinkage_plans", "level_events"] + StrengthKind.allCases.map(\.settingName)

  /// The values that a folder may give, by name: shares are 0 to 1, everything else 0 or more.
  public static let bounds: [String: ClosedRange<Double>] = Dictionary(
    uniqueKeysWithValues: catalogue.map { item in
      let isShare = item.unit == "share"
      return (item.name, 0...(isShare ? 1 : item.unit == "log" ? 2 : 1_000_000))
    } + strengthNames.map { ($0, 0...1_000_000) })

  /// The choices with those of a folder in place of the tool's.
  public init(_ overrides: [String: (value: Double, provenance: Provenance)]) {
    shrinkagePlans = overrides["shrinkage_plans"]?.value
    levelEvents = overrides["level_events"]?.value
    for kind in StrengthKind.allCases { strengths[kind] = overrides[kind.settingName]?.value }
    if let item = overrides["new_plan_damping"] { damping = item.value }
    if let item = overrides["own_growth_weight"] { ownGrowthWeight = item.value }
    if let item = overrides["review_factor"] { reviewFactor = item.value }
    if let item = overrides["mid_phase_factor"] { midPhaseFactor = item.value }
    if let item = overrides["field_new_plan_noise"] { fieldNewPlanNoise = item.value }
    if let item = overrides["field_new_plan_drift"] { fieldNewPlanDrift = item.value }
    if let item = overrides["field_residual_noise"] { fieldResidualNoise = item.value }
  }

  /// The value by name.
  public func value(_ name: String) -> Double? {
    switch name {
    case "new_plan_damping": damping
    case "own_growth_weight": ownGrowthWeight
    case "review_factor": reviewFactor
    case "mid_phase_factor": midPhaseFactor
    case "field_new_plan_noise": fieldNewPlanNoise
    case "field_new_plan_drift": fieldNewPlanDrift
    case "field_residual_noise": fieldResidualNoise
    default: nil
    }
  }

  /// The strength that a folder sets for a kind; nil where it is estimated.
  public func given(_ kind: StrengthKind) -> Double? {
    strengths[kind] ?? (kind.isLevel ? levelEvents : shrinkagePlans)
  }

  /// The strength of a kind: given, or estimated.
  func strength(_ kind: StrengthKind, _ search: () -> StrengthSearch) -> Strength {
    guard let value = given(kind) else { return search().strength() }
    return Strength(kind: kind, value: value, logError: nil, source: .given, cells: 0)
  }
}
