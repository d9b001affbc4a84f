import ArgumentParser
import Foundation
import ResultsStore

/// Where the runs of a scenario folder are recorded.
struct StorePlace {
  let path: String
  /// True where nobody but its maker may read it.
  let isPrivate: Bool

  /// Beside the results of all authorities; for a sensitive folder inside it, where nobody else sees it and a purge deletes it.
  init(of folder: String, in out: String) {
    let sensitive = SensitiveFolder(folder)
    isPrivate = sensitive.isSensitive
    path = "\(isPrivate ? sensitive.path : out)/\(RunStore.file)"
  }

  /// Beside a folder of results.
  init(of folder: String, results: String) {
    self.init(of: folder, in: results.folderAbove.orCurrent)
  }

  func open() throws -> RunStore { try RunStore(path: path, isPrivate: isPrivate) }
}

extension String {
  /// The folder that a path is in; empty where the path has one part. Foundation's own ends the program at paths of one character.
  var folderAbove: String {
    var path = self[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The text after a blank; nothing where there is none.
  var afterBlank: String { isEmpty ? "" : " " + self }

  /// The current folder for an empty path.
  var orCurrent: String { isEmpty ? "." : self }
}

extension ParsableCommand {
  /// Where a run is to be recorded; ends where a sensitive folder's store would lie open.
  func storePlace(of folder: String, in out: String) throws -> StorePlace {
    let sensitive = SensitiveFolder(folder)
    if sensitive.isSensitive, let reason = sensitive.refusal(files: RunStore.files) {
      try refuse("\(reason) The run would be recorded there; --no-record runs without.")
    }
    return StorePlace(of: folder, in: out)
  }

  /// Ends with words and the exit code of refused input where a store cannot serve.
  func refusing<Value>(_ body: () throws -> Value) throws -> Value {
    do { return try body() } catch let error as StoreError {
      try refuse(error.description)
    } catch let
      error as RunStore.Refusal
    { try refuse(error.description) }
  }
}
