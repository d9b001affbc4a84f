import Foundation
import TestSupport
import Testing

/// The plan of the house, held against the files.
struct HouseRulesTests {
  /// What each target may import, beside the standard library.
  static let arrows: [(String, [String])] = [
    ("NumericalCore", ["CLAPACK"]),
    ("Vocabulary", []),
    ("DataImport", ["Vocabulary", "Yams"]),
    ("Projection", ["Vocabulary", "NumericalCore"]),
    ("Placement", ["Vocabulary", "NumericalCore"]),
    ("Costing", ["Vocabulary", "Yams"]),
    (
      "Scenarios",
      ["Projection", "Placement", "Costing", "Vocabulary", "NumericalCore", "Yams"]
    ),
    ("Reporting", ["Scenarios", "Vocabulary", "CXLSXWriter", "CClp", "Mustache"]),
    (
      "WebServer",
      ["Scenarios", "Reporting", "Vocabulary", "Hummingbird", "Mustache"]
    ),
    ("ResultsStore", ["Vocabulary", "GRDB"]),
    (
      "sufficiency",
      [
        "DataImport", "Scenarios", "ResultsStore", "Reporting", "WebServer", "Vocabulary",
        "ArgumentParser",
      ]
    ),
  ]
  private static let platform: Set<String> = [
    "Foundation", "Glibc", "Darwin", "Dispatch", "Synchronization",
  ]

  @Test(arguments: arrows)
  func `a target imports only what the plan allows`(target: String, allowed: [String]) throws {
    let files = try swiftFiles(below: "Sources/\(target)")
    #expect(!files.isEmpty)
    for file in files {
      for line in try text(file).split(separator: "\n") {
        let words = line.split(separator: " ")
        guard let at = words.firstIndex(of: "import"), at <= 2, at + 1 < words.count,
          words[..<at].allSatisfy({ ["public", "package", "internal", "@testable"].contains($0) })
        else { continue }
        let module = String(words[at + 1])
        #expect(
          allowed.contains(module) || Self.platform.contains(module), "\(file) imports \(module)")
      }
    }
  }

  @Test(arguments: arrows.map(\.0) + ["CLAPACK", "CXLSXWriter", "CClp"])
  func `a target says in forty lines what it hides`(target: String) throws {
    let lines = try text("Sources/\(target)/README.md").split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect((3...41).contains(lines.count))
  }

  @Test func `no clock and no randomness of the system below the command`() throws {
    for target in ["Projection", "Placement", "Costing", "NumericalCore", "Vocabulary"] {
      for file in try swiftFiles(below: "Sources/\(target)") {
        let source = try text(file)
        for word in ["Date()", "SystemRandomNumberGenerator", ".random(in", "shuffled()"] {
          #expect(!source.contains(word), "\(file) uses \(word)")
        }
      }
    }
  }

  @Test func `no silent repair`() throws {
    for file in try swiftFiles(below: "Sources") {
      let source = try text(file)
      for word in ["try!", "as!", "fatalError(", "TODO", "FIXME"] {
        #expect(!source.contains(word), "\(file) has \(word)")
      }
    }
  }

  @Test func `files stay below 400 lines`() throws {
    for file in try swiftFiles(below: "Sources") + swiftFiles(below: "Tests") {
      let lines = try text(file).split(separator: "\n", omittingEmptySubsequences: false).count
      #expect(lines <= 400, "\(file) has \(lines) lines")
    }
  }

  @Test func `the public text speaks the field's words`() throws {
    let forbidden = ["unplaced", "incumbent", "cov80", "cascade", "stretch "]
    let summary = try swiftFiles(below: "Sources/Reporting/Summary")
    for file in summary {
      for line in try text(file).split(separator: "\n")
      where line.contains("\"") && !line.contains("///") {
        for word in forbidden { #expect(!line.lowercased().contains(word), "\(file): \(line)") }
      }
    }
    #expect(!summary.isEmpty)
  }

  private func swiftFiles(below folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: Repository.path(folder))
      .filter { $0.hasSuffix(".swift") }.map { "\(folder)/\($0)" }.sorted()
  }

  private func text(_ file: String) throws -> String {
    try String(contentsOfFile: Repository.path(file), encoding: .utf8)
  }
}
