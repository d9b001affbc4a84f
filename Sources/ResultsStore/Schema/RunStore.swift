import Foundation
import GRDB

/// Runs with their inputs, assumptions, figures and sign-offs, in one SQLite file that several programs may write to.
public struct RunStore: Sendable {
  /// The name of the file.
  public static let file = "results.sqlite"
  /// The file and what SQLite keeps beside it while it is open, or was left open.
  public static let files = [file, "\(file)-wal", "\(file)-shm", "\(file)-journal"]

  /// Where the file is.
  public let path: String
  private let queue: DatabaseQueue

  /// Opens the store, or makes an empty one.
  ///
  /// - Parameter isPrivate: true where nobody but its maker may read a new file.
  /// - Throws: `StoreError` where the file is damaged, another program's, a newer version's, or cannot be written.
  public init(path: String, isPrivate: Bool = false) throws {
    self.path = path
    try Self.refuseForeign(path)
    if isPrivate, !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: NSNumber(value: 0o600)])
    }
    var configuration = Configuration()
    configuration.journalMode = .wal
    configuration.busyMode = .timeout(10)
    configuration.foreignKeysEnabled = true
    do {
      // Two programs that make the same tables at once would each find those of the other half made.
      queue = try FolderLock.holding((path as NSString).deletingLastPathComponent) {
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try Self.prepare(queue, path)
        return queue
      }
    } catch let error as DatabaseError {
      throw StoreError(path, error)
    }
  }

  /// Opens a store that is there.
  ///
  /// - Returns: nil where there is none.
  public static func existing(path: String) throws -> RunStore? {
    FileManager.default.fileExists(atPath: path) ? try RunStore(path: path) : nil
  }

  /// Opens a store that is there to look something up: the file stays as it is, its date too. (SQLite may leave its empty files beside it.)
  ///
  /// - Returns: nil where there is none.
  /// - Throws: `StoreError`, as for a store that is written to.
  public static func forReading(path: String) throws -> RunStore? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    try refuseForeign(path)
    do {
      do {
        return try reading(path, at: path)
      } catch let error as DatabaseError where cannotWrite(error) {
        guard !hasLog(path) else { throw StoreError.unfinished(path) }
        return try reading(path, at: unchanging(path))
      }
    } catch let error as DatabaseError {
      throw StoreError(path, error)
    }
  }

  private static func reading(_ path: String, at address: String) throws -> RunStore? {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    let queue = try DatabaseQueue(path: address, configuration: configuration)
    try refuseForeign(queue, path)
    // One whose tables are still to be made holds no runs.
    guard try queue.read(StoreSchema.migrator.hasCompletedMigrations) else { return nil }
    return RunStore(path: path, queue: queue)
  }

  /// True where SQLite could not make its files beside the store, as in a folder that nobody may write to.
  private static func cannotWrite(_ error: DatabaseError) -> Bool {
    [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
  }

  /// True where whoever wrote the store last was ended in the midst of it: a part of it is in a file beside it.
  private static func hasLog(_ path: String) -> Bool {
    let log = try? FileManager.default.attributesOfItem(atPath: "\(path)-wal")
    return (log?[.size] as? NSNumber)?.intValue ?? 0 > 0
  }

  /// The address of a file that nobody changes while it is read.
  private static func unchanging(_ path: String) -> String {
    URL(fileURLWithPath: path).absoluteString + "?immutable=1"
  }

  private init(path: String, queue: DatabaseQueue) {
    self.path = path
    self.queue = queue
  }

  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do { return try queue.write(body) } catch let error as DatabaseError {
      throw StoreError(path, error)
    }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do { return try queue.read(body) } catch let error as DatabaseError {
      throw StoreError(path, error)
    }
  }

  /// Gives the room of deleted runs back to the disk.
  func compact() throws {
    do { try queue.vacuum() } catch let error as DatabaseError { throw StoreError(path, error) }
  }

  private static func refuseForeign(_ path: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    guard !isFolder.boolValue else {
      throw StoreError(path, seen: "a folder, not a store of runs", remedy: "Name a file in it.")
    }
    guard let handle = FileHandle(forReadingAtPath: path) else { return }
    let start = (try? handle.read(upToCount: 16)) ?? nil
    try? handle.close()
    guard let start, !start.isEmpty else { return }
    guard start == Data("SQLite format 3\0".utf8) else {
      throw StoreError.damaged(path, "not a database")
    }
  }

  private static func prepare(_ queue: DatabaseQueue, _ path: String) throws {
    try refuseForeign(queue, path)
    try StoreSchema.migrator.migrate(queue)
  }

  private static func refuseForeign(_ queue: DatabaseQueue, _ path: String) throws {
    let migrator = StoreSchema.migrator
    try queue.read { database in
      let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      let application = try Int.fetchOne(database, sql: "PRAGMA application_id")
      guard tables == 0 || application == StoreSchema.application else {
        throw StoreError(
          path, seen: "a database of another program",
          remedy: "Move it away, or name another store with --store.")
      }
      guard try !migrator.hasBeenSuperseded(database) else {
        throw StoreError(
          path, seen: "a store that a newer version of the tool has written",
          remedy: "Use that version, or name another store with --store.")
      }
    }
  }
}

/// Lets one program at a time do something in a folder, without a file of its own.
private enum FolderLock {
  /// A folder that cannot be locked, as on some network drives, is used without.
  static func holding<Value>(_ folder: String, _ body: () throws -> Value) rethrows -> Value {
    let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY)
    guard descriptor >= 0 else { return try body() }
    defer { close(descriptor) }
    for _ in 0..<1000 {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK { break }
      usleep(10_000)
    }
    return try body()
  }
}
