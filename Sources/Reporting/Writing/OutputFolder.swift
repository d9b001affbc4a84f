import Foundation

/// A folder of results that is replaced as a whole.
public struct OutputFolder {
  let path: String

  /// The folder at a path, which need not exist.
  public init(path: String) {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
    self.path = String(trimmed)
  }

  /// Puts a folder that holds nothing but some files where the older one was.
  ///
  /// The files are written into a hidden folder beside it and flushed to disk; then the older folder is moved aside, the
  /// new one takes its name, and the older one is deleted. So a reader sees the older results or the new ones. A
  /// folder that is neither empty nor an earlier output (it has no `datapackage.json`) is refused.
  ///
  /// - Throws: `OutputError`. The older folder is as it was and nothing of the new one is left.
  public func replace(with files: [OutputFile]) throws {
    try refuseWhatIsNotOurs()
    let fresh = sibling("writing")
    let older = sibling("older")
    removeLeftovers()
    do {
      try remove(fresh)
      // Where there is a folder of that name, one moved aside before is no longer needed.
      if FileManager.default.fileExists(atPath: path) { try remove(older) }
      try makeFolder(fresh)
      for file in files { try write(file, in: fresh) }
      try flushFolders(of: files, in: fresh)
    } catch {
      try? remove(fresh)
      throw error
    }
    try exchange(fresh, older: older)
    try? remove(older)
    try? flush(parent)
  }

  /// Puts files into the folder beside what it holds; those of the same names are replaced, each at once.
  ///
  /// - Throws: `OutputError`. A file is the older one or the new one, never part of one.
  public func put(_ files: [OutputFile]) throws {
    try makeFolder(path)
    for file in files {
      let hidden = OutputFile(path: ".\(file.path).writing-\(getpid())", text: file.text)
      do {
        try write(hidden, in: path)
      } catch {
        try? remove("\(path)/\(hidden.path)")
        throw error
      }
      guard rename("\(path)/\(hidden.path)", "\(path)/\(file.path)") == 0 else {
        let number = errno
        try? remove("\(path)/\(hidden.path)")
        throw fault("\(path)/\(file.path)", number)
      }
    }
    try flush(path)
  }

  private var parent: String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  func sibling(_ word: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return "\(parent)/.\(name).\(word)-\(getpid())"
  }

  /// Deletes what programs that were ended while they wrote have left here; those that still run are left alone.
  private func removeLeftovers() {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: parent)) ?? []
    for left in names where left.hasPrefix(".\(name).writing-") {
      guard let process = Int32(left.split(separator: "-").last ?? ""), process != getpid(),
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      try? remove("\(parent)/\(left)")
    }
  }

  private func refuseWhatIsNotOurs() throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else {
      throw OutputError(
        path: path, seen: "a file has the name of the output folder",
        remedy: "Rename or remove the file, or choose another output folder.")
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    // Returns may have been written before the first run; they go with the older results.
    guard names == ["returns"] || names.isEmpty || names.contains("datapackage.json") else {
      throw OutputError(
        path: path, seen: "the folder holds files that are not an earlier output",
        remedy: "Choose another output folder, or empty this one.")
    }
  }

  private func write(_ file: OutputFile, in folder: String) throws {
    let target = "\(folder)/\(file.path)"
    if !file.folder.isEmpty { try makeFolder("\(folder)/\(file.folder)") }
    let descriptor = open(target, O_WRONLY | O_CREAT | O_EXCL, 0o644)
    guard descriptor >= 0 else { throw fault("\(path)/\(file.path)", errno) }
    var text = file.text
    let failure = text.withUTF8 { Self.write($0, to: descriptor) }
    let closing = close(descriptor) == 0 ? nil : errno
    if let number = failure ?? closing { throw fault("\(path)/\(file.path)", number) }
  }

  /// Writes and flushes bytes; the number of the error if one happens.
  private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32) -> Int32? {
    var rest = UnsafeRawBufferPointer(bytes)
    while !rest.isEmpty {
      let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
    return fsync(descriptor) == 0 ? nil : errno
  }

  private func flushFolders(of files: [OutputFile], in folder: String) throws {
    for name in Set(files.map(\.folder)).sorted() { try flush("\(folder)/\(name)") }
  }

  private func flush(_ folder: String) throws {
    let descriptor = open(folder, O_RDONLY)
    guard descriptor >= 0 else { throw fault(folder, errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw fault(folder, errno) }
  }

  private func exchange(_ fresh: String, older: String) throws {
    let hadOlder = rename(path, older) == 0
    let aside = errno
    guard hadOlder || aside == ENOENT else {
      try? remove(fresh)
      throw fault(path, aside)
    }
    guard rename(fresh, path) == 0 else {
      let number = errno
      if hadOlder { _ = rename(older, path) }
      try? remove(fresh)
      throw fault(path, number)
    }
  }
}
