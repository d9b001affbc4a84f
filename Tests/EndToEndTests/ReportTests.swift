import Foundation
import TestSupport
import Testing

/// The report of a run, as a committee gets it.
struct ReportTests {
  private static let library = "/usr/share/javascript/chart.js/chart.min.js"

  /// The small authority, run.
  private func run() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    let run = try sufficiency(["run", "small", "--draws", "40", "--quiet"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    return folder
  }

  private func sufficiency(
    _ arguments: [String], in folder: TemporaryFolder
  ) throws -> Command.Outcome {
    try Command.run(Command.sufficiency, arguments, in: folder.path)
  }

  /// The page without scripts and styles, tags taken for line ends.
  private func words(_ page: String) throws -> String {
    page.replacing(try Regex("(?s)<script.*?</script>|<style.*?</style>"), with: "")
      .replacing(try Regex("<[^>]+>"), with: "\n").replacing("&#39;", with: "'")
      .replacing(try Regex("[\\w./-]+\\.(csv|yaml)"), with: "")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: library), "no libjs-chart.js"))
  func `a report needs nothing but itself and speaks plain words`() throws {
    let folder = try run()
    let made = try sufficiency(["report", "small"], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    let page = try folder.read("notebooks-output/small/report.html")
    #expect(page.utf8.count < 3_000_000)
    for link in ["src=", "http-equiv=\"refresh\"", "<link", "@import", "url("] {
      #expect(!(try words(page) + page.prefix(4000)).contains(link))
    }
    #expect(page.contains("Draft") && page.contains("default-src 'none'"))
    let text = try words(page).lowercased()
    for word in [
      "heads", "draws", "cells", "joiners", "movers", "incumbents", "cascade", "overflow",
      "unplaced", "stretch", "cov80", "raked",
    ] {
      #expect(!text.contains(try Regex("\\b\(word)\\b")), "\(word)")
    }
    // Every chart has its figures as a table behind it.
    let charts = page.components(separatedBy: "<figure>").dropFirst()
    #expect(charts.count >= 4)
    for chart in charts {
      let figure = chart.components(separatedBy: "</figure>")[0]
      #expect(figure.contains("<figcaption>") && figure.contains("<table>"))
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: library), "no libjs-chart.js"))
  func `its figures are those of the files, and small ones are for officers alone`() throws {
    let folder = try run()
    let (open, closed) = ("officers.html", "scrutiny.html")
    for (audience, file) in [("officers", open), ("scrutiny", closed)] {
      let made = try sufficiency(
        ["report", "small", "--for", audience, "--to", file], in: folder)
      #expect(made.status == 0, "\(made.errors)")
    }
    let plans = try folder.read("notebooks-output/small/baseline/plans.csv")
      .split(separator: "\n").first { $0.hasPrefix("2035,All,All,") }
    let middle = try #require(plans?.split(separator: ",")[7])
    let page = try folder.read(open)
    #expect(
      page.contains("in January 2035 it will be \(Double(middle)?.rounded() ?? 0)".dropLast(2)))
    let small = try Regex("<td class=\"number\">[1-4]</td>")
    let counted = try needs(page).matches(of: small).count
    #expect(counted > 0)
    #expect(try needs(try folder.read(closed)).matches(of: small).isEmpty)
    #expect(try folder.read(closed).contains("not shown") && !page.contains("not shown"))
  }

  /// The table of plans by primary need that stands under its chart.
  private func needs(_ page: String) throws -> String {
    let start = try #require(
      page.range(of: "</figure>\n\n<div class=\"scroll\"")
        ?? page.range(of: "Plans by primary need</caption>"))
    return String(page[start.upperBound...].components(separatedBy: "</table>")[0])
  }

  @Test func `what is misspelt or missing is said before anything is written`() throws {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    let none = try sufficiency(["report", "small"], in: folder)
    #expect(none.status == 1 && none.errors.contains("sufficiency run small"))
    _ = try sufficiency(["run", "small", "--draws", "5", "--quiet"], in: folder)
    let wrong = try sufficiency(["report", "small", "--scenario", "basline"], in: folder)
    #expect(wrong.status == 1 && wrong.errors.contains("baseline"))
    try folder.write("provisions:\n  DSB: Resource base\n", to: "small/labels.yaml")
    let labels = try sufficiency(["report", "small"], in: folder)
    #expect(labels.status == 1 && labels.errors.contains("labels.yaml:2:DSB"))
    #expect(
      !FileManager.default.fileExists(atPath: "\(folder.path)/notebooks-output/small/report.html"))
  }
}
