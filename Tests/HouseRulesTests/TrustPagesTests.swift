import Foundation
import TestSupport
import Testing

/// What a council is promised about data and checks stands where it is looked for.
struct TrustPagesTests {
  private func page(_ path: String) throws -> String {
    try String(contentsOfFile: Repository.path(path), encoding: .utf8)
  }

  @Test
  func
    `the note on data says where they flow, what is personal, what is out of scope and who decides`()
    throws
  {
    let note = try page("docs/data-protection.md")
    for words in [
      "impact assessment", "## Where data flow", "## What is personal",
      "## What readers outside see",
      "out of scope", "OFFICIAL-SENSITIVE", "sufficiency purge", "--host",
    ] {
      #expect(note.contains(words), "\(words)")
    }
  }

  @Test func `how to run every check is told`() throws {
    let told = try page("CONTRIBUTING.md")
    for command in [
      "scripts/test", "scripts/test --long", "scripts/sanitize address", "scripts/sanitize thread",
      "scripts/coverage", "scripts/mutate", "scripts/quality", "benchmarks/load.py",
      "MutationTests",
    ] {
      #expect(told.contains(command), "\(command)")
      let script = command.split(separator: " ")[0]
      guard script.contains("/") else { continue }
      #expect(FileManager.default.isExecutableFile(atPath: Repository.path("\(script)")))
    }
  }

  @Test func `the quality statement is two pages`() throws {
    let words = try page("docs/quality.md").replacing(/<!--[^>]*-->/, with: "")
      .split { $0.isWhitespace || $0 == "|" }
    #expect(words.count < 1400, "\(words.count)")
  }
}
