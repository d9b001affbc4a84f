/// Results that could not be written; the older ones are as they were.
public struct OutputError: Error, Sendable, CustomStringConvertible {
  /// The file or folder.
  public let path: String
  /// What happened there.
  public let seen: String
  /// How to mend it.
  public let remedy: String

  /// One line a person can act on.
  public var description: String {
    "\(path): \(seen). \(remedy) Earlier results are as they were."
  }
}
