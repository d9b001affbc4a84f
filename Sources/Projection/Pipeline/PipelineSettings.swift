/// Constants of the way from a request to a plan.
///
/// Fitted by `scripts/fit-pipeline` to new plans of 150 authorities in 2017 and 2018, authorities left out in five folds;
/// years after 2018 were not looked at for the choice.
public struct PipelineSettings: Sendable, Hashable {
  /// Weight of last year's completions, grown, against what waits and comes in: how slowly teams grow and shrink.
  public var inertia = 0.5
  /// How much of a difference between decided and completed is still there a year later; the rest was misrecorded.
  public var memory = 0.25
  /// Standard error of a counted stock, as a share: it is of mid-January, two weeks after the end of the year.
  public var countedError = 0.05
  /// Years that England's conversion of requests is worth when an authority's own is shrunk to it.
  public var conversionYears = 4.0
  /// Weight of the authority's own share of refusals; England's has the rest.
  public var refusalWeight = 0.5
  /// Years that England's yield is worth when an authority's own is shrunk to it.
  public var yieldYears = 5.0
  /// New plans per concluded assessment where no year of England says.
  public var yield = 0.944
  /// Requests of a year without a decision at its end, as a share.
  public var undecided = 0.075

  /// How much of England's growth of requests is left each year.
  public var damping = 0.7
  /// Years from decision to plan where no timeliness is published: England's of 2019.
  public var yearsInProcess = 0.2567
  /// Standard deviation of the log time from request to plan.
  public var timeSpread = 0.35

  /// Error of next year's new plans between authorities of any size, log.
  public var fieldDeviation = 0.210
  /// Added variance of that error, log², times plans.
  public var variancePerPlan = 2.746
  /// Yearly step of an authority's requests against England's, log, which stays.
  public var requestDrift = 0.116
  /// Yearly noise of an authority's requests against England's, log, gone the year after.
  public var requestShock = 0.111
  /// Differences between authorities' conversions, log.
  public var conversionSpread = 0.100
  /// Differences between years of an authority's conversion, log.
  public var conversionNoise = 0.254
  /// Differences between authorities' yields.
  public var yieldSpread = 0.027
  /// Noise of England's yearly completions, log, shared by all authorities.
  public var nationalNoise = 0.05
  /// Standard deviation of England's growth of requests, log, where its years do not say.
  public var nationalGrowthDeviation = 0.08

  /// The tool's own choices.
  public init() {}

  static let fit = "150 authorities, 2016-2018: scripts/fit-pipeline"

  /// Name, value, unit and reason of each constant; those fitted have their standard error.
  var catalogue: [(name: String, value: Double, unit: String, source: String)] {
    fitted + spreads + chosen
  }

  private var fitted: [(name: String, value: Double, unit: String, source: String)] {
    [
      ("pipeline_inertia", inertia, "share", Self.fit + ", standard error 0.11"),
      ("pipeline_memory", memory, "share a year", Self.fit + ", standard error 0.37"),
      ("pipeline_conversion_years", conversionYears, "years", Self.fit + ", standard error 5.6"),
      ("pipeline_refusal_weight", refusalWeight, "share", Self.fit + ", standard error 0.21"),
      (
        "pipeline_yield_years", yieldYears, "years",
        Self.fit + ": variance of years against authorities, 0.059² ÷ 0.027²"
      ),
      (
        "pipeline_undecided", undecided, "share of requests",
        "England 2023 and 2024: decisions not made ÷ requests"
      ),
    ]
  }

  private var spreads: [(name: String, value: Double, unit: String, source: String)] {
    [
      ("pipeline_field_deviation", fieldDeviation, "log", Self.fit + ", standard error 0.025"),
      (
        "pipeline_variance_per_plan", variancePerPlan, "log² × plans",
        Self.fit + ", standard error 1.6"
      ),
      ("pipeline_request_drift", requestDrift, "log a year", Self.fit),
      ("pipeline_request_shock", requestShock, "log", Self.fit),
      ("pipeline_conversion_spread", conversionSpread, "log", Self.fit + ", standard error 0.006"),
      ("pipeline_conversion_noise", conversionNoise, "log", Self.fit + ", standard error 0.011"),
      ("pipeline_yield_spread", yieldSpread, "share", Self.fit + ", standard error 0.002"),
    ]
  }

  private var chosen: [(name: String, value: Double, unit: String, source: String)] {
    [
      (
        "pipeline_damping", damping, "share a year",
        "damped trend: a choice, not fitted; England's growth of requests fell below 0 once in eight years"
      ),
      (
        "pipeline_time_spread", timeSpread, "log",
        "a choice: times from request to plan are log-normal; 92 % within 20 weeks are 13 weeks on average, 5 % are 38"
      ),
      (
        "pipeline_national_noise", nationalNoise, "log",
        "England's new plans per request of the year before: 0.72 to 0.76 in most years, 0.82 once"
      ),
    ]
  }
}
