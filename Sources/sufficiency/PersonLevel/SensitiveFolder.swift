import DataImport
import Foundation
import Reporting

/// A folder for counts made from person-level data: nobody else may read it, and it stays out of version control and of results.
struct SensitiveFolder {
  /// The file that marks such a folder and lists what was put there.
  static let marker = SensitiveMark.file
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
  static func resolved(_ given: String) -> String {
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
        + " tree. Name another folder."
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
    guard held.allSatisfy(OutputFolder.isLeftover) || isMarked || isScenarioFolder else {
      return "\(given) is neither empty nor a scenario folder. Choose another folder."
    }
    if let file = files.first(where: { inside([$0]).isEmpty }) {
      return
        "\(given)/\(file) would be outside the folder: a link leads there. Choose another folder, or put a folder in the link's place."
    }
    return GitWorkTree(above: path).flatMap { tree in
      tree.ignores((files + [Self.marker]).map { "\(path)/\($0)" })
        ? nil
        : "\(given) is in a git work tree (\(tree.root)) that does not ignore it. Choose a folder"
          + " outside, or add it to .gitignore."
    }
  }

  /// The mark of the folder; nil without one.
  var mark: SensitiveMark? { SensitiveMark(of: path) }

  /// The mark of the results of a run of the folder, which are as sensitive; none where nothing is.
  var marksOfResults: [OutputFile] {
    isSensitive ? [OutputFile(path: Self.marker, text: SensitiveMark.ofResults(given))] : []
  }

  /// Files that an import put there.
  var ownFiles: Set<String> { Set(inside(mark?.files ?? [])) }

  /// True for a file whose content is not to leave the folder: what an import put there, or may have put where the mark is lost.
  func withholds(_ file: String) -> Bool {
    isSensitive
      && (ownFiles.contains(file) || PersonLevelFolder.possibleFiles.contains(file)
        || file.hasPrefix("person_level/"))
  }

  /// Of the files that a mark lists those in the folder, whatever links lead there.
  func inside(_ files: some Sequence<String>) -> [String] {
    files.filter { file in
      let folder = ("\(path)/\(file)" as NSString).deletingLastPathComponent
      let real = Self.resolved(folder)
      return !file.split(separator: "/").contains("..")
        && (real == path || real.hasPrefix(path + "/"))
    }
  }
}
