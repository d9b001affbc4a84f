import Foundation

/// Takes the ways to folders of this machine out of what pages say: a page names files as they stand in the scenario folder.
struct PathVeil {
  private let known: [(path: String, shown: String)]

  /// - Parameter paths: folders and files, as the command was given them; what is left of each is its last name.
  init(_ paths: [String]) {
    let all = paths.flatMap { path -> [String] in
      let url = URL(fileURLWithPath: path)
      return [path, url.path, url.standardizedFileURL.path, url.resolvingSymlinksInPath().path]
    }
    // The longest first: a folder of results may lie in the scenario folder.
    known = Set(all).filter { $0.contains("/") && $0.count > 1 }
      .sorted { ($1.count, $0) < ($0.count, $1) }
      .map { ($0, URL(fileURLWithPath: $0).lastPathComponent) }
  }

  /// The text without them, and without any other absolute path.
  func text(_ text: String) -> String {
    let bare = known.reduce(text) { $0.replacing($1.path, with: $1.shown) }
    return bare.replacing(/(^|[^\w.~-])\/(?:[^\/\s'"“”()<>,;:]+\/)+/) { String($0.output.1) }
  }
}
