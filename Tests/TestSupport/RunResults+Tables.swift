public import Vocabulary

extension RunResults {
  /// The same results with each table changed.
  public func changingTables(_ change: (_ file: String, _ table: ResultTable) -> ResultTable)
    -> Self
  {
    RunResults(
      authority: authority, dfeCode: dfeCode, record: record,
      scenarios: scenarios.map { scenario in
        ScenarioResults(
          id: scenario.id, name: scenario.name, question: scenario.question,
          tables: Dictionary(
            uniqueKeysWithValues: scenario.tables.map { ($0, change($0, $1)) }))
      }, comparison: comparison)
  }
}
