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
    let held = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    guard held.isEmpty || isWhole else {
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

  private func put(_ bytes: UnsafeBufferPointer<UInt8>, at file: String) throws {
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
        guard rename("\(folder)/\(hidden)", target) == 0 else { throw OutputError(target, errno) }
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
    for hidden in [fresh, older] { gate.hide(hidden) }
    defer { for hidden in [fresh, older] { gate.show(hidden) } }
    do {
      try remove(fresh)
      try makeFolder(parent)
      for folder in [fresh] + folders.sorted().filter({ !$0.isEmpty }).map({ "\(fresh)/\($0)" }) {
        try gate.step { try makeFolder(folder) }
      }
      try fill(fresh)
      for folder in folders.union([""]).sorted() { try flush("\(fresh)/\(folder)") }
      try exchange(fresh, older)
    } catch {
      try? remove(fresh)
      throw error
    }
    for older in [fresh, older] { try? remove(older) }
    try? flush(parent)
  }

  private func exchange(_ fresh: String, _ older: String) throws {
    try gate.step(done: path) {
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
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OutputError(place(of: folder), errno) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw OutputError(place(of: folder), errno) }
  }
}
