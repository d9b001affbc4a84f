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
  ///
  /// All of them are written under hidden names first; where that fails, the folder is as it was. Then they get their names, the mark before the
  /// others: a purge finds whatever has its name. Files of the folder's own have a second name before anything takes their place.
  func write(_ files: [(path: String, text: String)]) throws {
    let wasThere = isScenarioFolder && !isMarked
    let added = isMarked ? Self.isAddition(path) : wasThere
    let mode = added ? modeBefore ?? Self.mode(path) : nil
    let names = files.map(\.path).sorted()
    let all = [(path: Self.marker, text: Self.mark(names, modeBefore: mode))] + files
    let gate = WritingGate.shared
    let folders = (["."] + names.map { ($0 as NSString).deletingLastPathComponent })
      .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      .map { $0 == "." || $0.isEmpty ? path : "\(path)/\($0)" }
    let new = folders.filter { !FileManager.default.fileExists(atPath: $0) }
    defer { for hidden in new + all.map({ self.hidden($0.path) }) { gate.show(hidden) } }
    for folder in new { gate.hide(folder) }
    do {
      for folder in new { try gate.step { try makeFolder(folder) } }
      for folder in folders { OutputFolder.sweep(folder) }
      for file in all { try gate.step { try prepare(file.text, for: file.path) } }
      try gate.step(done: given) {
        try takeOver(names)
        for folder in new { gate.show(folder) }
      }
    } catch {
      for file in all { unlink(hidden(file.path)) }
      for folder in new.reversed() { rmdir(folder) }
      throw error
    }
  }

  /// Gives the files that were prepared their names.
  private func takeOver(_ names: [String]) throws {
    let own = ownFiles
    // What an earlier import left must not outlive the list that a purge goes by.
    for file in own.sorted() where !names.contains(file) {
      unlink("\(path)/\(file)")
      try putBack(file)
    }
    for file in names where !own.contains(file) { try keep(file) }
    guard chmod(path, 0o700) == 0 else { throw Fault(path: given, number: errno) }
    for file in [Self.marker] + names {
      guard rename(hidden(file), "\(path)/\(file)") == 0 else {
        throw Fault(path: "\(given)/\(file)", number: errno)
      }
    }
  }

  /// The mark of the results of a run of the folder, which are as sensitive; none where nothing is.
  var marksOfResults: [OutputFile] {
    isSensitive ? [OutputFile(path: Self.marker, text: Self.resultsMark(given))] : []
  }

  /// The name of a file until all are written.
  private func hidden(_ file: String) -> String {
    let parts = ("\(path)/\(file)" as NSString)
    return "\(parts.deletingLastPathComponent)/.\(parts.lastPathComponent).writing-\(getpid())"
  }

  private func prepare(_ text: String, for file: String) throws {
    let hidden = hidden(file)
    WritingGate.shared.hide(hidden)
    unlink(hidden)
    let descriptor = open(hidden, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Fault(path: "\(given)/\(file)", number: errno) }
    var text = text
    let failure = text.withUTF8 { OutputFolder.write($0, to: descriptor) }
    let closing = close(descriptor) == 0 ? nil : errno
    if let number = failure ?? closing { throw Fault(path: "\(given)/\(file)", number: number) }
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
    var errorDescription: String? { "\(path): \(OutputError(path, number).seen)" }
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

  /// Keeps a file of the folder's own that an import takes the place of: it has both names until then.
  private func keep(_ file: String) throws {
    let own = "\(path)/\(file)"
    guard FileManager.default.fileExists(atPath: own) else { return }
    let kept = "\(path)/\(Self.replaced)/\(file)"
    try makeFolder("\(path)/\(Self.replaced)")
    try makeFolder((kept as NSString).deletingLastPathComponent)
    // From an import that was ended before it had put its mark.
    unlink(kept)
    guard link(own, kept) != 0 else { return }
    // File systems without links.
    try FileManager.default.copyItem(atPath: own, toPath: kept)
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
    // The mark goes last: while there is something to purge, a purge is not refused.
    let own = listed + RunStore.files + [Self.marker]
    for folder in Set([path] + own.map { "\(path)/\($0)".folderAbove }) {
      OutputFolder.sweep(folder)
    }
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
