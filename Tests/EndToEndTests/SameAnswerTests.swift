import Foundation
import TestSupport
import Testing

/// The same question has the same answer wherever it is asked, and in whatever order the evidence stands.
struct SameAnswerTests {
  /// The files of the small authority's results, those that tell the time apart.
  private func results(
    _ environment: [String: String], files: [String: String] = SmallAuthority.files()
  ) throws -> [String: Data] {
    let folder = try TemporaryFolder()
    for (path, text) in files { try folder.write(text, to: "small/\(path)") }
    let run = try Command.run(
      Command.sufficiency,
      ["run", "small", "--draws", "8", "--years", "3", "--quiet", "--no-record"],
      in: folder.path, environment: environment)
    #expect(run.status == 0, "\(run.errors)")
    return try folder.files(below: "notebooks-output/small").filter {
      !$0.key.hasSuffix("run.json")
    }
  }

  private static let surroundings = [
    ["LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"], ["TZ": "Pacific/Kiritimati"],
    ["SWIFT_DETERMINISTIC_HASHING": "1"],
  ]

  @Test(arguments: surroundings)
  func `another language, another clock and another order of hashing give the same bytes`(
    environment: [String: String]
  ) throws {
    let here = try results([:])
    #expect(here.count > 20)
    #expect(try results(environment) == here)
  }

  /// A run of the small authority, and what readers are given of it.
  private static let run = Once {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    let outcome = try Command.run(
      Command.sufficiency,
      ["run", "small", "--draws", "8", "--years", "3", "--quiet", "--no-record"], in: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return folder
  }

  private static let plain = Once { try outputs([:]) }

  /// What is made of the run for officers and for readers outside, by file.
  private static func outputs(_ environment: [String: String]) throws -> [String: Data] {
    let folder = try TemporaryFolder(copyOf: run.get())
    let more = ["SUFFICIENCY_CHART_JS": Repository.path("Package.swift")]
    for command in [
      ["report", "small", "--for", "officers", "--to", "made/report.html"],
      ["brief", "small", "--for", "officers", "--format", "markdown", "--to", "made/brief.md"],
      ["workbook", "small", "--for", "officers", "--to", "made/results.xlsx"],
      ["publish", "small", "--to", "made/published"],
    ] {
      let made = try Command.run(
        Command.sufficiency, command, in: folder.path,
        environment: environment.merging(more) { own, _ in own })
      #expect(made.status == 0, "\(command): \(made.errors)")
    }
    return try folder.files(below: "made")
  }

  @Test(arguments: surroundings)
  func `reports, briefs, workbooks and editions are the same in any surroundings`(
    environment: [String: String]
  ) throws {
    let here = try Self.plain.get()
    let there = try Self.outputs(environment)
    #expect(here.count > 40)
    #expect(here.keys == there.keys)
    for (name, bytes) in here { #expect(bytes == there[name], "\(name)") }
  }

  /// Files whose rows stand as the folder has its settings, schemes, lines of the account and assumptions: a planner finds them in their own order.
  private static let inOrderOfTheFolder = [
    "assumptions.csv", "calibration.csv", "capital.csv", "commissioning.csv", "comparison.csv",
    "high_needs_block.csv", "settings.csv",
  ]

  @Test(arguments: [1, 2] as [UInt64])
  func `rows in another order give the same bytes, or the same rows in the order of the folder`(
    seed: UInt64
  ) throws {
    var state = seed
    let shuffled = SmallAuthority.files().sorted { $0.key < $1.key }.map { path, text in
      (path, path.hasSuffix(".csv") ? Self.shuffled(text, &state) : text)
    }
    let files = Dictionary(uniqueKeysWithValues: shuffled)
    #expect(files != SmallAuthority.files())
    let (here, there) = (try results([:]), try results([:], files: files))
    #expect(here.keys == there.keys)
    // Findings name rows; the data package has the hash of all.
    for (name, bytes) in here where name.hasSuffix(".csv") && !name.hasSuffix("findings.csv") {
      #expect(Self.rows(bytes) == Self.rows(there[name]), "\(name)")
      let isInOrder = Self.inOrderOfTheFolder.contains { name.hasSuffix($0) }
      #expect(isInOrder || bytes == there[name], "\(name)")
    }
  }

  private static func rows(_ bytes: Data?) -> [Substring] {
    String(decoding: bytes ?? Data(), as: UTF8.self).split(separator: "\n").sorted()
  }

  private static func shuffled(_ text: String, _ state: inout UInt64) -> String {
    let lines = text.split(separator: "\n").map(String.init)
    var rest = Array(lines.dropFirst())
    for last in rest.indices.reversed() {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      rest.swapAt(last, Int((state >> 33) % UInt64(last + 1)))
    }
    return (lines.prefix(1) + rest).joined(separator: "\n") + "\n"
  }
}
