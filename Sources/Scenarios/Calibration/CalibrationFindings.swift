import Costing
import Vocabulary

/// What is to be said of the authority's unit costs beside England's, and of how the account meets its closed year.
enum CalibrationFindings {
  /// Costs far from England's, lines far from the outturn, and lines without one.
  static func of(_ costing: CostingModel?) -> [Finding] {
    (costing?.comparisons ?? []).compactMap(beyondEngland) + ties(costing)
  }

  private static func beyondEngland(_ cost: UnitCostComparison) -> Finding? {
    guard !UnitCostComparison.usual.contains(cost.ratio) else { return nil }
    return Finding(
      .unitCostFarFromEngland, at: Finding.Place("evidence/unit_costs.csv"),
      seen: "\(cost.lines.joined(separator: ";")): GBP \(cost.local) a plan, England GBP "
        + "\(cost.england), both in \(cost.priceYear) prices: \((cost.ratio * 100).rounded() / 100) times",
      expected: "0.6 to 1.6 times England's",
      remedy:
        "Ask what the figure includes: pupils without a plan, places, transport, one price year.")
  }

  private static func ties(_ costing: CostingModel?) -> [Finding] {
    guard let costing, let year = costing.calibrations.first?.year else { return [] }
    let far = costing.calibrations.compactMap { calibration -> Finding? in
      guard calibration.isDriven, let factor = calibration.factor,
        !Calibration.usual.contains(factor)
      else { return nil }
      return Finding(
        .lineFarFromOutturn, at: Finding.Place("finance/outturn.csv"),
        seen: "\(calibration.lines.joined(separator: ";")): plans and prices make "
          + "GBP \(calibration.modelled) in \(year), the outturn is GBP \(calibration.outturn): "
          + "factor \((factor * 1000).rounded() / 1000)",
        expected: "0.90 to 1.10",
        remedy:
          "Look at its unit costs, the plans of the two Januaries, and what the outturn includes.")
    }
    let tied = Set(costing.calibrations.flatMap(\.lines))
    let untied = costing.lines.filter { $0.kind == .cost && !tied.contains($0.name) }.map(\.name)
    guard !untied.isEmpty else { return far }
    return far + [
      Finding(
        .lineWithoutOutturn, at: Finding.Place("finance/outturn.csv"),
        seen: "no outturn of \(untied.joined(separator: ", "))", expected: "a row for every line",
        remedy: "Write their rows, if the lines should meet an outturn.")
    ]
  }
}
