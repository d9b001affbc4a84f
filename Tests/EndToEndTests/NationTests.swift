import Foundation
import TestSupport
import Testing

/// A folder of authorities' folders.
@Suite struct NationTests {
  private static let names = ["ashire", "bshire", "cshire"]
  private static let question = [
    "--draws", "6", "--years", "2", "--quiet", "--scenario", "baseline",
  ]

  private static func nation() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in names {
      for (path, text) in SmallAuthority.files() {
        try folder.write(text, to: "nation/\(name)/\(path)")
      }
    }
    try folder.write("Notes.\n", to: "nation/README.md")
    return folder
  }

  private static func run(
    _ folder: TemporaryFolder, _ arguments: [String]
  ) throws -> Command.Outcome {
    try Command.run(Command.sufficiency, arguments, in: folder.path)
  }

  private static let whole = Result {
    let folder = try nation()
    let outcome = try run(
      folder, ["run", "nation", "--out", "out", "--no-record"] + question)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    return try folder.files(below: "out")
  }

  private func same(_ one: [String: Data], _ other: [String: Data]) {
    #expect(one.count > 60 && one.keys.sorted() == other.keys.sorted())
    for (name, bytes) in one where !name.hasSuffix("run.json") {
      #expect(other[name] == bytes, "\(name)")
    }
  }

  @Test func `every authority is run as it would be alone`() throws {
    let folder = try Self.nation()
    for name in Self.names {
      let outcome = try Self.run(
        folder, ["run", "nation/\(name)", "--out", "out", "--no-record"] + Self.question)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    same(try Self.whole.get(), try folder.files(below: "out"))
  }

  @Test(arguments: [2, 5])
  func `shards of all authorities merge to the same bytes`(count: Int) throws {
    let folder = try Self.nation()
    for number in 1...count {
      let outcome = try Self.run(
        folder,
        ["run", "nation", "--shard", "\(number)/\(count)", "--out", "shards"] + Self.question)
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    }
    let arguments = ["merge", "shards", "--folder", "nation", "--out", "out", "--quiet"]
    let outcome = try Self.run(folder, arguments + ["--no-record"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    same(try Self.whole.get(), try folder.files(below: "out"))
    // An authority more, or another folder, is not what the shards are of.
    let one = try Self.run(
      folder, ["merge", "shards", "--folder", "nation/ashire", "--out", "one", "--quiet"])
    #expect(one.status == 1 && one.errors.contains("ashire, bshire, cshire"), "\(one.errors)")
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/one"))
  }

  @Test(arguments: [[], ["--shard", "1/2"]])
  func `an authority without its file is named, not left out`(_ more: [String]) throws {
    let folder = try Self.nation()
    try FileManager.default.moveItem(
      atPath: "\(folder.path)/nation/bshire/authority.yaml",
      toPath: "\(folder.path)/nation/bshire/authority.yml")
    let outcome = try Self.run(folder, ["run", "nation", "--out", "out"] + Self.question + more)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains("nation/bshire: evidence, but no authority.yaml"),
      "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out"))
  }

  @Test(arguments: ["1", "3"])
  func `what is said of authorities comes in their order`(_ threads: String) throws {
    let folder = try Self.nation()
    let question = Self.question.filter { $0 != "--quiet" }
    let outcome = try Self.run(
      folder, ["run", "nation", "--out", "out", "--no-record", "--threads", threads] + question)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let places = Self.names.compactMap { outcome.output.range(of: "out/\($0)")?.lowerBound }
    #expect(places.count == 3 && places == places.sorted(), "\(outcome.output)")
  }

  @Test func `what is wrong with the last authority is said before the first is run`() throws {
    let folder = try Self.nation()
    try folder.write("name: Nowhere\n", to: "nation/cshire/authority.yaml")
    try folder.write("nothing\n", to: "nation/bshire/baseline.yaml")
    let outcome = try Self.run(folder, ["run", "nation", "--out", "out"] + Self.question)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("nation/bshire: refused"), "\(outcome.errors)")
    #expect(outcome.errors.contains("nation/cshire: refused"), "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out/ashire"))
  }
}
