/// What a shard file says of itself, after its blocks.
public struct ShardRecord: Sendable, Hashable, Codable {
  /// What a run was asked to do; the same in all its shards.
  public struct Question: Sendable, Hashable, Codable {
    /// The version of the tool.
    public var version: String
    /// `ShardRecord.model`.
    public var model: Int
    /// The number of shards.
    public var shards: Int
    /// The number of draws of a whole run.
    public var draws: Int
    /// The seed.
    public var seed: UInt64
    /// The years asked for; nil for those of each authority.
    public var years: Int?
    /// The allocation asked for; nil for that of each authority.
    public var allocation: String?
    /// The names of the authorities' folders, in order.
    public var authorities: [String]
    /// True for a folder of authority folders.
    public var isNation: Bool

    /// Records what was asked.
    public init(
      version: String, shards: Int, options: RunOptions, authorities: [String], isNation: Bool
    ) {
      self.version = version
      model = ShardRecord.model
      self.shards = shards
      draws = options.draws
      seed = options.seed
      self.authorities = authorities
      self.isNation = isNation
    }
  }

  /// An input file.
  public struct Input: Sendable, Hashable, Codable {
    /// The path below the folder.
    public var path: String
    /// The hash of its bytes.
    public var hash: String

    /// Records a file.
    public init(path: String, hash: String) {
      self.path = path
      self.hash = hash
    }
  }

  /// Some draws of an authority.
  public struct Unit: Sendable, Hashable, Codable {
    /// The name of its folder.
    public var authority: String
    /// The years asked for.
    public var years: Int
    /// The files they were made from.
    public var inputs: [Input]
    /// The first draw.
    public var first: Int
    /// The draw after the last.
    public var end: Int
    var groups: [Group]

    /// The draws, by number.
    public var drawn: Range<Int> { first..<max(first, end) }
    /// The ids of the scenarios, group by group.
    public var scenarios: [[String]] { groups.map(\.scenarios) }
  }

  /// Scenarios that have the same children.
  struct Group: Sendable, Hashable, Codable {
    var scenarios: [String]
    var heads: Columns
    /// By scenario.
    var money: [Columns]
    var places: Columns
    /// Sums over the draws: one block with one column.
    var placeSums: Block
    var planYears: Block
  }

  /// The packed draws of a store.
  struct Columns: Sendable, Hashable, Codable {
    var columns: Int
    var blocks: [Block]
  }

  /// Where a block is.
  struct Block: Sendable, Hashable, Codable {
    var at: Int
    var size: Int
    var draws: Int
  }

  /// To be raised when draws of the same seed and evidence come out otherwise than before.
  public static let model = 1

  /// What was asked.
  public var question: Question
  /// Which shard, from 1.
  public var number: Int
  /// What it holds.
  public var units: [Unit]
}

extension ShardRecord.Question {
  /// In what another question differs, in words; nil where it does not.
  func difference(from other: Self) -> String? {
    func words<Value: Equatable>(_ name: String, _ own: Value, _ meant: Value) -> String? {
      own == meant ? nil : "\(name) \(own), not \(meant)"
    }
    let found = [
      words("version", version, other.version), words("model", model, other.model),
      words("shards", shards, other.shards), words("simulations", draws, other.draws),
      words("seed", seed, other.seed),
      words(
        "years", years.map(String.init) ?? "by authority",
        other.years.map(String.init) ?? "by authority"),
      words("allocation", allocation ?? "by authority", other.allocation ?? "by authority"),
      words(
        "authorities", authorities.joined(separator: " "), other.authorities.joined(separator: " ")),
      words("a folder of authorities:", isNation, other.isNation),
    ].compactMap { $0 }
    return found.isEmpty ? nil : found.joined(separator: ", ")
  }
}
