import Costing
import Placement
import Projection
import Vocabulary

extension ScenarioModel {
  /// Every parameter of a scenario: its levers, rates, constants of placement, register, schemes, shares, costs.
  static func log(
    _ estimate: Estimate, costing: CostingModel?, scenario: Scenario, placement: PlacementModel,
    _ evidence: Evidence
  ) -> [Assumption] {
    let levers = scenario.levers.enumerated().map { index, lever in
      Assumption(
        "lever", scope: "\(index + 1)", value: lever.summary, unit: "", lever.provenance)
    }
    let constants = placement.assumptions.constants.log(evidence.assumptions)
    return levers + scenario.savings.flatMap(\.log) + estimate.log + constants
      + order(placement.assumptions) + register(placement)
      + placement.assumptions.schemes.flatMap(schemes) + naming(evidence)
      + areas(evidence) + population(evidence) + overflow(placement)
      + (costing?.assumptionLog ?? [])
  }

  private static func order(_ assumptions: PlacementAssumptions) -> [Assumption] {
    guard !assumptions.settings.isEmpty else { return [] }
    let order = assumptions.fillOrder.map(\.rawValue).joined(separator: ", ")
    return [
      Assumption(
        "allocation", value: assumptions.method.rawValue, unit: "method",
        Provenance(
          .assumption,
          "a modelling assumption, not an admission rule: plans name a school child by child under sections 38 to 40 of the Children and Families Act 2014"
        )),
      Assumption(
        "fill_order", value: order, unit: "what goes before what",
        Provenance(.assumption, "authority.yaml, or the order of the tool")),
    ]
  }

  private static func register(_ placement: PlacementModel) -> [Assumption] {
    placement.assumptions.settings.enumerated().map { index, setting in
      Assumption(
        "places", scope: "\(setting.id) (\(setting.name))",
        value: "\(placement.basePlaces[index].all)",
        unit:
          "places at the base census, \(placement.basePlaces[index].post16) of them post-16; ceiling \(setting.stretch) times",
        setting.provenance)
    }
  }

  private static func schemes(_ scheme: Scheme) -> [Assumption] {
    let name = "\(scheme.id) (\(scheme.name))"
    let slip = scheme.slip.map { "\($0)" }.joined(separator: "; ")
    let steps = scheme.steps.map { step in
      Assumption(
        "scheme_places",
        scope:
          "\(scheme.id), year \(step.year), NCY \(step.ncys.lowerBound) to \(step.ncys.upperBound)",
        value: "\(step.places)", unit: "places", step.provenance)
    }
    let terms = [
      ("scheme_opens", "\(scheme.opens)", "academic year"),
      ("scheme_delivery", "\(scheme.deliveryProbability)", "probability"),
      ("scheme_slip", slip, "probability of 0, 1, … years late"),
      ("scheme_capital", scheme.capital.map { "\($0)" } ?? "not known", "GBP"),
    ].map { Assumption($0.0, scope: name, value: $0.1, unit: $0.2, scheme.provenance) }
    return terms + steps
  }

  private static func naming(_ evidence: Evidence) -> [Assumption] {
    evidence.independentNaming.map { row in
      Assumption(
        "independent_named", scope: "\(row.need ?? "All"), \(row.phase.rawValue)",
        value: "\(row.share)",
        unit: "share of starts in independent schools named whatever places there are",
        row.provenance)
    }
  }

  private static func areas(_ evidence: Evidence) -> [Assumption] {
    let centres = evidence.locality.areas.map { area in
      Assumption(
        "area_centre", scope: "\(area.id) (\(area.name))",
        value: area.centre.map { "\($0.easting), \($0.northing)" } ?? "not known",
        unit: "metres east and north", area.provenance)
    }
    let rates = evidence.locality.evidence.map { row -> Assumption in
      let scope = "\(row.area), \(row.need ?? "All"), \(row.phase?.rawValue ?? "All")"
      switch row.figure {
      case .relativeRate(let rate):
        return Assumption(
          "area_relative_rate", scope: scope, value: "\(rate)", unit: "factor", row.provenance)
      case .plans(let count):
        return Assumption(
          "area_plans", scope: scope, value: "\(count)", unit: "plans", row.provenance)
      }
    }
    return centres + rates
  }

  /// A population that is invented, as reading it found (IN-081).
  private static func population(_ evidence: Evidence) -> [Assumption] {
    evidence.findings.filter {
      $0.code == "IN-081" && $0.place.file == "evidence/population.csv"
    }.map {
      Assumption(
        "population", value: "invented", unit: "people by age",
        Provenance(.illustrative, "evidence/population.csv: \($0.seen)"))
    }
  }

  private static func overflow(_ placement: PlacementModel) -> [Assumption] {
    placement.assumptions.overflow.map { row in
      Assumption(
        "overflow_share",
        scope:
          "\(row.wanted ?? "All"), \(row.need ?? "All"), \(row.phase.rawValue), \(row.order)",
        value: "\(row.share)", unit: "share of those without a place", row.provenance)
    }
  }
}

extension PlacementAssumptions {
  /// With what a placement costs, which `lowest-cost` weighs.
  func priced(_ costing: CostingModel?) -> PlacementAssumptions {
    guard method == .lowestCost, let costing, let year = costing.years.first else { return self }
    var result = self
    result.costs = (0..<space.cellsPerNCY).map { cell in
      let money = costing.placementCost(
        need: cell / space.provisions, provision: cell % space.provisions, in: year)
      return Double(money.pence) / 100
    }
    let here = settings.indices.first { !settings[$0].isElsewhere }
    result.overNumberCost =
      here.map {
        Double(costing.overNumberCost($0, in: year).pence) / 100
      } ?? 0
    return result
  }
}
