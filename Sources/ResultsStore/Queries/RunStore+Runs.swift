import GRDB
public import Vocabulary

extension RunStore {
  /// Every run, the newest first.
  ///
  /// - Parameter folder: the name of a scenario folder; nil for all.
  public func runs(of folder: String? = nil) throws -> [RecordedRun] {
    try read { try runs($0) }.filter { folder == nil || $0.folder == folder }
  }

  /// The run of an id; nil where it is not here.
  public func run(withID id: String) throws -> RecordedRun? {
    try read { try run(withID: id, $0) }
  }

  /// The run whose id starts as given, with or without the authority's code.
  ///
  /// - Throws: `Refusal` where there is none or more than one.
  public func run(startingWith start: String) throws -> RecordedRun {
    let ids = try read { try String.fetchAll($0, sql: "SELECT id FROM run ORDER BY id") }
    let wanted = start.lowercased()
    let found = ids.filter { $0.hasPrefix(wanted) || $0.dropFirst(4).hasPrefix(wanted) }
    guard !wanted.isEmpty, let id = found.first else {
      let near = Suggestion.text(for: wanted, among: ids + ids.map { String($0.dropFirst(4)) })
      let rest = ids.isEmpty ? "It holds no runs." : "See them with: sufficiency runs list"
      throw Refusal(
        description: "\(path) has no run \(start). " + (near.isEmpty ? rest : "\(near) \(rest)"))
    }
    guard found.count == 1 || ids.contains(wanted),
      let run = try self.run(withID: found.count == 1 ? id : wanted)
    else {
      throw Refusal(
        description:
          "\(start) is the start of \(found.count) runs: \(found.prefix(5).joined(separator: ", ")). "
          + "Give more of it.")
    }
    return run
  }

  func run(withID id: String, _ database: Database) throws -> RecordedRun? {
    try Row.fetchOne(database, sql: "SELECT * FROM run WHERE id = ?", arguments: [id])
      .map { try self.run($0, database) }
  }

  func runs(_ database: Database) throws -> [RecordedRun] {
    try Row.fetchAll(database, sql: "SELECT * FROM run ORDER BY finished DESC, id")
      .map { try run($0, database) }
  }

  private func run(_ row: Row, _ database: Database) throws -> RecordedRun {
    let id: String = row["id"]
    let inputs = try Row.fetchAll(
      database, sql: "SELECT path, hash FROM run_input WHERE run = ? ORDER BY path",
      arguments: [id])
    let scenarios = try String.fetchAll(
      database, sql: "SELECT id FROM scenario WHERE run = ? ORDER BY position", arguments: [id])
    guard let seed = UInt64(row["seed"] as String) else {
      throw StoreError.damaged(path, "run \(id) has no seed that is a number below 2^64")
    }
    return RecordedRun(
      id: id, dfeCode: row["dfe_code"], authority: row["authority"], folder: row["folder"],
      record: RunResults.Record(
        version: row["version"], seed: seed, draws: row["draws"], years: row["years"],
        baseCensus: row["base_census"], finished: row["finished"],
        inputs: inputs.map { InputFile(path: $0["path"], hash: $0["hash"]) }),
      scenarios: scenarios, owner: row["owner"], purpose: row["purpose"],
      signOffs: try signOffs(of: id, database))
  }

  private func signOffs(of id: String, _ database: Database) throws -> [SignOff] {
    try Row.fetchAll(
      database, sql: "SELECT status, name, day, note FROM sign_off WHERE run = ? ORDER BY number",
      arguments: [id]
    ).map { row in
      guard let status = RunStatus(rawValue: row["status"]), let day = CalendarDate(row["day"])
      else { throw StoreError.damaged(path, "a sign-off of \(id) is not as it was written") }
      return SignOff(status: status, name: row["name"], day: day, note: row["note"])
    }
  }
}
