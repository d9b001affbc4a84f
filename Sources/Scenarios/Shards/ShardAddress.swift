/// Which of how many shards of a run.
public struct ShardAddress: Sendable, Hashable, CustomStringConvertible {
  /// From 1.
  public let number: Int
  /// How many there are.
  public let count: Int

  /// Nil where there is no such shard.
  public init?(_ number: Int, of count: Int) {
    guard (1...Self.most).contains(count), (1...count).contains(number) else { return nil }
    self.number = number
    self.count = count
  }

  /// So many have room in a file's name.
  public static let most = 999_999

  /// "2 of 4".
  public var description: String { "\(number) of \(count)" }

  /// The name of the file: `leicestershire.shard-0002-of-0004.sufficiency`.
  public func file(of folder: String) -> String {
    func digits(_ number: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, 4 - text.count)) + text
    }
    return "\(folder).shard-\(digits(number))-of-\(digits(count)).\(Self.ending)"
  }

  /// What the names of shard files end in.
  static let ending = "sufficiency"
}

/// A scheduler does not tell which shard a task is.
public struct ShardAddressError: Error, Sendable, CustomStringConvertible {
  /// What is missing or contradicts itself, and what to do.
  public let description: String
}

extension ShardAddress {
  /// What a scheduler tells its tasks.
  private struct Scheduler {
    let name: String
    let index: String
    /// The least index: a number, or the variable that has it.
    let first: (name: String?, otherwise: Int)
    /// Variables with the number of tasks; the first that is set counts.
    let counts: [String]
  }

  private static let said = "SUFFICIENCY_SHARDS"

  private static let schedulers = [
    Scheduler(
      name: "Slurm", index: "SLURM_ARRAY_TASK_ID", first: ("SLURM_ARRAY_TASK_MIN", 0),
      counts: ["SLURM_ARRAY_TASK_COUNT"]),
    Scheduler(
      name: "Kubernetes", index: "JOB_COMPLETION_INDEX", first: (nil, 0), counts: [said]),
    Scheduler(
      name: "AWS Batch", index: "AWS_BATCH_JOB_ARRAY_INDEX", first: (nil, 0),
      counts: ["AWS_BATCH_JOB_ARRAY_SIZE", said]),
    Scheduler(
      name: "Open MPI", index: "OMPI_COMM_WORLD_RANK", first: (nil, 0),
      counts: ["OMPI_COMM_WORLD_SIZE"]),
  ]

  /// The shard of a task, from the variables that its scheduler sets.
  ///
  /// - Throws: where there is no scheduler or more than one, no count, two counts, or an index out of range.
  public static func scheduled(
    _ environment: [String: String]
  ) throws(ShardAddressError) -> ShardAddress {
    let found = schedulers.filter { environment[$0.index] != nil }
    guard let scheduler = found.first, found.count == 1 else {
      let seen =
        found.isEmpty
        ? "no scheduler says which task this is (\(schedulers.map(\.index).joined(separator: ", ")))"
        : "two schedulers say which task this is (\(found.map(\.index).joined(separator: ", ")))"
      throw ShardAddressError(description: "\(seen). Name the shard: --shard K/N.")
    }
    let index = try number(scheduler.index, environment)
    let first =
      try scheduler.first.name.map { name throws(ShardAddressError) in
        try number(name, environment)
      } ?? scheduler.first.otherwise
    guard let counted = scheduler.counts.first(where: { environment[$0] != nil }) else {
      throw ShardAddressError(
        description: "\(scheduler.name) says which task this is, but not of how many: set "
          + "\(scheduler.counts.joined(separator: " or ")), or name the shard: --shard K/N.")
    }
    let count = try number(counted, environment)
    try agree(count, counted, environment)
    guard let shard = ShardAddress(index - first + 1, of: count) else {
      throw ShardAddressError(
        description: "\(scheduler.index) is \(index), but \(counted) says that there are \(count) "
          + "tasks, from \(first) on and one apart. Name the shard: --shard K/N.")
    }
    return shard
  }

  /// A task that is run again alone is told that it is the only one.
  private static func agree(
    _ count: Int, _ counted: String, _ environment: [String: String]
  ) throws(ShardAddressError) {
    guard environment[said] != nil, counted != said else { return }
    let meant = try number(said, environment)
    guard meant == count else {
      throw ShardAddressError(
        description:
          "\(said) is \(meant), but \(counted) is \(count). To run one shard again, name "
          + "it: --shard K/\(meant).")
    }
  }

  private static func number(
    _ name: String, _ environment: [String: String]
  ) throws(ShardAddressError) -> Int {
    guard let text = environment[name], !text.isEmpty else {
      throw ShardAddressError(
        description: "\(name) is not set, and should be a whole number from 0 on. "
          + "Name the shard: --shard K/N.")
    }
    guard let number = Int(text), (0...Int(Int32.max)).contains(number) else {
      throw ShardAddressError(
        description: "\(name) is '\(text.prefix(40))', and should be a whole number from 0 on. "
          + "Name the shard: --shard K/N.")
    }
    return number
  }
}
