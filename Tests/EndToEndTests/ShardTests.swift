import Foundation
import TestSupport
import Testing

/// A run that is cut into shards and merged.
@Suite(.serialized)
struct ShardTests {
  private static func sufficiency(
    _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:]
  ) throws -> Command.Outcome {
    try Command.run(
      Command.sufficiency, arguments, in: folder.path, environment: environment)
  }

  private static func made(_ names: [String] = ["small"]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in names {
      for (path, text) in SmallAuthority.files() { try folder.write(text, to: "\(name)/\(path)") }
    }
    return folder
  }

  private static let question = ["--draws", "20", "--years", "2", "--quiet"]

  private static func work(
    _ shard: String, in folder: TemporaryFolder, of name: String = "small", to out: String,
    _ options: [String] = [], environment: [String: String] = [:]
  ) throws {
    let outcome = try sufficiency(
      ["run", name, "--shard", shard, "--out", out] + question + options, in: folder,
      environment: environment)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
  }

  private static func merge(
    _ shards: String, in folder: TemporaryFolder, of name: String = "small", to out: String
  ) throws -> Command.Outcome {
    try sufficiency(
      ["merge", shards, "--folder", name, "--out", out, "--no-record", "--quiet"], in: folder)
  }

  /// Every file of a run of the small authority in one piece.
  private static let whole = Result {
    let folder = try made()
    let outcome = try sufficiency(
      ["run", "small", "--out", "out", "--no-record"] + question, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try folder.files(below: "out")
  }

  /// Two shards of a folder, for what goes wrong with them.
  private static let pair = Result {
    let folder = try made()
    try work("1/2", in: folder, to: "shards")
    try work("2/2", in: folder, to: "shards")
    return folder
  }

  private static let (first, second) = (
    "small.shard-0001-of-0002.sufficiency", "small.shard-0002-of-0002.sufficiency"
  )

  private func same(_ merged: [String: Data], as whole: [String: Data], below: String = "") {
    #expect(whole.count > 20 && whole.keys.map { below + $0 }.sorted() == merged.keys.sorted())
    for (name, bytes) in whole where !name.hasSuffix("run.json") {
      #expect(merged[below + name] == bytes, "\(name)")
    }
  }

  @Test(arguments: [1, 2, 3, 7])
  func `any number of shards merges to the bytes of one run`(count: Int) throws {
    let folder = try Self.made()
    for number in (1...count).reversed() {
      let more = number == 1 ? ["--threads", "2", "--memory", "1MB"] : ["--threads", "1"]
      try Self.work("\(number)/\(count)", in: folder, to: "shards", more)
    }
    #expect(try folder.files(below: "shards").count == count, "one file a shard, and nothing else")
    let outcome = try Self.merge("shards", in: folder, to: "out")
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    same(try folder.files(below: "out"), as: try Self.whole.get())
    #expect(try folder.read("out/small/baseline/run.json").contains("\"shards\": \(count)"))
  }

  @Test func `a shard worked out again has the same bytes, as a scheduler says too`() throws {
    let folder = try Self.pair.get()
    let before = try folder.files(below: "shards")
    try folder.write("of one that was killed", to: "again/.\(Self.second).writing-1")
    try Self.work("2/2", in: folder, to: "again", ["--threads", "2"])
    try Self.work(
      "auto", in: folder, to: "again",
      environment: ["OMPI_COMM_WORLD_RANK": "0", "OMPI_COMM_WORLD_SIZE": "2"])
    #expect(try folder.files(below: "again") == before)
  }

  @Test func `wrong usage exits with 2 and writes nothing`() throws {
    let folder = try Self.made()
    for shard in ["0/2", "3/2", "1", "1/2/3", "a/b", "", "auto", "1/21"] {
      let outcome = try Self.sufficiency(
        ["run", "small", "--shard", shard, "--out", "out"] + Self.question, in: folder)
      #expect(outcome.status == 2, "\(shard): \(outcome.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out"))
  }

  /// What merging says of shards that are spoilt in some way.
  private func refusal(
    _ spoil: (_ folder: TemporaryFolder, _ shards: [String: Data]) throws -> Void
  ) throws -> String {
    let folder = try Self.made()
    let shards = try Self.pair.get().files(below: "shards")
    for (name, bytes) in shards { try folder.write([UInt8](bytes), to: "shards/\(name)") }
    try spoil(folder, shards)
    let outcome = try Self.merge("shards", in: folder, to: "out")
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out"), "nothing is written")
    #expect(outcome.errors.contains("Nothing was written"))
    return outcome.errors
  }

  @Test func `missing shards are named, and so is a folder without any`() throws {
    let one = try refusal { folder, _ in try folder.delete("shards/\(Self.second)") }
    #expect(one.contains("missing: shard 2 of 2") && one.contains("--shard 2/2"), "\(one)")
    let none = try refusal { folder, _ in try folder.delete("shards") }
    #expect(none.contains("there is no folder of that name"), "\(none)")
    let empty = try refusal { folder, _ in
      try folder.delete("shards")
      try folder.write("", to: "shards/notes.txt")
    }
    #expect(empty.contains("no shard files here"), "\(empty)")
  }

  @Test(arguments: ["4/3", "0/3", "1/0", "3", "a/b", "AUTO", "1/9999999"])
  func `a shard that is none is refused with what would be read`(_ word: String) throws {
    let outcome = try Command.run(
      Command.sufficiency, ["run", "scenarios/leicester", "--shard", word])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("'\(word)' is no shard. Write K/N"), "\(outcome.errors)")
  }

  @Test(arguments: ["--owner=A", "--purpose=B", "--fail-on=note"])
  func `what is for the whole run is refused beside a shard`(_ option: String) throws {
    let outcome = try Command.run(
      Command.sufficiency, ["run", "scenarios/leicester", "--shard", "1/2", option])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("sufficiency merge"), "\(outcome.errors)")
  }

  @Test func `two tasks that work the same shard out leave one another alone`() throws {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "a/\(path)") }
    let question = ["run", "a", "--draws", "6", "--years", "2", "--shard", "1/2", "--quiet"]
    func run(_ out: String) throws -> [String: Data] {
      let outcome = try Command.run(
        Command.sufficiency, question + ["--out", out], in: folder.path)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return try folder.files(below: out)
    }
    let first = try run("shards")
    let name = try #require(first.keys.first)
    // Another task, of a container whose processes have the same numbers, is in the middle of the same shard.
    let hidden = "\(folder.path)/shards/.\(name).0A1B2C3D.writing-1"
    let other = open(hidden, O_CREAT | O_WRONLY | O_CLOEXEC, 0o644)
    #expect(other >= 0 && flock(other, LOCK_EX | LOCK_NB) == 0)
    #expect(try run("shards")[name] == first[name])
    #expect(FileManager.default.fileExists(atPath: hidden), "what somebody writes is left alone")
    close(other)
    #expect(try run("shards")[name] == first[name])
    #expect(!FileManager.default.fileExists(atPath: hidden), "what nobody writes is cleaned")
  }

  @Test func `a shard that is there twice is named`() throws {
    let said = try refusal { folder, shards in
      try folder.write([UInt8](try #require(shards[Self.first])), to: "shards/copy.sufficiency")
    }
    #expect(said.contains("shard 1 of 2 a second time") && said.contains(Self.first), "\(said)")
    #expect(said.contains("copy.sufficiency"), "\(said)")
  }

  @Test func `a shard of another run is named, and what differs`() throws {
    let other = try Self.made()
    for (options, words) in [
      (["--seed", "7"], "seed 7, not 2025"), (["--draws", "22"], "simulations 22, not 20"),
      (["--years", "1"], "years 1, not 2"), (["--allocation", "lowest-cost"], "allocation"),
    ] {
      try Self.work("3/3", in: other, to: "odd", options)
      let bytes = try #require(other.files(below: "odd").first?.value)
      let said = try refusal { folder, _ in
        try folder.write([UInt8](bytes), to: "shards/odd.sufficiency")
      }
      #expect(said.contains("odd.sufficiency: a shard of another run"), "\(said)")
      #expect(said.contains(words) && said.contains("shards 3, not 2"), "\(said)")
      try other.delete("odd")
    }
    try Self.work("2/2", in: other, to: "odd", ["--scenario", "baseline"])
    let bytes = try #require(other.files(below: "odd")[Self.second])
    let said = try refusal { folder, _ in
      try folder.write([UInt8](bytes), to: "shards/\(Self.second)")
    }
    #expect(
      said.contains("holds 2 years of baseline, and the first shard 2 of baseline, "), "\(said)")
  }

  @Test func `a file that has changed since is named`() throws {
    let said = try refusal { folder, _ in
      let plans = try folder.read("small/earlier-support.yaml")
      try folder.write(plans + "# later\n", to: "small/earlier-support.yaml")
    }
    #expect(said.contains("\(Self.first): made from other files"), "\(said)")
    #expect(said.contains("earlier-support.yaml has changed"), "\(said)")
  }

  @Test func `a damaged or shortened file is named, wherever the damage is`() throws {
    let size = try #require(Self.pair.get().files(below: "shards")[Self.first]).count
    for place in [0, 9, 12, size / 3, size / 2, size - 400, size - 20, size - 1] {
      let said = try refusal { folder, shards in
        var bytes = [UInt8](try #require(shards[Self.first]))
        bytes[place] ^= 16
        try folder.write(bytes, to: "shards/\(Self.first)")
      }
      #expect(said.contains("shards/\(Self.first): "), "byte \(place): \(said)")
      let words = place == 0 ? "not a shard file" : place == 9 ? "layout" : "damaged"
      #expect(said.contains(words), "byte \(place): \(said)")
    }
    for length in [0, 7, 20, 36, size / 2, size - 1] {
      let said = try refusal { folder, shards in
        let bytes = [UInt8](try #require(shards[Self.first]).prefix(length))
        try folder.write(bytes, to: "shards/\(Self.first)")
      }
      #expect(said.contains("shards/\(Self.first): "), "\(length) bytes: \(said)")
    }
  }
}
