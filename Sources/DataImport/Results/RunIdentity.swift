import Foundation

/// The id of a run, which its bytes give: the same results have the same id, whenever and on however many threads they were made.
///
/// It is DfE's code, a hyphen and the FNV-1a 64 of the paths and hashes of all result files. Of `run.json`, which says version, seed,
/// simulations, years and the inputs with their hashes, times, threads, memory, disk and shards are left out. Like `ContentHash` it tells
/// runs apart and is no seal against tampering.
public enum RunIdentity {
  /// The id of files in memory, under their paths below the authority's folder; `datapackage.json` is not among them. Linear in bytes.
  public static func id(dfeCode: String, files: [(path: String, text: String)]) -> String {
    let lines = files.map { file in
      var text = isRecord(file.path) ? withoutTimes(file.text) : file.text
      return line(file.path, text.withUTF8 { ContentHash.text(UnsafeRawBufferPointer($0)) })
    }
    return id(dfeCode, lines)
  }

  /// What a folder of results says of itself.
  public struct Stated: Sendable {
    /// The id it was written with; nil for results of a version that gave none.
    public let id: String?
    /// The id that its files give now; nil where one of them is no longer there.
    public let found: String?
    /// The files of the run, by their paths below the folder.
    public let files: [String]

    /// True where the files are those of the run.
    public var isIntact: Bool { id != nil && id == found }
  }

  /// Reads the id of a folder of results and works it out again from the files.
  ///
  /// - Returns: nil where there is no `datapackage.json` that describes a run.
  public static func read(folder: String) -> Stated? {
    guard let data = FileManager.default.contents(atPath: "\(folder)/datapackage.json"),
      let package = try? JSONDecoder().decode(Package.self, from: data)
    else { return nil }
    let paths = package.resources.map(\.path)
    // A path out of the folder is none of the run's.
    let isWithin = paths.allSatisfy {
      !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..")
    }
    let lines = isWithin ? paths.compactMap { line(of: $0, in: folder) } : []
    let code = package.id.map { String($0.prefix { $0 != "-" }) } ?? ""
    return Stated(
      id: package.id, found: lines.count == paths.count && isWithin ? id(code, lines) : nil,
      files: isWithin ? paths : [])
  }

  private struct Package: Decodable {
    struct Resource: Decodable { let path: String }
    let id: String?
    let resources: [Resource]
  }

  private static func line(of path: String, in folder: String) -> String? {
    guard let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else { return nil }
    guard isRecord(path) else { return line(path, data.withUnsafeBytes { ContentHash.text($0) }) }
    let text = withoutTimes(String(decoding: data, as: UTF8.self))
    return line(path, ContentHash.text(Array(text.utf8)))
  }

  private static func isRecord(_ path: String) -> Bool { path.hasSuffix("/run.json") }

  private static func line(_ path: String, _ hash: String) -> String { "\(path) \(hash)\n" }

  private static func id(_ dfeCode: String, _ lines: [String]) -> String {
    "\(dfeCode)-\(ContentHash.text(Array(lines.sorted().joined().utf8)))"
  }

  private static let times = [
    "threads", "started", "finished", "seconds", "peak_memory_bytes", "memory_limit_bytes",
    "disk_bytes", "shards",
  ]

  /// The record of a run without the lines that differ between two runs of the same.
  private static func withoutTimes(_ text: String) -> String {
    let starts = times.map { "  \"\($0)\": " }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { line in !starts.contains { line.hasPrefix($0) } }.joined(separator: "\n")
  }
}
