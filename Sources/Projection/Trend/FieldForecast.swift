public import Vocabulary

/// The forecasters of all authorities of a panel from one origin, and what could not be forecast.
public struct FieldForecast: Sendable {
  /// The January census the forecasts are made at.
  public let origin: Int
  /// What the panel teaches.
  public let field: FieldEstimate
  /// One forecaster for each authority with plans at the origin, in the order of their codes.
  public let forecasters: [GroupForecaster]
  /// What a reader should know.
  public let findings: [Finding]

  /// Estimates and prepares, reading nothing after the origin, and no flow or population of its year.
  ///
  /// - Parameters:
  ///   - heldOut: authorities that are forecast but not learned from.
  public init(
    _ panel: GroupPanel, origin: Int, years: Int, settings: TrendSettings,
    heldOut: Set<String> = []
  ) throws {
    let known = panel.known(at: origin)
    let taught = known.leavingOut(heldOut)
    let field = try FieldEstimate(taught, origin: origin, settings: settings)
    let nation = NationalPath(
      taught.authorities, origin: origin, years: years, medianError: field.nationalError,
      settings: settings)
    let made = known.authorities.map { history in
      GroupForecaster(
        history, origin: origin, nation: nation, centres: field.centres, field: field,
        settings: settings)
    }
    self.origin = origin
    self.field = field
    forecasters = made.compactMap { $0 }
    findings = zip(known.authorities, made).flatMap { history, forecaster in
      TrendFindings.of(history, origin: origin, opening: forecaster?.opening)
    }
  }
}
