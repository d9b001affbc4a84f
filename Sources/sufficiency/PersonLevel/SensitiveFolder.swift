import DataImport
import Foundation
import Reporting
import ResultsStore

/// A folder for counts made from person-level data: nobody else may read it, and it stays out of version control and of results.
struct SensitiveFolder {
  /// The file that marks such a folder and lists what was put there.
  static let marker = "OFFICIAL-SENSITIVE"
  /// The folder of results, which are published.
  static let results = "notebooks-output"

  /// The path as it was given.
  let given: String
  /// The same without links.
  let path: String

  init(_ given: String) {
    self.given = given
    path = Self.resolved(given)
  }

  /// The path without links, as the system would find it: `..` after a link is the parent of what the link leads to.
  private static func resolved(_ given: String) -> String {
    let start = given.hasPrefix("/") ? "" : FileManager.default.currentDirectoryPath
    let whole = "\(start)/\(given)".split(separator: "/").map(String.init)
    var path = ""
    for part in whole where part != "." {
      if part == ".." {
        path = (path as NSString).deletingLastPathComponent
        if path == "/" { path = "" }
        continue
      }
      let next = "\(path)/\(part)"
      let real = realpath(next, nil).map { pointer in
        defer { free(pointer) }
        return String(cString: pointer)
      }
      path = real ?? next
      if path == "/" { path = "" }
    }
    return path.isEmpty ? "/" : path
  }

  var isMarked: Bool { FileManager.default.fileExists(atPath: "\(path)/\(Self.marker)") }
  /// True for a marked folder, and for one that holds such counts without a mark.
  var isSensitive: Bool {
    isMarked
      || PersonLevelFolder.countFiles.contains {
        FileManager.default.fileExists(atPath: "\(path)/\($0)")
      }
  }
  /// True for a sensitive folder and everything in it.
  var isBelowMark: Bool {
    var folder = URL(fileURLWithPath: path)
    while folder.path != "/" {
      if SensitiveFolder(folder.path).isSensitive { return true }
      folder.deleteLastPathComponent()
    }
    return false
  }
  var isScenarioFolder: Bool { FileManager.default.fileExists(atPath: "\(path)/authority.yaml") }

  /// Why the results of a run of the folder may not go to another; nil if they may, or nothing in the folder is sensitive.
  func refusal(results out: String) -> String? {
    guard isSensitive else { return nil }
    let target = SensitiveFolder(out)
    let name = URL(fileURLWithPath: path).lastPathComponent
    let isPublished =
      target.path.split(separator: "/").contains(Substring(Self.results))
      || GitWorkTree(above: target.path)?.ignores(["\(target.path)/\(name)"]) == false
    return isPublished
      ? "\(given) is \(Self.marker): its results are not to go to \(out), which is published or in a git work"
        + " tree. Name another folder with --out."
      : nil
  }

  /// Why the files may not be put there; nil if they may.
  func refusal(files: [String]) -> String? {
    if path.split(separator: "/").contains(Substring(Self.results)) {
      return "\(given) is under \(Self.results), whose files are published. Choose another folder."
    }
    let held = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    guard held.isEmpty || isMarked || isScenarioFolder else {
      return "\(given) is neither empty nor a scenario folder. Choose another folder."
    }
    return GitWorkTree(above: path).flatMap { tree in
      tree.ignores((files + [Self.marker]).map { "\(path)/\($0)" })
        ? nil
        : "\(given) is in a git work tree (\(tree.root)) that does not ignore it. Choose a folder"
          + " outside, or add it to .gitignore."
    }
  }

  /// Writes the files and the mark, with no leave for anybody else.
  func write(_ files: [(path: String, text: String)]) throws {
    let wasThere = isScenarioFolder && !isMarked
    let added = isMarked ? Self.isAddition(path) : wasThere
    let mode = added ? modeBefore ?? Self.mode(path) : nil
    try makeFolder(path)
    let names = files.map(\.path).sorted()
    // What an earlier import left must not outlive the list that a purge goes by.
    for file in listed ?? [] where !names.contains(file) {
      unlink("\(path)/\(file)")
      try putBack(file)
    }
    for file in names where !ownFiles.contains(file) { try putAside(file) }
    try write(Self.mark(names, modeBefore: mode), to: Self.marker)
    for file in files { try write(file.text, to: file.path) }
  }

  /// The mark of the results of a run of the folder, which are as sensitive; none where nothing is.
  var marksOfResults: [OutputFile] {
    isSensitive ? [OutputFile(path: Self.marker, text: Self.resultsMark(given))] : []
  }

  private func write(_ text: String, to file: String) throws {
    let target = URL(fileURLWithPath: "\(path)/\(file)")
    var folder = target.deletingLastPathComponent()
    var folders: [String] = []
    while folder.path != path, folder.path.count > path.count {
      folders.insert(folder.path, at: 0)
      folder.deleteLastPathComponent()
    }
    for folder in folders where !FileManager.default.fileExists(atPath: folder) {
      try makeFolder(folder)
    }
    let hidden = target.deletingLastPathComponent()
      .appendingPathComponent(".\(target.lastPathComponent).writing-\(getpid())").path
    WritingGate.shared.hide(hidden)
    defer { WritingGate.shared.show(hidden) }
    OutputFolder.sweep(target.deletingLastPathComponent().path)
    unlink(hidden)
    let descriptor = open(hidden, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw Fault(path: "\(given)/\(file)", number: errno) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try handle.write(contentsOf: Data(text.utf8))
      try handle.close()
    } catch {
      unlink(hidden)
      throw error
    }
    let failure = WritingGate.shared.step { rename(hidden, target.path) == 0 ? nil : errno }
    if let failure {
      unlink(hidden)
      throw Fault(path: "\(given)/\(file)", number: failure)
    }
  }

  private func makeFolder(_ folder: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true,
      attributes: [.posixPermissions: NSNumber(value: 0o700)])
    guard chmod(folder, 0o700) == 0 else { throw Fault(path: folder, number: errno) }
  }

  /// A file that could not be written.
  struct Fault: LocalizedError {
    let path: String
    let number: Int32
    var errorDescription: String? { "\(path): \(String(cString: strerror(number)))" }
  }
}

extension SensitiveFolder {
  private static let list = "Files:"
  private static let replaced = "person_level/replaced"
  private static let addition = "Added to a folder that was there before, with mode"

  private static func mark(_ files: [String], modeBefore: String?) -> String {
    """
    OFFICIAL-SENSITIVE
    Counts made from a person-level SEN2 return by 'sufficiency import sen2'; some are of single children.
    Do not publish, commit or send them, or results by year, need and provision that rest on them.
    \(modeBefore.map { "\(addition) \($0)." } ?? "Made by the import.") Delete with 'sufficiency purge FOLDER'.
    \(list)
    \(files.joined(separator: "\n"))

    """
  }

  private static func resultsMark(_ source: String) -> String {
    """
    OFFICIAL-SENSITIVE
    Results of \(source), which holds counts made from a person-level SEN2 return.
    Do not publish, commit or send them. Delete with 'sufficiency purge FOLDER'.
    \(list)

    """
  }

  private static func isAddition(_ path: String) -> Bool {
    (try? String(contentsOfFile: "\(path)/\(marker)", encoding: .utf8))?.contains(addition) ?? false
  }

  /// The mode that the folder had before it was marked, in octal digits.
  private var modeBefore: String? {
    let text = try? String(contentsOfFile: "\(path)/\(Self.marker)", encoding: .utf8)
    return text?.components(separatedBy: Self.addition + " ").dropFirst().first
      .map { String($0.prefix { $0.isNumber }) }
  }

  private static func mode(_ path: String) -> String? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.posixPermissions] as? NSNumber).map { String($0.intValue, radix: 8) }
  }

  /// The files that the mark lists, none of them outside the folder, whatever links lead there; nil without a mark.
  private var listed: [String]? {
    guard let text = try? String(contentsOfFile: "\(path)/\(Self.marker)", encoding: .utf8)
    else { return nil }
    let lines = text.split(separator: "\n").map(String.init)
    return lines.drop { $0 != Self.list }.dropFirst().filter { file in
      let folder = ("\(path)/\(file)" as NSString).deletingLastPathComponent
      let real = Self.resolved(folder)
      return !file.split(separator: "/").contains("..")
        && (real == path || real.hasPrefix(path + "/"))
    }
  }

  /// Files that an import put there.
  var ownFiles: Set<String> { Set(listed ?? []) }

  /// True for a file whose content is not to leave the folder: what an import put there, or may have put where the mark is lost.
  func withholds(_ file: String) -> Bool {
    isSensitive
      && (ownFiles.contains(file) || PersonLevelFolder.possibleFiles.contains(file)
        || file.hasPrefix("person_level/"))
  }

  /// Keeps a file of the folder's own that an import takes the place of.
  private func putAside(_ file: String) throws {
    guard FileManager.default.fileExists(atPath: "\(path)/\(file)") else { return }
    let kept = "\(path)/\(Self.replaced)/\(file)"
    try makeFolder("\(path)/\(Self.replaced)")
    try makeFolder((kept as NSString).deletingLastPathComponent)
    guard rename("\(path)/\(file)", kept) == 0 else { throw Fault(path: kept, number: errno) }
  }

  /// Puts such a file back, if there is one.
  private func putBack(_ file: String) throws {
    let kept = "\(path)/\(Self.replaced)/\(file)"
    guard FileManager.default.fileExists(atPath: kept) else { return }
    guard rename(kept, "\(path)/\(file)") == 0 else { throw Fault(path: file, number: errno) }
  }

  /// Deletes the folder; of one that was there before only what was added, unless everything is to go.
  ///
  /// - Returns: how many files were deleted; nil where the folder is not marked.
  func purge(everything: Bool) throws -> Int? {
    guard let listed else { return nil }
    let modeOfPurged = modeBefore.flatMap { mode_t($0, radix: 8) }
    let manager = FileManager.default
    if everything || !Self.isAddition(path) {
      let count = try manager.subpathsOfDirectory(atPath: path).count {
        var isFolder: ObjCBool = false
        return manager.fileExists(atPath: "\(path)/\($0)", isDirectory: &isFolder)
          && !isFolder.boolValue
      }
      try manager.removeItem(atPath: path)
      return count
    }
    // The list is the last import's, and the store of runs is not: a new import must not delete what was signed.
    let own = listed + [Self.marker] + RunStore.files
    let files = own.filter { manager.fileExists(atPath: "\(path)/\($0)") }
    for file in files {
      try manager.removeItem(atPath: "\(path)/\(file)")
      try putBack(file)
    }
    for folder in ["transitions", "replaced/evidence", "replaced", ""] {
      rmdir("\(path)/person_level/\(folder)")
    }
    if let mode = modeOfPurged { chmod(path, mode) }
    return files.count
  }

  /// Adds a line on a purge to the record beside the folder. It names the folder and no person.
  func record(files: Int, at time: Date) throws -> String {
    let record = SensitiveFolder.recordPath(path)
    let header = "purged_at,folder,files\n"
    if !FileManager.default.fileExists(atPath: record) {
      guard
        FileManager.default.createFile(
          atPath: record, contents: Data(header.utf8),
          attributes: [.posixPermissions: NSNumber(value: 0o600)])
      else { throw Fault(path: record, number: errno) }
    }
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: record))
    try handle.seekToEnd()
    let folder = path.replacing("\"", with: "\"\"")
    let line = "\(time.formatted(.iso8601)),\"\(folder)\",\(files)\n"
    try handle.write(contentsOf: Data(line.utf8))
    try handle.close()
    return record
  }

  private static func recordPath(_ path: String) -> String {
    (path as NSString).deletingLastPathComponent + "/sufficiency-purges.csv"
  }
}
