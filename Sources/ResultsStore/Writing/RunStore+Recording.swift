import GRDB
public import Vocabulary

extension RunStore {
  /// What recording a run came to.
  public enum Outcome: Sendable, Hashable {
    /// The run is new here.
    case added
    /// The same bytes were recorded before; a draft took the owner and purpose that were named now.
    case known(RunStatus)
  }

  /// The tables of each scenario that are needed to record a run.
  public static let tables = KeptTable.all.map(\.file) + [assumptions]
  static let assumptions = "assumptions.csv"

  /// Records a run as a draft, whole or not at all. Linear in the rows kept.
  ///
  /// - Parameters:
  ///   - run: the run; its sign-offs are not looked at.
  ///   - comparison: each scenario less the baseline.
  ///   - results: the results of a scenario with `tables`; asked for one after another, so that one at a time is in memory.
  /// - Throws: `StoreError`, and what `results` throws.
  public func record(
    _ run: RecordedRun, comparison: ResultTable, results: (String) throws -> ScenarioResults
  ) throws -> Outcome {
    try write { database in
      if let status = try status(of: run.id, database) {
        if status == .draft { try rename(run, database) }
        return .known(status)
      }
      try insert(run, database)
      var writer = try ScenarioWriter(database, path: path)
      for (position, id) in run.scenarios.enumerated() {
        try writer.write(results(id), of: run.id, position: position)
      }
      try writer.write(comparison: comparison)
      return .added
    }
  }

  private func status(of id: String, _ database: Database) throws -> RunStatus? {
    try String.fetchOne(database, sql: "SELECT status FROM run WHERE id = ?", arguments: [id])
      .flatMap(RunStatus.init)
  }

  private func rename(_ run: RecordedRun, _ database: Database) throws {
    try database.execute(
      sql: "UPDATE run SET owner = coalesce(?, owner), purpose = coalesce(?, purpose) WHERE id = ?",
      arguments: [run.owner, run.purpose, run.id])
  }

  private func insert(_ run: RecordedRun, _ database: Database) throws {
    let record = run.record
    try database.execute(
      sql: """
        INSERT INTO run (id, dfe_code, authority, folder, version, seed, draws, years, base_census, finished, owner, purpose)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        run.id, run.dfeCode, run.authority, run.folder, record.version, String(record.seed),
        record.draws, record.years, record.baseCensus, record.finished, run.owner, run.purpose,
      ])
    for input in record.inputs {
      try database.execute(
        sql: "INSERT INTO run_input (run, path, hash) VALUES (?, ?, ?)",
        arguments: [run.id, input.path, input.hash])
    }
  }
}

/// Writes scenarios by statements that are prepared once.
private struct ScenarioWriter {
  private let database: Database
  private let path: String
  private let scenario: Statement
  private let figure: Statement
  private let assumption: Statement
  /// The rows of the baseline's assumptions, which other scenarios mostly share.
  private var shared: [[String]] = []
  private var numbers: [String: Int64] = [:]

  init(_ database: Database, path: String) throws {
    self.database = database
    self.path = path
    scenario = try database.makeStatement(
      sql: "INSERT INTO scenario (run, id, name, question, position) VALUES (?, ?, ?, ?, ?)")
    let columns = Quantity.allCases.map(\.rawValue)
    figure = try database.makeStatement(
      sql: """
        INSERT INTO figure (scenario, file, key, unit, \(columns.joined(separator: ", ")))
        VALUES (?, ?, ?, ?, \(columns.map { _ in "?" }.joined(separator: ", ")))
        """)
    assumption = try database.makeStatement(
      sql: """
        INSERT INTO assumption (scenario, is_dropped, position, name, scope, value, unit, status, source)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
  }

  mutating func write(_ results: ScenarioResults, of run: String, position: Int) throws {
    try scenario.execute(
      arguments: [run, results.id, results.name, results.question, position])
    let number = database.lastInsertedRowID
    numbers[results.id] = number
    try write(assumptions: results[RunStore.assumptions], of: number, isFirst: position == 0)
    for table in KeptTable.all {
      try write(try table.figures(of: results[table.file], in: path), table.file, number)
    }
  }

  func write(comparison: ResultTable) throws {
    guard let column = comparison.position("scenario") else { return }
    for id in comparison.texts("scenario") {
      guard let number = numbers[id] else { continue }
      let rows = comparison.rows.filter { $0[column] == id }
      let table = KeptTable.comparison
      try write(
        try table.figures(of: ResultTable(columns: comparison.columns, rows: rows), in: path),
        table.file, number)
    }
  }

  private func write(_ figures: [KeptTable.Figure], _ file: String, _ number: Int64) throws {
    for row in figures {
      var arguments: [(any DatabaseValueConvertible)?] = [number, file, row.key, row.unit]
      for value in row.values { arguments.append(value) }
      try figure.execute(arguments: StatementArguments(arguments))
    }
  }

  /// All of the baseline; of another scenario what it has beside them, and which of them it does not have.
  private mutating func write(
    assumptions table: ResultTable, of number: Int64, isFirst: Bool
  ) throws {
    let columns = ["name", "scope", "value", "unit", "status", "source"]
    let positions = columns.compactMap(table.position)
    guard positions.count == columns.count else {
      guard table.columns.isEmpty else {
        throw StoreError(
          path, seen: "\(RunStore.assumptions) lacks a column",
          remedy: "Run the folder again with this version of the tool.")
      }
      return
    }
    let rows = table.rows.map { row in positions.map { row[$0] } }
    if isFirst { shared = rows }
    let (held, known) = (Set(rows), Set(isFirst ? [] : shared))
    for (dropped, kept) in [
      (0, rows.filter { !known.contains($0) }), (1, shared.filter { !held.contains($0) }),
    ] {
      for (position, row) in kept.enumerated() {
        var arguments: [(any DatabaseValueConvertible)?] = [number, dropped, position]
        for text in row { arguments.append(text) }
        try assumption.execute(arguments: StatementArguments(arguments))
      }
    }
  }
}
