import Foundation
import TestSupport
import Testing

/// A run that may hold little memory.
@Suite struct MemoryTests {
  private func run(
    _ folder: TemporaryFolder, _ options: [String], environment: [String: String] = [:]
  ) throws -> Command.Outcome {
    try Command.run(
      Command.sufficiency,
      ["run", "small", "--draws", "150", "--years", "3", "--quiet", "--no-record"] + options,
      in: folder.path, environment: environment)
  }

  @Test func `a limit changes no file but run.json, which says what went to disk`() throws {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    for (options, out) in [([], "free"), (["--memory", "1MB"], "limited")] {
      let outcome = try run(folder, options + ["--out", out], environment: ["TMPDIR": ""])
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    }
    let (free, limited) = (try folder.files(below: "free"), try folder.files(below: "limited"))
    #expect(free.count > 20 && free.keys.sorted() == limited.keys.sorted())
    for (name, bytes) in free where !name.hasSuffix("run.json") {
      #expect(limited[name] == bytes, "\(name)")
    }
    let record = try folder.read("limited/small/baseline/run.json")
    #expect(record.contains("\"memory_limit_bytes\": 1000000"))
    let disk = record.split(separator: "\n").first { $0.contains("disk_bytes") } ?? ""
    #expect((Int(disk.filter(\.isNumber)) ?? 0) > 100_000, "\(disk)")
    let plain = try folder.read("free/small/baseline/run.json")
    #expect(!plain.contains("memory_limit_bytes") && !plain.contains("disk_bytes"))
  }

  @Test(arguments: ["k", "k/", "é"])
  func `a folder of results may have a name of one letter`(_ out: String) throws {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    let outcome = try run(folder, ["--out", out, "--scenario", "baseline", "--memory", "1MB"])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(arguments: ["5", "1.5GB", "800M", "1KB", "800 MB", "0MB"])
  func `an amount of memory that is none is refused with what would be read`(_ word: String)
    throws
  {
    let outcome = try run(try TemporaryFolder(), ["--memory", word])
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.contains("'\(word)' is not an amount of memory. Write a whole number and MB"),
      "\(outcome.errors)")
  }

  @Test func `a folder for temporary files that is not there is said, and nothing is written`()
    throws
  {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    let outcome = try run(
      folder, ["--memory", "1MB", "--out", "out"],
      environment: ["TMPDIR": "\(folder.path)/missing"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("\(folder.path)/missing"), "\(outcome.errors)")
    #expect(outcome.errors.contains("Nothing was written"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out"))
  }

  @Test(arguments: ["0GB", "12", "-1GB", "1.5GB", "many", "", "99999999999999999999TB"])
  func `a size that is none is wrong usage`(size: String) throws {
    let folder = try TemporaryFolder()
    #expect(try run(folder, ["--memory", size]).status == 2)
  }
}
