import Projection
public import Vocabulary

/// The estimated parameters of a folder, as Reporting writes them.
public struct FitReport: Sendable {
  /// How strongly a kind of rate is drawn to England's.
  public struct Strength: Sendable, Hashable {
    /// The name by which `evidence/assumptions.csv` may set it.
    public let name: String
    /// What it is worth, in words.
    public let meaning: String
    /// Plans or events.
    public let value: Double
    /// Its standard error, in the same unit; nil where the likelihood has no maximum inside its bounds or the folder sets it.
    public let standardError: Double?
    /// Standard error of its natural logarithm.
    public let logError: Double?
    /// `plans` or `events`.
    public let unit: String
    /// estimated, at_most, at_least, uninformed or given.
    public let source: String
    /// The law of the counts.
    public let law: String
    /// Cells in the likelihood.
    public let cells: Int
  }

  /// One parameter.
  public struct Parameter: Sendable, Hashable {
    /// What it is.
    public var name: String
    /// The year of age it applies to; nil for all.
    public var ncy: Int?
    /// Codes of need, provision (of moves: left) and provision moved to; nil for all.
    public var need, provision, to: String?
    /// The calendar year; nil for all.
    public var year: Int?
    /// What the simulation uses.
    public var value: Double
    /// Standard deviation of its posterior.
    public var standardError: Double?
    /// The unit of both.
    public var unit: String
    /// The authority's raw figure, England's, and England's at the authority's level.
    public var own, england, prior: Double?
    /// Weight of the own figure, 0 to 1.
    public var ownWeight: Double?
    /// What it was estimated from.
    public var source: String

    /// Records a parameter of a stage that has no scope, for example of the trend or the pipeline.
    public init(_ name: String, value: Double, error: Double? = nil, unit: String, source: String) {
      self.name = name
      self.value = value
      standardError = error
      self.unit = unit
      self.source = source
    }
  }

  /// Survival from one January to the next of those who turn an age.
  public struct Survival: Sendable, Hashable {
    /// The age at 31 August before the closing census.
    public let age: Int
    /// The authority's own share; nil where it had nobody.
    public let own: Double?
    /// England's share.
    public let england: Double
    /// What the simulation uses, and its standard error.
    public let shrunk, standardError: Double
    /// Weight of the own share, 0 to 1.
    public let ownWeight: Double
  }

  /// The authority.
  public let authority: LocalAuthority
  /// By kind.
  public let strengths: [Strength]
  /// From Year 12 to age 19.
  public let survival: [Survival]
  /// Share of plans that flows leave unexplained, by calendar year.
  public let residuals: [(year: Int, share: Double)]
  /// Every parameter: of the rates, of the group trend, of the pipeline of requests.
  public let parameters: [Parameter]
  /// What a reader should know.
  public let findings: [Finding]

  /// Estimates the parameters of a folder.
  ///
  /// - Throws: what the estimation cannot do with the evidence, in words for its owner.
  public init(_ evidence: Evidence) throws {
    let estimate = try Estimate(evidence, years: evidence.authority.horizon)
    authority = evidence.authority
    strengths = estimate.strengths.map(Strength.init)
    survival = estimate.survival.map(Survival.init)
    residuals = estimate.residuals
    let outlook = try DemandOutlook(evidence, estimate: estimate)
    parameters =
      estimate.parameters.map(Parameter.init) + Self.trend(outlook.trend)
      + (outlook.pipeline.map(Self.pipeline) ?? [])
    findings = evidence.findings + estimate.findings + outlook.findings
  }

  /// The parameter of a name that applies to everything.
  public func overall(_ name: String) -> Parameter? {
    parameters.first {
      $0.name == name && $0.ncy == nil && $0.need == nil && $0.provision == nil && $0.year == nil
    }
  }
}

extension FitReport.Strength {
  init(_ strength: Projection.Strength) {
    name = strength.kind.settingName
    meaning = strength.kind.meaning
    value = strength.value
    standardError = strength.standardError
    logError = strength.logError
    unit = strength.kind.unit
    source = strength.source.rawValue
    law = strength.kind.law
    cells = strength.cells
  }
}

extension FitReport.Parameter {
  init(_ row: FittedParameter) {
    self.init(
      row.name, value: row.value, error: row.standardError, unit: row.unit, source: row.source)
    (ncy, need, year) = (row.scope.ncy, row.scope.need, row.scope.year)
    (provision, to) = (row.scope.provision, row.scope.to)
    (own, england, prior) = (row.own, row.england, row.prior)
    ownWeight = row.ownWeight
  }
}

extension FitReport.Survival {
  init(_ survival: Projection.Survival) {
    age = NCY.age(survival.ncy)
    own = survival.own
    england = survival.england
    shrunk = survival.shrunk
    standardError = survival.standardError
    ownWeight = survival.ownWeight
  }
}

extension FitReport {
  /// The group trend: the field's coefficients with their standard errors, and the noise about them.
  private static func trend(_ trend: AuthorityTrend) -> [Parameter] {
    let rows = FieldTable(.published).rows
    let source =
      "about 150 authorities to January \(FieldEstimate.published.origin): scripts/fit-field"
    let coefficients = rows.filter { $0.parameter == "coefficient" }.map { row in
      let error = rows.first {
        $0.parameter == "standard_error" && $0.group == row.group && $0.against == row.against
      }
      return Parameter(
        "trend_\(row.against), \(row.group)", value: row.value, error: error?.value,
        unit: "log growth a year per unit of the authority's lead", source: source)
    }
    let noise = rows.filter { ["noise_floor", "noise_per_plan"].contains($0.parameter) }.map {
      Parameter(
        "trend_\($0.parameter), \($0.group)", value: $0.value,
        unit: $0.parameter == "noise_floor" ? "variance of log growth" : "variance times plans",
        source: source)
    }
    return coefficients + noise + trend.expectations
  }

  /// The way from request to plan.
  private static func pipeline(_ pipeline: RequestPipeline) -> [Parameter] {
    let source = "flows_by_year.csv up to \(pipeline.lastObserved)"
    return [
      Parameter(
        "pipeline_in_process", value: pipeline.inProcess, error: pipeline.inProcessError,
        unit: "children between decision and plan", source: source),
      Parameter(
        "pipeline_acceptance", value: pipeline.acceptance,
        error: pipeline.acceptance * pipeline.acceptanceError,
        unit: "decisions to assess a request", source: source),
      Parameter(
        "pipeline_yield", value: pipeline.yield, error: pipeline.yieldError,
        unit: "plans a concluded assessment", source: source),
    ]
  }
}

extension AuthorityTrend {
  /// What the trend expects of the first projected year, by group.
  fileprivate var expectations: [FitReport.Parameter] {
    AgeBand.allCases.indices.flatMap { band in
      let year = firstYear(band)
      return [
        ("national_growth", year.nation), ("national_shock_deviation", year.shock),
        ("growth_lead", year.lead), ("own_year_deviation", year.noise),
      ].map { name, value in
        FitReport.Parameter(
          "\(name), \(AgeBand.allCases[band].rawValue)", value: value,
          unit: "log, first projected year",
          source: "plans_by_age_group.csv up to January \(origin)")
      }
    }
  }
}
