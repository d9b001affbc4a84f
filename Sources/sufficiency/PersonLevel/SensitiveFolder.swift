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
    let isThere = FileManager.default.fileExists(atPath: path)
    let held = isThere ? try? FileManager.default.contentsOfDirectory(atPath: path) : []
    guard let held else { return "\(given) cannot be looked into. Check its permissions." }
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
    let text = Self.mark(names, inPlaceOf: names.filter(isInPlaceOfOwn), modeBefore: mode)
    let all = [(path: Self.marker, text: text)] + files
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
    let imported = ownFiles
    // What an earlier import left must not outlive the list that a purge goes by.
    for file in imported.sorted() where !names.contains(file) { try takeAway(file) }
    // A purge that was ended may have put some of the folder's own back.
    let isBack = { file in inPlaceOfOwn.contains(file) && !isKept(file) }
    for file in names where !imported.contains(file) || isBack(file) { try keep(file) }
    // The mark says which mode the folder had: it is there before that changes.
    try name(Self.marker)
    guard chmod(path, 0o700) == 0 else { throw Fault(path: given, number: errno) }
    for file in names { try name(file) }
  }

  private func name(_ file: String) throws {
    guard rename(hidden(file), "\(path)/\(file)") == 0 else {
      throw Fault(path: "\(given)/\(file)", number: errno)
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
  private static let own = "In place of the folder's own:"
  private static let replaced = "person_level/replaced"
  private static let addition = "Added to a folder that was there before, with mode"

  private static func mark(
    _ files: [String], inPlaceOf own: [String], modeBefore: String?
  ) -> String {
    """
    OFFICIAL-SENSITIVE
    Counts made from a person-level SEN2 return by 'sufficiency import sen2'; some are of single children.
    Do not publish, commit or send them, or results by year, need and provision that rest on them.
    \(modeBefore.map { "\(addition) \($0)." } ?? "Made by the import.") Delete with 'sufficiency purge FOLDER'.
    \(([Self.own] + own + [list] + files).joined(separator: "\n"))

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
    linesOfMark.map { lines in
      inside(lines.drop { $0 != Self.list }.dropFirst())
    }
  }

  /// Those of them that are where the folder had a file of its own.
  private var inPlaceOfOwn: [String] {
    let lines = linesOfMark ?? []
    return inside(lines.drop { $0 != Self.own }.dropFirst().prefix { $0 != Self.list })
  }

  private var linesOfMark: [String]? {
    let text = try? String(contentsOfFile: "\(path)/\(Self.marker)", encoding: .utf8)
    return text?.split(separator: "\n").map(String.init)
  }

  private func inside(_ files: some Sequence<String>) -> [String] {
    files.filter { file in
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

  private func isKept(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/\(Self.replaced)/\(file)")
  }

  /// True where an import's file takes, or has taken, the place of one of the folder's own.
  private func isInPlaceOfOwn(_ file: String) -> Bool {
    ownFiles.contains(file)
      ? inPlaceOfOwn.contains(file) || isKept(file)
      : FileManager.default.fileExists(atPath: "\(path)/\(file)")
  }

  /// Takes an import's file away; a file of the folder's own comes back to its place in the same step, and stays when this is done twice.
  ///
  /// - Returns: true where there was one to take away.
  @discardableResult
  private func takeAway(_ file: String) throws -> Bool {
    let (place, kept) = ("\(path)/\(file)", "\(path)/\(Self.replaced)/\(file)")
    if isKept(file) {
      guard rename(kept, place) == 0 else { throw Fault(path: file, number: errno) }
      // Where both are names of one file, nothing was renamed.
      unlink(kept)
      return true
    }
    guard !inPlaceOfOwn.contains(file) else { return false }
    guard unlink(place) != 0 else { return true }
    guard errno == ENOENT else { throw Fault(path: file, number: errno) }
    return false
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
      // While anything is left, so is the mark.
      let names = try manager.contentsOfDirectory(atPath: path).filter { $0 != Self.marker }
      for name in names + [Self.marker] { try manager.removeItem(atPath: "\(path)/\(name)") }
      try manager.removeItem(atPath: path)
      return count
    }
    // The list is the last import's, and the store of runs is not: a new import must not delete what was signed.
    // The mark goes last: while there is something to purge, a purge is not refused.
    let files = listed + RunStore.files
    for folder in Set([path] + files.map { "\(path)/\($0)".folderAbove }) {
      OutputFolder.sweep(folder)
    }
    let count = try files.count { try takeAway($0) }
    for folder in ["transitions", "replaced/evidence", "replaced", ""] {
      rmdir("\(path)/person_level/\(folder)")
    }
    if let mode = modeOfPurged { chmod(path, mode) }
    try takeAway(Self.marker)
    return count + 1
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
