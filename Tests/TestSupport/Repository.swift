import Foundation

/// Where the tests run from.
public enum Repository {
  /// The folder that holds Package.swift.
  public static let root: String = {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
  }()

  /// A path below the root.
  public static func path(_ relative: String) -> String { "\(root)/\(relative)" }

  /// True if there is a file or folder at a path below the root.
  public static func has(_ relative: String) -> Bool {
    FileManager.default.fileExists(atPath: path(relative))
  }
}

/// The published files that some tests compare with; they stand outside the repository.
public enum ReferenceData {
  /// The folder: `SUFFICIENCY_REFERENCE_DATA`, or `../shared/data` from the root.
  public static let folder: String = {
    let named = ProcessInfo.processInfo.environment["SUFFICIENCY_REFERENCE_DATA"] ?? ""
    let path = named.isEmpty ? "\(Repository.root)/../shared/data" : named
    return URL(fileURLWithPath: path).standardizedFileURL.path
  }()

  /// True if the folder is there.
  public static var isPresent: Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  /// What a skipped test says.
  public static var skipMessage: String {
    "skipped: reference data not at \(folder); set SUFFICIENCY_REFERENCE_DATA"
  }

  /// The path of one of its files.
  public static func path(_ file: String) -> String { "\(folder)/\(file)" }
}
