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
    let middle = try #require(plans?.split(separator: ",")[8])
    let page = try folder.read(open)
    #expect(
      page.contains("in January 2035 it may be \(Double(middle)?.rounded() ?? 0)".dropLast(2)))
    let small = try Regex("<td class=\"number\">[1-4]</td>")
    let counted = try needs(page).matches(of: small).count
    #expect(counted > 0)
    #expect(try needs(try folder.read(closed)).matches(of: small).isEmpty)
    #expect(try folder.read(closed).contains("not shown") && !page.contains("not shown"))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: library), "no libjs-chart.js"))
  func `the report is opened, and where it cannot be its place is said`() throws {
    let folder = try run()
    let report = "\(folder.path)/notebooks-output/small/report.html"
    let stub = "\(folder.path)/bin/xdg-open"
    func opened(_ script: String?) throws -> Command.Outcome {
      if let script {
        try folder.write("#!/bin/sh\n\(script)\n", to: "bin/xdg-open")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: stub)
      } else {
        try FileManager.default.removeItem(atPath: stub)
      }
      return try Command.run(
        "/usr/bin/env",
        [
          "PATH=\(folder.path)/bin", Command.sufficiency, "report", "small", "--for", "officers",
          "--open",
        ],
        in: folder.path)
    }
    let fine = try opened("printf %s \"$1\" > seen")
    #expect(fine.status == 0 && fine.errors.isEmpty, "\(fine.errors)")
    let seen = try folder.read("seen")
    #expect(seen.hasSuffix("/notebooks-output/small/report.html") && seen.hasPrefix("/"))
    for script in ["exit 3", nil] {
      let failed = try opened(script)
      #expect(failed.status == 0, "\(failed.errors)")
      #expect(failed.errors.contains("report.html") && failed.errors.contains("xdg-open"))
      #expect(FileManager.default.fileExists(atPath: report))
    }
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: library), "no libjs-chart.js"))
  func `similar authorities, the region and the steps of a scenario stand in it`() throws {
    let folder = try run()
    try folder.write(
      """
      group,name,january_census,measure,provision,value,source
      own,Small,2022,plans,MAIN,60,a release
      own,Small,2022,plans,IND-SPEC,20,a release
      own,Small,2022,population_2_18,All,2500,an estimate
      neighbour,Other & Co,2022,plans,MAIN,50,a release
      neighbour,Other & Co,2022,population_2_18,All,1000,an estimate
      region,Middle,2022,plans,MAIN,700,a release
      region,Middle,2022,new_plans,All,77,a release

      """, to: "small/evidence/neighbours.csv")
    let made = try sufficiency(
      ["report", "small", "--for", "officers", "--scenario", "earlier-support"], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    let page = try words(try folder.read("notebooks-output/small/report.html"))
    let rows = page.split(separator: "\n").map(String.init)
    #expect(rows.contains("Beside similar authorities") && rows.contains("Other &amp; Co"))
    // 80 plans over 2,500 residents, 50 over 1,000; 20 of 80 plans.
    #expect(rows.contains("32.0") && rows.contains("50.0") && rows.contains("25.0 %"))
    #expect(rows.contains("Middle, January 2022") && rows.contains("11.0 %"))
    #expect(rows.contains("What the changes do to the balance"))
    let baseline = try sufficiency(["report", "small", "--for", "officers"], in: folder)
    #expect(baseline.status == 0, "\(baseline.errors)")
    #expect(
      !(try folder.read("notebooks-output/small/report.html")).contains("What the changes do"))
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
    let none = try sufficiency(["report", "small", "--for", "officers"], in: folder)
    #expect(none.status == 1 && none.errors.contains("sufficiency run small"))
    _ = try sufficiency(["run", "small", "--draws", "5", "--quiet"], in: folder)
    let wrong = try sufficiency(
      ["report", "small", "--for", "officers", "--scenario", "basline"], in: folder)
    #expect(wrong.status == 1 && wrong.errors.contains("baseline"))
    try folder.write("provisions:\n  DSB: Resource base\n", to: "small/labels.yaml")
    let labels = try sufficiency(["report", "small", "--for", "officers"], in: folder)
    #expect(labels.status == 1 && labels.errors.contains("labels.yaml:2:DSB"))
    #expect(
      !FileManager.default.fileExists(atPath: "\(folder.path)/notebooks-output/small/report.html"))
  }
}
