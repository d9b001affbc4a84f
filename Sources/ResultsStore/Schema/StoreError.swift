import GRDB

/// A store that cannot serve, or what it refuses.
public struct StoreError: Error, Sendable, CustomStringConvertible {
  /// The file.
  public let path: String
  /// What happened there.
  public let seen: String
  /// How to mend it.
  public let remedy: String

  /// One line a person can act on.
  public var description: String { "\(path): \(seen). \(remedy)" }

  init(_ path: String, seen: String, remedy: String) {
    self.path = path
    self.seen = seen
    self.remedy = remedy
  }

  static func damaged(_ path: String, _ seen: String) -> StoreError {
    StoreError(
      path, seen: seen,
      remedy:
        "Put a copy of it back, or move it away: 'sufficiency runs record FOLDER' records results that are on disk, as drafts."
    )
  }

  /// One whose writer was ended, where it cannot be put right.
  static func unfinished(_ path: String) -> StoreError {
    StoreError(
      path,
      seen:
        "whoever wrote to the store was ended in the midst of it, and here it cannot be finished",
      remedy:
        "Copy the store and its '-wal' file to a folder where you may write, and name that with --store, or have this one opened by who may."
    )
  }

  /// What an error of SQLite means for somebody who waits for the store.
  init(_ path: String, _ error: DatabaseError) {
    let said = error.message ?? "SQLite's error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_FORMAT:
      self = .damaged(path, "the store is damaged (\(said))")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        path, seen: "another program has held the store for longer than ten seconds",
        remedy: "Wait for it to end, then try again.")
    case .SQLITE_FULL:
      self.init(path, seen: "the disk is full", remedy: "Make room, then try again.")
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_IOERR, .SQLITE_AUTH:
      self.init(
        path, seen: "the store cannot be opened or written (\(said))",
        remedy: "Check the path, and that you may write to the file and its folder.")
    case .SQLITE_CONSTRAINT:
      self.init(
        path, seen: "the store refuses this (\(said))",
        remedy:
          "Run the folder again; if it is refused again, the results are not as they should be.")
    default:
      self.init(path, seen: said, remedy: "If the store is damaged, put a copy of it back.")
    }
  }
}
