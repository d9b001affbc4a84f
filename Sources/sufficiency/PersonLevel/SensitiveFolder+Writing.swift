import DataImport
import Foundation
import Reporting
import ResultsStore

/// How counts come into a sensitive folder, and how they go.
extension SensitiveFolder {
  private static let replaced = "person_level/replaced"

  /// Writes the files and the mark, with no leave for anybody else.
  ///
  /// All of them are written under hidden names first; where that fails, the folder is as it was. Then they get their names, the mark before the
  /// others: a purge finds whatever has its name. A folder of nothing else has its mark before anything, so that whatever ends this can be done
  /// again or purged. Files of the folder's own have a second name before anything takes their place.
  func write(_ files: [(path: String, text: String)]) throws {
    let wasThere = isScenarioFolder && !isMarked
    let isNew = !isScenarioFolder && !isMarked
    let names = files.map(\.path).sorted()
    let mark = SensitiveMark(
      files: names, inPlaceOfOwn: names.filter(isInPlaceOfOwn),
      modeBefore: isMarked ? self.mark?.modeBefore : wasThere ? Self.mode(path) : nil)
    let all = [(path: Self.marker, text: mark.text)] + files
    let gate = WritingGate.shared
    let folders = (["."] + names.map { ($0 as NSString).deletingLastPathComponent })
      .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      .map { $0 == "." || $0.isEmpty ? path : "\(path)/\($0)" }
    let new = folders.filter { !FileManager.default.fileExists(atPath: $0) }
    let passing = new + (isNew ? ["\(path)/\(Self.marker)"] : [])
    defer { for hidden in passing + all.map({ self.hidden($0.path) }) { gate.show(hidden) } }
    for hidden in passing { gate.hide(hidden) }
    do {
      if new.contains(path) { try gate.step { try makeFolder(path) } }
      if isNew {
        try gate.step {
          try prepare(mark.text, for: Self.marker); try name(Self.marker)
        }
      }
      for folder in new where folder != path { try gate.step { try makeFolder(folder) } }
      for folder in folders { OutputFolder.sweep(folder) }
      for file in all { try gate.step { try prepare(file.text, for: file.path) } }
      try gate.step(done: given) {
        // From here on the folders hold what is not to be deleted by a signal that comes while this takes long.
        for hidden in passing { gate.show(hidden) }
        try takeOver(names)
      }
    } catch {
      for file in all { unlink(hidden(file.path)) }
      if isNew { unlink("\(path)/\(Self.marker)") }
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
    let isBack = { file in isListedAsOwn(file) && !isKept(file) }
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

  func makeFolder(_ folder: String) throws {
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

  private static func mode(_ path: String) -> String? {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.posixPermissions] as? NSNumber).map { String($0.intValue, radix: 8) }
  }
}

/// Files of the folder's own that an import's take the place of.
extension SensitiveFolder {
  /// Keeps a file of the folder's own that an import takes the place of: it has both names until then.
  private func keep(_ file: String) throws {
    let own = "\(path)/\(file)"
    guard Self.isThere(own) else { return }
    let kept = "\(path)/\(Self.replaced)/\(file)"
    try makeFolder("\(path)/\(Self.replaced)")
    try makeFolder(kept.folderAbove)
    // From an import that was ended before it had put its mark.
    unlink(kept)
    guard link(own, kept) != 0 else { return }
    // File systems without links.
    let copy = hidden("\(Self.replaced)/\(file)")
    unlink(copy)
    try FileManager.default.copyItem(atPath: own, toPath: copy)
    guard OutputFolder.flushes(copy), rename(copy, kept) == 0 else {
      throw Fault(path: "\(given)/\(file)", number: errno)
    }
  }

  private func isKept(_ file: String) -> Bool {
    Self.isThere("\(path)/\(Self.replaced)/\(file)")
  }

  /// True for a link too, wherever it leads: it is what the folder has of that name.
  private static func isThere(_ path: String) -> Bool {
    (try? FileManager.default.attributesOfItem(atPath: path)) != nil
  }

  /// True where an import's file takes, or has taken, the place of one of the folder's own.
  private func isInPlaceOfOwn(_ file: String) -> Bool {
    ownFiles.contains(file)
      ? isListedAsOwn(file) || isKept(file) : Self.isThere("\(path)/\(file)")
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
    guard !isListedAsOwn(file) else { return false }
    guard unlink(place) != 0 else { return true }
    guard errno == ENOENT else { throw Fault(path: file, number: errno) }
    return false
  }

  private func isListedAsOwn(_ file: String) -> Bool {
    mark?.inPlaceOfOwn.contains(file) ?? false
  }
}

extension SensitiveFolder {
  /// Deletes the folder; of one that was there before only what was added, unless everything is to go.
  ///
  /// - Parameter record: keeps that so many files were deleted; the mark goes after that, so that a purge whose record fails can be done again.
  /// - Returns: how many files were deleted; nil where the folder is not marked.
  func purge(everything: Bool, recording record: (Int) throws -> Void) throws -> Int? {
    guard let mark else { return nil }
    let modeOfPurged = mark.modeBefore.flatMap { mode_t($0, radix: 8) }
    let manager = FileManager.default
    if everything || mark.modeBefore == nil {
      let count = try manager.subpathsOfDirectory(atPath: path).count {
        var isFolder: ObjCBool = false
        return manager.fileExists(atPath: "\(path)/\($0)", isDirectory: &isFolder)
          && !isFolder.boolValue
      }
      // While anything is left, so is the mark.
      let names = try manager.contentsOfDirectory(atPath: path).filter { $0 != Self.marker }
      for name in names { try manager.removeItem(atPath: "\(path)/\(name)") }
      try record(count)
      try manager.removeItem(atPath: path)
      return count
    }
    // The list is the last import's, and the store of runs is not: a new import must not delete what was signed.
    // The mark goes last: while there is something to purge, a purge is not refused.
    let files = inside(mark.files) + RunStore.files
    for folder in Set([path] + files.map { "\(path)/\($0)".folderAbove }) {
      OutputFolder.sweep(folder)
    }
    let count = try files.count { try takeAway($0) }
    for folder in ["transitions", "replaced/evidence", "replaced", ""] {
      rmdir("\(path)/person_level/\(folder)")
    }
    if let mode = modeOfPurged, chmod(path, mode) != 0 { throw Fault(path: given, number: errno) }
    try record(count + 1)
    try takeAway(Self.marker)
    return count + 1
  }

  /// Deletes what an import that was ended has left before there was a mark.
  ///
  /// - Returns: how many files that were.
  func sweepLeftovers() -> Int {
    let folders = Set(["x"] + PersonLevelFolder.possibleFiles).map { "\(path)/\($0)".folderAbove }
    return Set(folders).reduce(0) { $0 + OutputFolder.sweep($1).count }
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
