/// A shard that cannot be written, or shards that are not those of one run.
public struct ShardError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file, or the folder of the shards.
  public let path: String
  /// What was found there.
  public let seen: String
  /// How to mend it.
  public let remedy: String

  /// Says what is wrong with a file.
  public init(_ path: String, seen: String, remedy: String) {
    self.path = path
    self.seen = seen
    self.remedy = remedy
  }

  /// One line a person can act on.
  public var description: String { "\(path): \(seen). \(remedy)" }
}
