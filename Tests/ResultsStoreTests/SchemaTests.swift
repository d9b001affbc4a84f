import Foundation
import GRDB
import TestSupport
import Testing

@testable import ResultsStore

/// What a store is, and what it refuses to be.
struct SchemaTests {
  @Test func `an empty file becomes a store, and a store stays one`() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: RunStore.file)
    _ = try StoredRun.store(in: folder)
    let store = try StoredRun.store(in: folder)
    #expect(try store.runs().isEmpty)
    let steps = try store.read {
      try String.fetchAll($0, sql: "SELECT identifier FROM grdb_migrations ORDER BY rowid")
    }
    #expect(
      steps == [
        "keep runs with their inputs", "keep scenarios with their figures", "log sign-offs",
        "hold what is signed",
      ])
    let mode = try store.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") }
    #expect(mode == "wal")
  }

  @Test(arguments: [
    "UPDATE run SET id = '99-00000000000000aa'", "UPDATE run SET id = '999-00000000000000AA'",
    "UPDATE run SET dfe_code = '855'", "UPDATE run SET authority = ''",
    "UPDATE run SET seed = '-1'", "UPDATE run SET draws = 0", "UPDATE run SET draws = 'many'",
    "UPDATE run SET years = 41", "UPDATE run SET base_census = 25",
    "UPDATE run SET finished = 'yesterday'", "UPDATE run SET owner = ' '",
    "UPDATE run SET status = 'final'", "UPDATE run SET status = 'checked'",
    "UPDATE run_input SET hash = 'none'", "UPDATE run_input SET run = '999-0000000000000000'",
    "INSERT INTO run_input SELECT * FROM run_input",
    "UPDATE scenario SET position = 0", "UPDATE scenario SET id = 'same'",
    "UPDATE scenario SET run = NULL", "UPDATE figure SET p50 = 'most'",
    "UPDATE figure SET key = 'All'", "UPDATE figure SET scenario = 77",
    "INSERT INTO figure SELECT * FROM figure", "UPDATE assumption SET status = 'guessed'",
    "INSERT INTO sign_off (run, status, name, day, note) VALUES ('999-0000000000000000', 'checked', 'B', '2027-01-16', '')",
    "INSERT INTO sign_off (run, status, name, day, note) VALUES ('999-00000000000000aa', 'draft', 'B', '2027-01-16', '')",
    "INSERT INTO sign_off (run, status, name, day, note) VALUES ('999-00000000000000aa', 'checked', ' ', '2027-01-16', '')",
    "INSERT INTO sign_off (run, status, name, day, note) VALUES ('999-00000000000000aa', 'checked', 'B', '2027-02-30', '')",
  ])
  func `nonsense is refused`(sql: String) throws {
    let folder = try TemporaryFolder()
    let store = try StoredRun.store(in: folder)
    try StoredRun().record(in: store)
    let error = #expect(throws: StoreError.self) {
      try store.write { try $0.execute(sql: sql) }
    }
    #expect(error?.description.contains(RunStore.file) == true)
    #expect(try store.runs() == [StoredRun().run])
  }

  @Test func `reading leaves the file alone, its date too`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/\(RunStore.file)"
    _ = try RunStore(path: path)
    // What the last writer left in the log may go into the file when somebody opens it.
    #expect(try RunStore.forReading(path: path)?.runs().isEmpty == true)
    var before = stat()
    #expect(stat(path, &before) == 0)
    usleep(20_000)
    #expect(try RunStore.forReading(path: path)?.run(withID: "999-00") == nil)
    var after = stat()
    #expect(stat(path, &after) == 0)
    #expect(before.st_size == after.st_size && before.st_mtim.tv_nsec == after.st_mtim.tv_nsec)
  }

  @Test func `a file that is no store is refused by name, and stays as it is`() throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/\(RunStore.file)"
    try folder.write("run,owner\n", to: RunStore.file)
    let text = #expect(throws: StoreError.self) { try RunStore(path: path) }
    #expect(text?.description.contains("not a database") == true)
    #expect(text?.description.contains("sufficiency runs record FOLDER") == true)
    #expect(try folder.read(RunStore.file) == "run,owner\n")
    let folderError = #expect(throws: StoreError.self) { try RunStore(path: folder.path) }
    #expect(folderError?.description.contains("a folder") == true)
    let other = "\(folder.path)/other.sqlite"
    try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE mine (x)") }
    let foreign = #expect(throws: StoreError.self) { try RunStore(path: other) }
    #expect(foreign?.description.contains("another program") == true)
    let nowhere = #expect(throws: StoreError.self) {
      try RunStore(path: "\(folder.path)/no/where.sqlite")
    }
    #expect(nowhere?.description.contains("Check the path") == true)
  }

  @Test func `a store of a newer version is refused`() throws {
    let folder = try TemporaryFolder()
    let store = try StoredRun.store(in: folder)
    try store.write {
      try $0.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('keep the future')")
    }
    let error = #expect(throws: StoreError.self) { try StoredRun.store(in: folder) }
    #expect(error?.description.contains("newer version") == true)
  }

  /// Whatever bytes of the file are lost, a store says so or serves; it never crashes.
  @Test func `a damaged store is refused by name`() throws {
    let folder = try TemporaryFolder()
    do {
      let store = try StoredRun.store(in: folder)
      try StoredRun().record(in: store)
    }
    let path = "\(folder.path)/\(RunStore.file)"
    let whole = [UInt8](try #require(FileManager.default.contents(atPath: path)))
    var refused = 0
    for page in 0..<(whole.count / 4096) {
      var bytes = whole
      // The first 100 bytes name the file as SQLite's: without them it is no database.
      for index in (page * 4096 + 100)..<((page + 1) * 4096) { bytes[index] = 0xA5 }
      try folder.write(bytes, to: RunStore.file)
      do {
        let store = try RunStore(path: path)
        _ = try store.runs().map { try (store.headlines(of: $0), store.assumptions(of: $0)) }
      } catch let error as StoreError {
        refused += 1
        #expect(error.description.contains(path))
      }
    }
    #expect(refused > 3)
    try folder.write(Array(whole.prefix(5000)), to: RunStore.file)
    #expect(throws: StoreError.self) { try RunStore(path: path).runs() }
  }
}
