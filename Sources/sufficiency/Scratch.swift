import Foundation
import Reporting

/// Room for what is read at once and deleted, where nobody else may look: in the system's folder for such things.
enum Scratch {
  /// Does something with the path of an empty folder, which is deleted whatever ends the program: if nothing else does, the next who
  /// needs room deletes it.
  static func use<Value>(_ body: (String) throws -> Value) throws -> Value {
    let temporary = FileManager.default.temporaryDirectory.path
    OutputFolder.sweep(temporary)
    let path = "\(temporary)/.sufficiency-\(UUID().uuidString).writing-\(getpid())"
    WritingGate.shared.hide(path)
    defer { WritingGate.shared.show(path) }
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    // As a step: two who delete one folder at once get in each other's way.
    defer { WritingGate.shared.step { try? FileManager.default.removeItem(atPath: path) } }
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
}
