import Scenarios
import Vocabulary

/// `transition_plans.csv`, `transition_flows.csv` and `transition_costs.csv`.
struct TransitionTables {
  let run: TransitionRun
  private var layout: TransitionLayout { run.store.layout }
  private var evidence: TransitionEvidence { run.model.evidence }
  private static let all = TableSchema.Field.all

  func plans() -> CSVText {
    var table = CSVText(.transitionPlans)
    for census in 0...run.model.years {
      for item in layout.items {
        add([january(census)] + codes(item), layout.plans(census, item), item, to: &table)
      }
    }
    return table
  }

  func flows() -> CSVText {
    var table = CSVText(.transitionFlows)
    for year in 0..<run.model.years {
      for flow in TransitionLayout.Flow.allCases {
        for item in layout.items {
          add(
            [january(year + 1), flow.text] + codes(item), layout.flow(year, flow, item), item,
            to: &table)
        }
      }
    }
    return table
  }

  func costs() -> CSVText {
    var table = CSVText(.transitionCosts)
    guard run.model.isCosted else { return table }
    for census in 0...run.model.years {
      for setting in [nil] + evidence.settings.indices.map(Optional.some) {
        let keys = [january(census), setting.map { evidence.settings[$0].code } ?? Self.all]
        table.add(
          keys + ["cost", "GBP"], pence: run.store.summary(pence: layout.cost(census, setting)))
        table.add(
          keys + ["plans_without_cost", "plans"],
          plans: run.store.summary(heads: layout.uncosted(census, setting)))
      }
    }
    return table
  }

  private func january(_ census: Int) -> String { String(run.model.baseCensus + census) }

  private func codes(_ item: TransitionLayout.Item) -> [String] {
    switch item {
    case .all: [Self.all, Self.all, Self.all]
    case .ncy(let ncy): [String(ncy), Self.all, Self.all]
    case .need(let need): [Self.all, evidence.needs[need], Self.all]
    case .setting(let setting): [Self.all, Self.all, evidence.settings[setting].code]
    }
  }

  private func add(
    _ keys: [String], _ series: Int, _ item: TransitionLayout.Item, to table: inout CSVText
  ) {
    let spread = run.store.summary(heads: series)
    if item != .all, spread.isZero, spread.sum == 0 { return }
    table.add(keys, plans: spread)
  }
}
