import GRDB
import TestSupport
import Testing
import Vocabulary

@testable import ResultsStore

/// Who may sign, in which order, and that nothing changes what is signed.
struct SigningTests {
  @Test func `a draft is checked and approved by three people`() throws {
    let folder = try TemporaryFolder()
    let store = try StoredRun.store(in: folder)
    try StoredRun().record(in: store)
    let run = try store.run(startingWith: "999-0")
    for (status, name, words) in [
      (RunStatus.approved, "Bea", "has to be checked first"), (.draft, "Bea", "draft already"),
      (.checked, " ann  OWNER ", "is the owner"),
    ] {
      let refusal = #expect(throws: RunStore.Refusal.self) {
        try store.sign(run, StoredRun.signed(status, by: name))
      }
      #expect(refusal?.description.contains(words) == true)
    }
    #expect(try store.runs()[0].mark == "Draft")
    let checked = try store.sign(run, StoredRun.signed(.checked, by: "Bea"))
    #expect(checked.mark == "Checked by Bea on 16 January 2027")
    for (status, name, words) in [
      (RunStatus.checked, "Cy", "checked already"), (.approved, "bea", "A third person"),
      (.approved, "Ann Owner", "is the owner"),
    ] {
      let refusal = #expect(throws: RunStore.Refusal.self) {
        try store.sign(run, StoredRun.signed(status, by: name))
      }
      #expect(refusal?.description.contains(words) == true)
    }
    let early = SignOff(
      status: .approved, name: "Cy", day: StoredRun.day.adding(days: -1), note: "")
    #expect(throws: RunStore.Refusal.self) { try store.sign(run, early) }
    let approved = try store.sign(run, StoredRun.signed(.approved, by: "Cy"))
    #expect(approved.mark == "Approved by Cy on 16 January 2027")
    #expect(try store.runs() == [approved])
    #expect(throws: RunStore.Refusal.self) {
      try store.sign(run, StoredRun.signed(.checked, by: "Di"))
    }
  }

  @Test(arguments: ["Ann Owner.", "ANN-OWNER", "Änn Öwner", "Ａｎｎ Owner", "ann\u{a0}owner"])
  func `an owner who writes the name in another way is the owner`(name: String) throws {
    let folder = try TemporaryFolder()
    let store = try StoredRun.store(in: folder)
    try StoredRun().record(in: store)
    let run = try store.run(startingWith: "999-0")
    let refusal = #expect(throws: RunStore.Refusal.self) {
      try store.sign(run, StoredRun.signed(.checked, by: name))
    }
    #expect(refusal?.description.contains("is the owner") == true)
  }

  @Test func `no run is signed before the day it was finished`() throws {
    let folder = try TemporaryFolder()
    let store = try StoredRun.store(in: folder)
    try StoredRun().record(in: store)
    let run = try store.run(startingWith: "999-0")
    let finished = try #require(CalendarDate("2026-11-22"))
    let early = SignOff(
      status: .checked, name: "Bea", day: finished.adding(days: -1), note: "")
    let refusal = #expect(throws: RunStore.Refusal.self) { try store.sign(run, early) }
    #expect(refusal?.description.contains("was finished on 22 November 2026") == true)
    let sameDay = SignOff(status: .checked, name: "Bea", day: finished, note: "")
    #expect(try store.sign(run, sameDay).mark == "Checked by Bea on 22 November 2026")
  }

  @Test func `nobody signs what nobody owns`() throws {
    let folder = try TemporaryFolder()
    let store = try StoredRun.store(in: folder)
    var made = StoredRun()
    made.owner = nil
    #expect(try made.record(in: store) == .added)
    let refusal = #expect(throws: RunStore.Refusal.self) {
      try store.sign(made.run, StoredRun.signed(.checked, by: "Bea"))
    }
    #expect(refusal?.description.contains("no owner") == true)
    // The same bytes are the same run, and a draft may yet be named.
    made.owner = "Ann"
    #expect(try made.record(in: store) == .known(.draft))
    _ = try store.sign(made.run, StoredRun.signed(.checked, by: "Bea"))
    made.owner = "Bea"
    #expect(try made.record(in: store) == .known(.checked))
    #expect(try store.runs()[0].owner == "Ann")
  }

  static let attacks = [
    """
    INSERT INTO run SELECT '999-00000000000000bb', dfe_code, authority, folder, version, seed, draws, years, base_census, finished,
      owner, purpose, 'draft' FROM run;
    INSERT OR REPLACE INTO scenario (number, run, id, name, question, position)
      SELECT number, '999-00000000000000bb', id, 'Another', '', position FROM scenario WHERE id = 'baseline'
    """,
    "DELETE FROM run", "UPDATE run SET owner = 'Di'", "UPDATE run SET purpose = NULL",
    "UPDATE run SET status = 'draft'", "UPDATE run SET version = '9'",
    "INSERT OR REPLACE INTO run SELECT * FROM run",
    "REPLACE INTO run SELECT id, dfe_code, authority, folder, version, seed, draws, years, base_census, finished, 'Di', purpose, 'draft' FROM run",
    "UPDATE run_input SET hash = '0000000000000000'", "DELETE FROM run_input",
    "INSERT INTO run_input SELECT id, 'x.csv', '0000000000000000' FROM run",
    "REPLACE INTO run_input SELECT id, 'authority.yaml', '0000000000000000' FROM run",
    "DELETE FROM scenario", "UPDATE scenario SET question = ''",
    "INSERT INTO scenario (run, id, name, question, position) SELECT id, 'x', '', '', 9 FROM run",
    "UPDATE figure SET p50 = 0", "DELETE FROM figure",
    "INSERT INTO figure (scenario, file, key, unit, p50) SELECT number, 'x.csv', 'a=b', '', 1 FROM scenario",
    "REPLACE INTO figure SELECT * FROM figure", "UPDATE assumption SET value = '0'",
    "DELETE FROM assumption",
    "UPDATE sign_off SET name = 'Di'", "DELETE FROM sign_off",
    "REPLACE INTO sign_off SELECT number, run, status, 'Di', day, note FROM sign_off",
  ]

  @Test(arguments: attacks, [RunStatus.checked, .approved])
  func `no SQL changes what is signed`(sql: String, status: RunStatus) throws {
    let folder = try TemporaryFolder()
    let store = try StoredRun.store(in: folder)
    try StoredRun().record(in: store)
    var run = try store.sign(StoredRun().run, StoredRun.signed(.checked, by: "Bea"))
    if status == .approved { run = try store.sign(run, StoredRun.signed(.approved, by: "Cy")) }
    let before = try contents(store)
    #expect(throws: StoreError.self) { try store.write { try $0.execute(sql: sql) } }
    #expect(try contents(store) == before)
    #expect(try store.runs() == [run])
  }

  /// The triggers have the rules of order and person too.
  @Test(arguments: [
    ("approved", "Bea"), ("checked", "Ann Owner"), ("checked", " ann owner "),
  ])
  func `no SQL signs out of turn`(status: String, name: String) throws {
    let folder = try TemporaryFolder()
    let store = try StoredRun.store(in: folder)
    try StoredRun().record(in: store)
    #expect(throws: StoreError.self) {
      try store.write {
        try $0.execute(
          sql:
            "INSERT INTO sign_off (run, status, name, day, note) VALUES (?, ?, ?, '2027-01-16', '')",
          arguments: [StoredRun.id, status, name])
      }
    }
    #expect(try store.runs()[0].status == .draft)
  }

  private func contents(_ store: RunStore) throws -> [String] {
    try store.read { database in
      try ["run", "run_input", "scenario", "assumption", "figure", "sign_off"].flatMap { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }
      }
    }
  }
}
