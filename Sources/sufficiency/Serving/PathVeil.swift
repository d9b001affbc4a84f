import Foundation

/// Takes the ways to folders of this machine out of what pages say: a page names files as they stand in the scenario folder.
struct PathVeil {
  private let known: [(path: String, shown: String)]

  /// - Parameter paths: folders and files, as the command was given them; what is left of each is its last name.
  init(_ paths: [String]) {
    let all = paths.map(Self.withoutEnd).flatMap { path -> [String] in
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
    let bare = known.reduce(text) { Self.replacing($1.path, in: $0, with: $1.shown) }
    return bare.replacing(/(^|[^\w.~-])\/(?:[^\/\s'"“”()<>,;:]+\/)+/) { String($0.output.1) }
  }

  private static func withoutEnd(_ path: String) -> String {
    var path = path[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    return String(path)
  }

  /// Replaces a path where it begins; a relative one that stands within a longer word is none.
  private static func replacing(_ path: String, in text: String, with shown: String) -> String {
    var (replaced, rest) = ("", text[...])
    while let found = rest.range(of: path) {
      let before = rest[..<found.lowerBound].last ?? replaced.last
      let isWithin = before.map { $0.isLetter || $0.isNumber || "._-/".contains($0) } ?? false
      replaced += rest[..<found.lowerBound]
      replaced += isWithin && !path.hasPrefix("/") ? path : shown
      rest = rest[found.upperBound...]
    }
    return replaced + rest
  }
}
