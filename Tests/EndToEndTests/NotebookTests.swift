import Foundation
import TestSupport
import Testing

/// The notebook that is committed beside the results, as somebody runs it who explores them.
@Suite(.serialized)
struct NotebookTests {
  private static let notebook = Repository.path("notebooks-output/explore.ipynb")
  private static let library = "/usr/share/javascript/chart.js/chart.min.js"
  private static let isReady =
    FileManager.default.fileExists(atPath: library)
    && Command.python.map {
      (try? Command.run($0, ["-c", "import ipykernel, matplotlib, nbclient, pandas"]).status) == 0
    } ?? false

  /// The small authority, run and reported.
  private func reported() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    for arguments in [
      ["run", "small", "--draws", "40", "--quiet"], ["report", "small", "--for", "officers"],
    ] {
      let outcome = try Command.run(Command.sufficiency, arguments, in: folder.path)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    return folder
  }

  /// Executes the notebook with a report of the run.
  private func execute(_ report: String, in folder: TemporaryFolder) throws -> Command.Outcome {
    try Command.run(
      try #require(Command.python),
      [Repository.path("Tests/notebook/run_notebook.py"), Self.notebook], in: folder.path,
      environment: [
        "SUFFICIENCY_RESULTS": "\(folder.path)/notebooks-output/small",
        "SUFFICIENCY_REPORT": "\(folder.path)/\(report)", "SUFFICIENCY_SCENARIO": "",
      ])
  }

  @Test(
    .enabled(if: isReady, "no nbclient or libjs-chart.js; scripts/setup tests installs them"),
    .timeLimit(.minutes(10)))
  func `it draws the figures, and agrees with the report and with no other`() throws {
    let folder = try reported()
    let report = "notebooks-output/small/report.html"
    let outcome = try execute(report, in: folder)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("plans: report and files agree on"))
    #expect(outcome.output.contains("£ million: report and files agree on"))
    // Plans, places and the balance; and the comparison, for the small authority has a scenario.
    #expect(outcome.output.hasSuffix("\n4 figures\n"), "\(outcome.output)")
    let page = try folder.read(report)
    for words in ["in January 2035 it may be ", "account stands at a "] {
      try folder.write(try changed(page, after: words), to: "changed.html")
      let refused = try execute("changed.html", in: folder)
      #expect(refused.status == 1, "\(words): \(refused.output)")
      #expect(refused.errors.contains("AssertionError"), "\(words): \(refused.errors)")
      #expect(refused.errors.contains("the report says"), "\(words): \(refused.errors)")
    }
  }

  /// A page with another digit in the first number after some words.
  private func changed(_ page: String, after words: String) throws -> String {
    let start = try #require(page.firstRange(of: words)).upperBound
    let number = page[start...].firstIndex { $0.isNumber }
    let digit = try #require(number)
    var page = page
    page.replaceSubrange(digit...digit, with: page[digit] == "1" ? "2" : "1")
    return page
  }

  @Test func `as committed it holds no outputs and speaks plain words`() throws {
    let json = try JSONSerialization.jsonObject(
      with: try Data(contentsOf: URL(fileURLWithPath: Self.notebook)))
    let book = try #require(json as? [String: Any])
    let cells = try #require(book["cells"] as? [[String: Any]])
    #expect(cells.count > 10)
    for cell in cells {
      let id = try #require(cell["id"] as? String)
      #expect((cell["outputs"] as? [Any] ?? []).isEmpty, "\(id)")
      #expect(cell["execution_count"] is NSNull || cell["cell_type"] as? String == "markdown")
      let text = try #require(cell["source"] as? [String]).joined().lowercased()
      for word in [
        "heads", "draws", "cells", "joiners", "movers", "incumbents", "cascade", "overflow",
        "unplaced", "stretch", "cov80", "raked",
      ] {
        #expect(!text.contains(try Regex("\\b\(word)\\b")), "\(id): \(word)")
      }
    }
  }
}
