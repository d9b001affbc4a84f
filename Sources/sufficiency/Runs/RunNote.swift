import DataImport
import Foundation
import Synchronization
import Vocabulary

/// Who runs a folder, since when and how: what stands in the hidden file beside its results while it runs. It holds paths and options,
/// no figure.
struct RunNote: Codable, Equatable {
  let user: String
  let host: String
  let process: Int32
  /// ISO 8601, in UTC.
  let since: String
  let version: String
  /// The working folder of the command.
  let directory: String
  /// The command without its own name.
  let arguments: [String]
  /// The scenario folder, as the command names it.
  let folder: String
  /// The files that were read and the hashes of their bytes.
  let inputs: [String: String]

  /// The note of this process.
  init(of folder: String, inputs: [InputFile]) {
    user = Self.userName
    host = Self.hostName
    process = getpid()
    version = Version.current
    let command = Invocation.current
    (directory, arguments, since) = (command.directory, command.arguments, command.since)
    self.folder = folder
    self.inputs = Dictionary(inputs.map { ($0.path, $0.hash) }, uniquingKeysWith: { $1 })
  }

  /// Nil for text that is no note, or part of one.
  init?(text: Data) {
    guard let note = try? JSONDecoder().decode(RunNote.self, from: text) else { return nil }
    self = note
  }

  /// The text of the file.
  var text: Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)) ?? Data()
  }

  /// `a.name on host, process 12, since 2026-11-22T07:52:28Z`.
  var who: String { "\(user) on \(host), process \(process), since \(since)" }

  /// The files that are not as they were when another run began, in alphabetical order.
  func changed(since earlier: RunNote) -> [String] {
    Set(inputs.keys).union(earlier.inputs.keys).filter { inputs[$0] != earlier.inputs[$0] }.sorted()
  }

  /// True for the notes of one command, which may have run several folders.
  func isOfSameCommand(as other: RunNote) -> Bool {
    (host, process, since, directory) == (other.host, other.process, other.since, other.directory)
      && arguments == other.arguments
  }

  /// True for a process that no longer runs on this machine.
  var isOfDead: Bool { host == Self.hostName && kill(process, 0) != 0 && errno == ESRCH }

  /// As the system knows the machine, without asking the network.
  private static var hostName: String {
    var bytes = [CChar](repeating: 0, count: 256)
    guard gethostname(&bytes, bytes.count - 1) == 0 else { return "unknown" }
    return String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static var userName: String {
    guard let entry = getpwuid(getuid()) else { return "user \(getuid())" }
    return String(cString: entry.pointee.pw_name)
  }
}

/// The command as it was given; of a run that is resumed, as it was given first.
struct Invocation: Sendable {
  let arguments: [String]
  let directory: String
  /// ISO 8601, in UTC.
  let since: String
  /// True where a run that did not finish is done again.
  let isResumed: Bool

  init(_ arguments: [String], in directory: String, isResumed: Bool = false) {
    (self.arguments, self.directory, self.isResumed) = (arguments, directory, isResumed)
    since = ISO8601DateFormatter().string(from: Date())
  }

  private static let state = Mutex(
    Invocation(
      Array(CommandLine.arguments.dropFirst()), in: FileManager.default.currentDirectoryPath))

  static var current: Invocation {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}
