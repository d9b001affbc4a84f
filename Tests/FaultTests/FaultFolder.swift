import DataImport
import Foundation
import GRDB
import TestSupport
import Testing

/// A folder with a scenario folder `small` and what else a test needs, and what is looked at afterwards.
struct FaultFolder {
  let folder: TemporaryFolder
  var path: String { folder.path }

  static let draws = ["--draws", "8", "--years", "2", "--quiet"]

  /// The small authority; or as little, in the transitions format, whose runs take an instant and are not recorded.
  init(ofTransitions: Bool = false) throws {
    folder = try TemporaryFolder()
    let files = ofTransitions ? SmallTransitions.files() : SmallAuthority.files()
    for (path, text) in files { try folder.write(text, to: "small/\(path)") }
  }

  /// A copy of another, whose files keep their dates.
  init(copyOf other: FaultFolder) throws {
    folder = try TemporaryFolder(copyOf: other.folder)
  }

  @discardableResult
  func sufficiency(
    _ arguments: [String], expecting status: Int32? = 0, environment: [String: String] = [:]
  ) throws -> Command.Outcome {
    let outcome = try Command.run(
      Command.sufficiency, arguments, in: path, environment: environment)
    if let status { #expect(outcome.status == status, "\(arguments): \(outcome.errors)") }
    return outcome
  }

  /// Runs `small` into `out`.
  func run(seed: Int, _ options: [String] = []) throws {
    try sufficiency(Self.run(seed: seed) + options)
  }

  static func run(seed: Int) -> [String] {
    ["run", "small", "--seed", "\(seed)"] + draws + ["--out", "out"]
  }

  /// The id that a folder of results says of itself.
  func id(_ results: String = "out/small") -> String? {
    RunIdentity.read(folder: "\(path)/\(results)")?.id
  }

  /// Every file but the records of when and how fast, by path.
  func bytes(_ results: String) throws -> [String: Data] {
    try folder.files(below: results).filter(Self.isOfRun)
  }

  /// The results are whole: every file that their description names is there, with the bytes that it says.
  func isWhole(_ results: String = "out/small") -> Bool {
    guard let stated = RunIdentity.read(folder: "\(path)/\(results)") else { return false }
    return stated.isIntact && stated.files.count > 20
  }

  /// Hidden files and folders, at any depth; those of SQLite are none.
  func hidden() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path).filter {
      ($0 as NSString).lastPathComponent.hasPrefix(".")
    }.sorted()
  }

  /// The store is sound; its runs by their ids.
  func store(_ file: String = "out/results.sqlite") throws -> [String] {
    guard FileManager.default.fileExists(atPath: "\(path)/\(file)") else { return [] }
    let queue = try DatabaseQueue(path: "\(path)/\(file)")
    return try queue.write { database in
      #expect(try String.fetchAll(database, sql: "PRAGMA integrity_check") == ["ok"])
      #expect(try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").isEmpty)
      guard try database.tableExists("run") else { return [] }
      // A run is there with all its figures or not at all.
      let empty = try Int.fetchOne(
        database,
        sql:
          "SELECT count(*) FROM run WHERE NOT EXISTS (SELECT 1 FROM scenario JOIN figure ON figure.scenario = scenario.number WHERE scenario.run = run.id)"
      )
      #expect(empty == 0)
      return try String.fetchAll(database, sql: "SELECT id FROM run ORDER BY id")
    }
  }
}
