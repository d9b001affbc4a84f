public import Foundation

/// Runs a program as a person would, and keeps what it says.
public struct Command {
  /// What came of it.
  public struct Outcome: Sendable {
    /// The exit code.
    public let status: Int32
    /// Standard output.
    public let output: String
    /// Standard error.
    public let errors: String
  }

  /// The built `sufficiency`, beside the test bundle.
  public static var sufficiency: String {
    let beside = Bundle.main.executableURL?.deletingLastPathComponent()
      .appendingPathComponent("sufficiency").path
    if let beside, FileManager.default.isExecutableFile(atPath: beside) { return beside }
    return Repository.path(".build/debug/sufficiency")
  }

  /// The Python that `scripts/setup tests` prepares; nil where it is not there.
  public static var python: String? {
    let path = Repository.path(".build/python/bin/python")
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  /// Runs a program to its end.
  public static func run(
    _ program: String, _ arguments: [String], in folder: String = Repository.root,
    environment: [String: String] = [:]
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    // Files, not pipes: a full pipe would stop a program that says much.
    let said = try TemporaryFolder()
    let (output, errors) = (try said.handle("output"), try said.handle("errors"))
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    process.waitUntilExit()
    try output.close()
    try errors.close()
    return Outcome(
      status: process.terminationStatus, output: try said.read("output"),
      errors: try said.read("errors"))
  }
}

extension TemporaryFolder {
  /// Makes a copy of another, whose files keep their dates.
  public convenience init(copyOf other: TemporaryFolder) throws {
    try self.init()
    let outcome = try Command.run("/bin/cp", ["-a", "\(other.path)/.", path])
    guard outcome.status == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  /// A new file to write to.
  func handle(_ file: String) throws -> FileHandle {
    try write("", to: file)
    return try FileHandle(forWritingTo: URL(fileURLWithPath: "\(path)/\(file)"))
  }

  /// The files below a folder, by path, as bytes.
  public func files(below folder: String) throws -> [String: Data] {
    let root = URL(fileURLWithPath: "\(path)/\(folder)")
    var result: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: root.path) {
      let url = root.appendingPathComponent(name)
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      if !isFolder.boolValue { result[name] = try Data(contentsOf: url) }
    }
    return result
  }
}
