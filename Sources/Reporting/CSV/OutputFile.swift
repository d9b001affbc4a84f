/// A file of a run, ready to be written.
public struct OutputFile: Sendable, Hashable {
  /// The path below the authority's folder, for example `baseline/plans.csv`.
  public let path: String
  /// The contents: UTF-8, lines ended by LF.
  public let text: String

  /// Names a file and its contents.
  public init(path: String, text: String) {
    self.path = path
    self.text = text
  }

  /// The name without its folders.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The folders above it, joined by `/`; empty for a file of the authority itself.
  var folder: String { path.split(separator: "/").dropLast().joined(separator: "/") }
}
