import Foundation
import Reporting

/// Room for what is read at once and deleted, where nobody else may look: in the system's folder for such things.
enum Scratch {
  private static let start = ".sufficiency-"

  /// Does something with the path of an empty folder, which is deleted whatever ends the program: if nothing else does, the next who
  /// needs room deletes it.
  static func use<Value>(_ body: (String) throws -> Value) throws -> Value {
    let temporary = FileManager.default.temporaryDirectory.path
    sweep(temporary)
    let path = "\(temporary)/\(start)\(UUID().uuidString)"
    WritingGate.shared.hide(path)
    defer { WritingGate.shared.show(path) }
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    // As a step: two who delete one folder at once get in each other's way.
    defer { WritingGate.shared.step { try? FileManager.default.removeItem(atPath: path) } }
    let lock = locked(path)
    defer { close(lock) }
    return try body(path)
  }

  /// What something writes to the path of a file.
  static func bytes(_ suffix: String, _ write: (String) throws -> Void) throws -> [UInt8] {
    try use { folder in
      let file = "\(folder)/file.\(suffix)"
      try write(file)
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    }
  }

  /// Deletes the rooms of this user that nobody holds any more. The kernel gives up a lock with its process, which numbers of processes, reused and
  /// counted apart in containers, do not tell.
  private static func sweep(_ temporary: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: temporary)) ?? []
    for path in names.filter({ $0.hasPrefix(start) }).map({ "\(temporary)/\($0)" }) {
      var status = stat()
      // Somebody who has only just made one may not hold it yet; one of tomorrow is left from before the clock was put back.
      guard lstat(path, &status) == 0, status.st_uid == geteuid(),
        abs(time(nil) - status.st_mtim.tv_sec) > 1
      else { continue }
      let lock = locked(path)
      guard lock >= 0 else { continue }
      try? FileManager.default.removeItem(atPath: path)
      close(lock)
    }
  }

  /// The open folder, locked; -1 where another has it or it is none.
  private static func locked(_ path: String) -> Int32 {
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard folder >= 0, flock(folder, LOCK_EX | LOCK_NB) != 0 else { return folder }
    close(folder)
    return -1
  }
}
