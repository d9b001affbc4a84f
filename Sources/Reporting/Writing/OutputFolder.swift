import Foundation

/// A folder of results that is replaced as a whole.
public struct OutputFolder {
  let path: String
  private let gate = WritingGate.shared

  /// The folder at a path, which need not exist.
  public init(path: String) {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
    self.path = String(trimmed)
  }

  /// Puts a folder that holds nothing but some files where the older one was.
  ///
  /// The files are written into a hidden folder beside it and flushed to disk; then the two exchange their names, and the older one is
  /// deleted. So a reader sees the older results or the new ones, at every moment. (Where the file system cannot exchange, the older
  /// folder is moved aside first: for an instant there is none, and `restore` puts it back where the program is killed then.) A
  /// folder that is neither empty nor an earlier output (it has no `datapackage.json`) is refused.
  ///
  /// - Throws: `OutputError`. The older folder is as it was and nothing of the new one is left.
  public func replace(with files: [OutputFile]) throws {
    try refuseWhatIsNotOurs()
    restore()
    try make(sibling("writing"), holding: Set(files.map(\.folder))) { fresh in
      for file in files {
        var text = file.text
        try text.withUTF8 { try write($0, to: file.path, in: fresh) }
      }
    }
  }

  /// Makes a folder of some files at once where there is none, or an empty one; where it holds something each is put there by itself,
  /// at once.
  ///
  /// - Parameter isWhole: true where the files are all that the folder is to hold, whatever it holds now.
  /// - Throws: `OutputError`. A folder is there with all its files or not at all, a file whole or not at all.
  public func fill(
    with files: [(path: String, bytes: [UInt8])], isWhole: Bool = false
  ) throws {
    restore()
    guard try held()?.isEmpty ?? true || isWhole else {
      for file in files { try file.bytes.withUnsafeBufferPointer { try put($0, at: file.path) } }
      return
    }
    let folders = Set(files.map { OutputFile(path: $0.path, text: "").folder })
    try make(sibling("writing"), holding: folders) { fresh in
      for file in files {
        try file.bytes.withUnsafeBufferPointer { try write($0, to: file.path, in: fresh) }
      }
    }
  }

  /// Puts files into the folder beside what it holds; those of the same names are replaced, each at once.
  ///
  /// - Throws: `OutputError`. A file is the older one or the new one, never part of one.
  public func put(_ files: [OutputFile]) throws {
    Self.sweep(path)
    for file in files {
      var text = file.text
      try text.withUTF8 { try put($0, at: file.path) }
    }
    try flush(path)
  }

  /// Puts a file into the folder where nothing has its name, also while other programs do.
  ///
  /// - Returns: false where something has it; that stays as it is.
  /// - Throws: `OutputError`. Then there is no such file.
  public func add(_ file: OutputFile) throws -> Bool {
    Self.sweep(path)
    var text = file.text
    do {
      try text.withUTF8 { try put($0, at: file.path, by: AtomicRename.name) }
    } catch let error as OutputError where error.number == EEXIST {
      return false
    }
    do { try flush(path) } catch {
      unlink("\(path)/\(file.path)")
      throw error
    }
    return true
  }

  /// - Parameter naming: gives the hidden file its name; the number of the error if one happens.
  private func put(
    _ bytes: UnsafeBufferPointer<UInt8>, at file: String,
    by naming: (String, String) -> Int32? = { rename($0, $1) == 0 ? nil : errno }
  ) throws {
    let target = "\(path)/\(file)"
    let (folder, name) = Self.parts(of: target)
    let hidden = ".\(name).writing-\(getpid())"
    try makeFolder(folder)
    gate.hide("\(folder)/\(hidden)")
    defer { gate.show("\(folder)/\(hidden)") }
    do {
      unlink("\(folder)/\(hidden)")
      try write(bytes, to: hidden, in: folder, named: target)
      try gate.step(done: target) {
        if let number = naming("\(folder)/\(hidden)", target) { throw OutputError(target, number) }
      }
    } catch {
      unlink("\(folder)/\(hidden)")
      throw error
    }
  }

  /// Fills a hidden folder and gives it its name; nothing of it is left where that fails.
  private func make(
    _ fresh: String, holding folders: Set<String>, _ fill: (String) throws -> Void
  ) throws {
    let older = sibling("older")
    gate.hide(fresh)
    defer { for hidden in [fresh, older] { gate.show(hidden) } }
    do {
      try remove(fresh)
      try makeFolder(parent)
      for folder in Self.all(folders) { try gate.step { try makeFolder("\(fresh)/\(folder)") } }
      try fill(fresh)
      for folder in Self.all(folders) { try flush("\(fresh)/\(folder)") }
      try exchange(fresh, older)
    } catch {
      try? remove(fresh)
      throw error
    }
    // What cannot be deleted is hidden, and the next who writes tries again.
    for older in [fresh, older] { try? remove(older) }
  }

  /// Folders with those above them, these first; the folder itself is empty text.
  private static func all(_ folders: Set<String>) -> [String] {
    let above = folders.flatMap { folder in
      let parts = folder.split(separator: "/")
      return (0...parts.count).map { parts.prefix($0).joined(separator: "/") }
    }
    return Set(above).union([""]).sorted()
  }

  private func exchange(_ fresh: String, _ older: String) throws {
    try gate.step(done: path) {
      try swap(fresh, older)
      try settle(fresh, older)
    }
  }

  private func swap(_ fresh: String, _ older: String) throws {
    let failure = AtomicRename.exchange(fresh, path)
    guard let failure else { return }
    let hadOlder = failure != ENOENT && rename(path, older) == 0
    guard hadOlder || failure == ENOENT || errno == ENOENT else {
      throw OutputError(path, errno)
    }
    guard rename(fresh, path) == 0 else {
      let number = errno
      if hadOlder { _ = rename(older, path) }
      throw OutputError(path, number)
    }
    // Not before: until the new one is there, a signal must not take the only results away.
    if hadOlder { gate.hide(older) }
  }

  /// Has the exchanged names on the disk before the only other copy goes; where that fails, the names are as they were.
  private func settle(_ fresh: String, _ older: String) throws {
    do { try flush(parent) } catch {
      let aside = [older, fresh].first { FileManager.default.fileExists(atPath: $0) }
      if let aside, AtomicRename.exchange(aside, path) == nil {
        _ = rename(aside, fresh)
      } else {
        _ = rename(path, fresh)
        if let aside { _ = rename(aside, path) }
      }
      throw error
    }
  }
}

extension OutputFolder {
  var parent: String { Self.parts(of: path).folder }
  var name: String { Self.parts(of: path).name }

  private static func parts(of path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let name = String(path[path.index(after: slash)...])
    return (slash == path.startIndex ? "/" : String(path[..<slash]), name)
  }

  func sibling(_ word: String) -> String { "\(parent)/.\(name).\(word)-\(getpid())" }

  /// Makes a folder and those above it.
  private func makeFolder(_ folder: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw OutputError(place(of: folder), error)
    }
  }

  /// Deletes a folder with all it holds, if there is one.
  func remove(_ folder: String) throws {
    guard (try? FileManager.default.attributesOfItem(atPath: folder)) != nil else { return }
    do {
      try WritingGate.shared.step { try FileManager.default.removeItem(atPath: folder) }
    } catch {
      throw OutputError(place(of: folder), error)
    }
  }

  /// What a hidden path will be called.
  private func place(of hidden: String) -> String {
    let fresh = sibling("writing")
    return hidden.hasPrefix(fresh) ? path + hidden.dropFirst(fresh.count) : hidden
  }

  /// The names of what the folder holds; nil where there is no folder.
  ///
  /// - Throws: where they cannot be read: a folder that nobody can look into is not an empty one.
  private func held() throws -> [String]? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do { return try FileManager.default.contentsOfDirectory(atPath: path) } catch {
      throw OutputError(path, error)
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
    let names = try held() ?? []
    // Returns may have been written before the first run; they go with the older results.
    // An edition describes itself too, and is nothing that a run replaces.
    let isRun = names.contains("datapackage.json") && !names.contains("hashes.csv")
    guard names == ["returns"] || names.isEmpty || isRun else {
      throw OutputError(
        path: path, seen: "the folder holds files that are not an earlier output",
        remedy: "Choose another output folder, or empty this one.")
    }
  }

  /// Writes a new file in one step and flushes it.
  private func write(
    _ bytes: UnsafeBufferPointer<UInt8>, to file: String, in folder: String, named: String? = nil
  ) throws {
    try WritingGate.shared.step {
      let target = "\(folder)/\(file)"
      let descriptor = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw OutputError(named ?? place(of: target), errno) }
      let failure = Self.write(bytes, to: descriptor)
      let closing = close(descriptor) == 0 ? nil : errno
      if let number = failure ?? closing { throw OutputError(named ?? place(of: target), number) }
    }
  }

  /// Writes and flushes bytes; the number of the error if one happens.
  public static func write(
    _ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32
  ) -> Int32? {
    var rest = UnsafeRawBufferPointer(bytes)
    while !rest.isEmpty {
      let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
    }
    return fsync(descriptor) == 0 ? nil : errno
  }

  private func flush(_ folder: String) throws {
    guard Self.flushes(folder) else { throw OutputError(place(of: folder), errno) }
  }

  /// Has a file or a folder on the disk before anything else is done; false where that fails, which `errno` tells.
  public static func flushes(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    // A folder that may be written to and not looked into cannot be flushed.
    guard descriptor >= 0 else { return errno == EACCES }
    // Some file systems of networks flush no folders; they say so.
    let number = fsync(descriptor) == 0 || errno == EINVAL ? 0 : errno
    close(descriptor)
    errno = number
    return number == 0
  }
}
