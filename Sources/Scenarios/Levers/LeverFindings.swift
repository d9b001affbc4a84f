import Placement
import Vocabulary

/// What a reader should know of levers that are well written and yet do less than they seem to.
enum LeverFindings {
  /// Levers that start after the run, and places closed that are not there.
  static func of(
    _ scenario: Scenario, assumptions: PlacementAssumptions, model: PlacementModel,
    lastCensus: Int
  ) -> [Finding] {
    late(scenario, lastCensus: lastCensus) + cut(scenario, assumptions, model)
  }

  private static func late(_ scenario: Scenario, lastCensus: Int) -> [Finding] {
    scenario.allLevers.enumerated().compactMap { index, lever in
      guard let starts = starts(lever.change), starts > lastCensus else { return nil }
      return Finding(
        .leverAfterRun, at: Finding.Place("\(scenario.id).yaml", column: "starts"),
        seen: "lever \(index + 1) starts in \(starts)",
        expected: "a start within the run, which ends at January \(lastCensus)",
        remedy: "Check the year.")
    }
  }

  /// The first January census that a lever can show in; nil where it says nothing of it.
  static func starts(_ change: Lever.Change) -> Int? {
    switch change {
    case .newPlanRate(_, _, _, let window), .ceasingRate(_, _, let window),
      .placementPreference(_, _, _, _, _, _, let window),
      .phaseEndMove(_, _, _, _, _, let window), .independentNaming(_, _, _, let window):
      window.starts
    case .inducedDemand(_, _, let starts), .commissioning(_, _, let starts): starts
    case .scheme(let scheme): scheme.opens.start + 1
    case .costGrowth(_, _, let year), .feeCap(_, _, let year), .incomeGrowth(_, _, let year),
      .blockTransfer(_, let year, _), .banding(_, _, _, _, _, let year):
      year.start + 1
    case .places, .population, .pricePressure: nil
    }
  }

  private static func cut(
    _ scenario: Scenario, _ assumptions: PlacementAssumptions, _ model: PlacementModel
  ) -> [Finding] {
    assumptions.settings.indices.compactMap { index in
      let id = assumptions.settings[index].id
      let series = assumptions.changes[id] ?? []
      let wanted = series.reduce(0) { $0 + ($1.values.map(\.all).min() ?? 0) }
      guard wanted < 0, model.basePlaces[index].all + wanted < 0 else { return nil }
      return Finding(
        .closesMoreThanThere, at: Finding.Place("\(scenario.id).yaml", column: "changes"),
        seen: "\(-wanted) places closed at \(id), which has \(model.basePlaces[index].all)",
        expected: "no more than it has", remedy: "Close no more than it has.")
    }
  }
}
