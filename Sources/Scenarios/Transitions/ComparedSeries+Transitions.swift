import Vocabulary

extension ComparedSeries {
  /// Keeps plans, plans by setting, new plans and cost of a run of transitions.
  public init(_ run: TransitionRun) {
    var (measures, draws) = ([ComparedMeasure](), [[Int64]]())
    func add(_ measure: String, _ census: Int, _ item: String, _ unit: String, _ values: [Int64]) {
      measures.append(
        ComparedMeasure(
          measure: measure, period: String(run.model.baseCensus + census), item: item, unit: unit))
      draws.append(values)
    }
    let (store, layout) = (run.store, run.store.layout)
    for census in 1...max(1, run.model.years) where census <= run.model.years {
      add("plans", census, "All", "plans", store.heads(layout.plans(census, .all)))
      for (index, setting) in run.model.evidence.settings.enumerated() {
        add(
          "placements", census, setting.code, "plans",
          store.heads(layout.plans(census, .setting(index))))
      }
      add(
        "new_plans", census, "All", "plans", store.heads(layout.flow(census - 1, .joined, .all)))
      if run.model.isCosted {
        add("cost", census, "All", "GBP", store.pence(layout.cost(census, nil)))
      }
    }
    self.init(measures: measures, draws: draws)
  }
}
