import NumericalCore
import Vocabulary

/// The assumption log and findings of an estimate.
struct EstimationReport {
  let evidence: Evidence
  let cube: OpeningCube
  let leaving: LeavingEstimate
  let trends: Trends
  let moves: Moves
  let settings: EstimationSettings
  let people: PopulationPath

  func log(_ assumptions: ProjectionAssumptions, _ parts: EstimateParts) -> [Assumption] {
    choices() + StrengthReport(evidence: evidence, parts: parts).log() + trendLog(assumptions)
      + rateLog(assumptions)
  }

  private func choices() -> [Assumption] {
    EstimationSettings.catalogue.map { item in
      let override = evidence.assumptions[item.name]
      return Assumption(
        item.name, scope: item.meaning, value: decimal(settings.value(item.name) ?? .nan),
        unit: item.unit, override?.provenance ?? Provenance(.assumption, item.source))
    }
  }

  private func trendLog(_ assumptions: ProjectionAssumptions) -> [Assumption] {
    let trend = assumptions.trend
    let span = trends.years.map(String.init).joined(separator: ", ")
    let source = "new plans by year (\(span)), authority and England: flows_by_year.csv"
    func estimated(_ name: String, _ value: Double, _ unit: String, _ text: String) -> Assumption {
      Assumption(name, value: decimal(value), unit: unit, Provenance(.estimated, text))
    }
    return [
      estimated("new_plan_level", trends.newPlanLevel, "log, against the last year", source),
      estimated("new_plan_growth", trend.growth, "log a year, before damping", source),
      estimated("new_plan_growth_deviation", trend.growthDeviation, "log a year", source),
      estimated("new_plan_level_deviation", trend.noise.level, "log", source),
      estimated("new_plan_year_deviation", trend.noise.year, "log", source),
      estimated(
        "ceasing_level_deviation", assumptions.ceasingNoise.level, "log odds",
        "ceased plans as a share of January plans by year"),
      estimated(
        "ceasing_year_deviation", assumptions.ceasingNoise.year, "log odds",
        "ceased plans as a share of January plans by year"),
      estimated(
        "residual_mean", assumptions.residual, "share of plans a year",
        "January + new − ceased against the next January, less transfers in at England's rate"),
      estimated(
        "residual_level_deviation", assumptions.residualNoise.level, "share of plans",
        "the field's yearly noise, over the years the mean was taken of"),
      estimated(
        "net_moves_last_year", moves.total, "plans",
        "least movement that explains the cohorts between the last two censuses: a lower bound"),
    ]
  }

  private func rateLog(_ assumptions: ProjectionAssumptions) -> [Assumption] {
    let space = assumptions.space
    let years = leaving.years.map(String.init).joined(separator: " and ")
    var result: [Assumption] = []
    for ncy in 0..<space.ncys {
      let rate = (0..<space.needs).reduce(0.0) {
        $0 + assumptions.newPlanRate[ncy * space.needs + $1]
      }
      result.append(
        Assumption(
          "new_plan_rate", scope: NCY.name(NCY.at(ncy)), value: decimal(rate),
          unit: "plans a head a year",
          Provenance(.estimated, "new plans by NCY and need over population, shrunk to England")))
    }
    for ncy in 0..<space.ncys {
      for provision in 0..<space.provisions {
        let index = ncy * space.provisions + provision
        guard assumptions.ceasing[index] > 0 else { continue }
        result.append(
          Assumption(
            "ceasing_rate",
            scope: "\(NCY.name(NCY.at(ncy))), \(space.codes.provisions[provision].code)",
            value: decimal(assumptions.ceasing[index]), unit: "share a year",
            Provenance(
              .estimated, "ceased plans by NCY and by provision of \(years), shrunk to England")))
      }
    }
    return result + transferLog(assumptions) + firstProvisionLog(assumptions)
      + moveLog(assumptions)
  }

  private func transferLog(_ assumptions: ProjectionAssumptions) -> [Assumption] {
    let space = assumptions.space
    let stock = assumptions.opening
    return (1..<space.ncys).flatMap { ncy -> [Assumption] in
      // The rate out differs by provision as ceasing does: its mean on the plans of that year of age.
      var (plans, leaving) = (0.0, 0.0)
      for need in 0..<space.needs {
        for provision in 0..<space.provisions {
          let heads = Double(stock[space.cell(ncy - 1, need, provision)])
          plans += heads
          leaving += heads * assumptions.transferOut[ncy * space.provisions + provision]
        }
      }
      let name = NCY.name(NCY.at(ncy))
      return [
        Assumption(
          "transfer_out_rate", scope: name, value: decimal(plans > 0 ? leaving / plans : 0),
          unit: "share a year, mean of provisions",
          Provenance(.estimated, "plans ceased with reason transfer, shrunk to England")),
        Assumption(
          "transfer_in_rate", scope: name, value: decimal(assumptions.transferIn[ncy]),
          unit: "share of own plans a year",
          Provenance(
            .estimated, "England's rate of transfers out: what leaves one authority enters another")
        ),
      ]
    }
  }

  /// First provision of new plans, need by need weighted by their plans.
  private func firstProvisionLog(_ assumptions: ProjectionAssumptions) -> [Assumption] {
    let space = assumptions.space
    return (0..<space.ncys).flatMap { ncy -> [Assumption] in
      let rates = (0..<space.needs).map { assumptions.newPlanRate[ncy * space.needs + $0] }
      let total = rates.reduce(0, +)
      guard total > 0 else { return [] }
      return (0..<space.provisions).compactMap { provision in
        let share = (0..<space.needs).reduce(0.0) {
          $0 + rates[$1] * assumptions.firstProvision[space.cell(ncy, $1, provision)] / total
        }
        guard share >= 0.0005 else { return nil }
        return Assumption(
          "first_provision",
          scope: "\(NCY.name(NCY.at(ncy))), \(space.codes.provisions[provision].code)",
          value: decimal(share), unit: "share of new plans, mean of needs",
          Provenance(.estimated, "new plans by need, provision and age, shrunk to England"))
      }
    }
  }

  private func moveLog(_ assumptions: ProjectionAssumptions) -> [Assumption] {
    let space = assumptions.space
    let width = space.provisions
    return assumptions.moves.indices.compactMap { index in
      guard assumptions.moves[index] >= 0.0005 else { return nil }
      let (ncy, from, to) = (index / (width * width), index / width % width, index % width)
      let codes = space.codes.provisions
      return Assumption(
        "move_rate", scope: "\(NCY.name(NCY.at(ncy))), \(codes[from].code) to \(codes[to].code)",
        value: decimal(assumptions.moves[index]), unit: "share a year",
        Provenance(
          .estimated, "least movement that explains the last two censuses, shrunk to England"))
    }
  }

  func findings(_ parts: EstimateParts) -> [Finding] {
    [cubeFinding(), notRecordedFinding(), englandPopulationFinding(), relaxationFinding()]
      .compactMap { $0 }
      + beyondFindings() + StrengthReport(evidence: evidence, parts: parts).findings()
  }

  private func cubeFinding() -> Finding {
    if let spread = cube.spread { return countedFinding(spread) }
    let codes = evidence.codes
    let worst = cube.largestDeviation
    let where_ = "\(codes.needs[worst.need].code) in \(codes.provisions[worst.provision].code)"
    return Finding(
      worst.heads > 3 ? .openingFarFromMargins : .openingRaked,
      at: Finding.Place("evidence/plans_by_provision_need.csv"),
      seen:
        "three two-way margins and no three-way table; fitted to them in \(cube.iterations) rounds and rounded to whole children, the largest difference from a published figure is \(decimal(worst.heads)) (\(where_))",
      expected: "a person-level count",
      remedy: "Count plans by year, need and provision: sufficiency import sen2."
    )
  }

  private func countedFinding(_ spread: Int) -> Finding {
    Finding(
      .openingCounted, at: Finding.Place("evidence/plans_by_ncy_need_provision.csv"),
      seen:
        "plans counted by year, need and provision in a person-level return; \(spread) without a placement are spread over the provisions of their year and need",
      expected: "a person-level count",
      remedy: "Nothing to mend."
    )
  }

  private func notRecordedFinding() -> Finding? {
    let census = evidence.authority.baseCensus
    let count =
      evidence.local.plansByNCYProvision[census]?.notRecorded.reduce(0, +) ?? 0
    guard count > 0 else { return nil }
    return Finding(
      .placementsUnknown, at: Finding.Place("evidence/plans_by_ncy_provision.csv"),
      seen: "\(decimal(count)) plans of January \(census) whose placement DfE was not told",
      expected: "a placement for every plan",
      remedy: "Give their placements, where the authority knows them.")
  }

  private func englandPopulationFinding() -> Finding? {
    let year = evidence.authority.baseCensus - 1
    guard people.englandYear != year else { return nil }
    return Finding(
      .englandPopulationOld, at: Finding.Place("evidence/population.csv"),
      seen: "England's population ends at mid-\(people.englandYear)", expected: "mid-\(year)",
      remedy: "Add England's population of mid-\(year).")
  }

  private func relaxationFinding() -> Finding? {
    guard leaving.relaxation > 0 else { return nil }
    return Finding(
      .ceasedTablesApart, at: Finding.Place("evidence/ceased_by_provision.csv"),
      seen:
        "ceased plans by provision that no rates match together with those by year of age; they count for \(decimal(100 - 100 * leaving.relaxation)) %",
      expected: "margins of one table",
      remedy: "Compare both files with the published tables."
    )
  }

  private func beyondFindings() -> [Finding] {
    leaving.beyondExposure.indices.compactMap { index in
      let count = leaving.beyondExposure[index]
      guard count >= 0.5 else { return nil }
      return Finding(
        .ceasedBeyondStock, at: Finding.Place("evidence/ceased_by_provision.csv"),
        seen:
          "\(decimal(count)) plans ceased from \(evidence.codes.provisions[index].code) beyond 95 % of those that stood there at the opening census",
        expected: "no more than 95 % of them",
        remedy: "Check the counts of both censuses."
      )
    }
  }
}

/// At most six significant digits, without exponent for ordinary sizes.
func decimal(_ value: Double) -> String {
  let shown = value.rounded(toSignificantDigits: 6)
  return shown == shown.rounded() && abs(shown) < 1e15 ? String(Int(shown)) : String(shown)
}
