import NumericalCore
public import Vocabulary

/// The group trend of one authority, from its own figures, England's, and the field's constants.
public struct AuthorityTrend: Sendable {
  /// The forecasts by age group.
  public let forecaster: GroupForecaster
  /// Growth of England's groups over the last year, and what is expected of the next.
  let nation: NationalPath
  /// The January census it starts from.
  public let origin: Int
  /// What a reader should know.
  public let findings: [Finding]
  private let settings: TrendSettings
  private let field: FieldEstimate

  /// The trend at a January census, of which nothing later is read.
  ///
  /// - Parameter opening: plans by group the run starts from; the published ones if nil.
  /// - Throws: `EstimationError.missing` where neither groups nor a total of the census are published.
  public init(
    _ evidence: Evidence, origin: Int, years: Int, settings: TrendSettings = TrendSettings(),
    field: FieldEstimate = .published
  ) throws {
    let variant = evidence.authority.populationVariant
    let own = GroupHistory(
      evidence.local, code: evidence.authority.onsCode, variant: variant
    ).known(at: origin)
    let england = GroupHistory(evidence.england, code: "E92000001", variant: variant)
      .known(at: origin)
    let error =
      NationalGrowth.medianError([england], origin: origin, settings: settings)
      ?? field.nationalError
    let nation = NationalPath(
      [england], origin: origin, years: years, medianError: error, settings: settings)
    let centres = AgeBand.allCases.indices.map { band in
      FeatureCentre(
        mean: zip(england.features(band, at: origin), field.offsets[band]).map { feature, offset in
          feature.map { $0 + offset }
        }, limit: field.centres[band].limit)
    }
    guard
      let forecaster = GroupForecaster(
        own, origin: origin, nation: nation, centres: centres, field: field, settings: settings)
    else {
      throw EstimationError.missing("plans by age group of January \(origin)")
    }
    self.forecaster = forecaster
    self.nation = nation
    self.origin = origin
    self.settings = settings
    self.field = field
    findings = TrendFindings.of(own, origin: origin, opening: forecaster.opening)
  }

  /// Logarithms of growth of a group in the first projected year: what is expected of England, the standard deviation of its shock,
  /// what the authority's leads and lags add, and the standard deviation of its own year.
  public func firstYear(
    _ band: Int
  ) -> (nation: Double, shock: Double, lead: Double, noise: Double) {
    let plans = forecaster.opening.plans[band]
    let variance = field.noiseFloor[band] + field.noisePerPlan[band] / (plans + 3)
    return (
      nation.expected.first?[band] ?? 0, nation.shock, forecaster.openingLead(band),
      variance.squareRoot()
    )
  }

  /// Every parameter with its source.
  public var log: [Assumption] {
    choices + expectations + leads
  }

  private var choices: [Assumption] {
    TrendSettings.catalogue.map { item in
      Assumption(
        item.name, scope: item.meaning, value: decimal(settings[item.name] ?? .nan),
        unit: item.unit,
        Provenance(
          .assumption,
          "chosen by cross-validation over origins 2016 to 2018, scored to January 2019, authorities left out: scripts/choose-trend"
        ))
    }
  }

  private var expectations: [Assumption] {
    let source = Provenance(
      .estimated, "England's plans by age group up to January \(origin): plans_by_age_group.csv")
    let growth = AgeBand.allCases.indices.map { band in
      Assumption(
        "national_growth", scope: AgeBand.allCases[band].rawValue,
        value: decimal(nation.expected.first?[band] ?? 0), unit: "log, first projected year",
        source)
    }
    return growth + [
      Assumption(
        "national_shock", value: decimal(nation.shock), unit: "log a year, standard deviation",
        source)
    ]
  }

  private var leads: [Assumption] {
    let source = Provenance(
      .estimated,
      "authority against England, times the field's coefficient (\(field.authorities) authorities to January \(field.origin))"
    )
    return AgeBand.allCases.indices.map { band in
      Assumption(
        "growth_lead", scope: AgeBand.allCases[band].rawValue,
        value: decimal(forecaster.openingLead(band)), unit: "log, first projected year", source)
    }
  }

  private func decimal(_ value: Double) -> String {
    let rounded = (value * 10_000).rounded() / 10_000
    return "\(rounded == 0 ? 0 : rounded)"
  }
}

extension GroupHistory {
  /// The history in a scenario folder: age groups as published, else summed from years of age.
  init(_ figures: PublishedFigures, code: String, variant: String) {
    self.init(code: code)
    for (census, table) in figures.plansByNCYProvision {
      var sums = [Double](repeating: 0, count: AgeBand.allCases.count)
      for row in 0..<table.known.rows {
        let plans = table.known.row(row).reduce(0, +) + table.notRecorded[row]
        sums[AgeBand(ncy: NCY.at(row)).index] += plans
      }
      plans[census] = sums
    }
    for (census, groups) in figures.plansByAgeGroup { plans[census] = groups }
    for (census, plans) in figures.plansByProvision { totals[census] = plans.reduce(0, +) }
    newPlans = figures.flowsByYear["new_plans"] ?? [:]
    requests = figures.flowsByYear["requests"] ?? [:]
    let people =
      figures.population[variant] ?? figures.population.min { $0.key < $1.key }?.value ?? [:]
    for (year, ages) in people { population[year] = ages.prefix(18).reduce(0, +) }
    // Children are counted every year or so: the year after the last count is that count.
    if let last = population.keys.max(), let count = population[last] {
      for year in (last + 1)...(last + 3) { population[year] = count }
    }
  }
}
