import ArgumentParser
import DataImport
import Foundation
import Reporting
import Vocabulary

/// Writes what may be published of the last run of a folder.
struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Write what may be published of the last run: tables, reports, briefs, workbook.",
    discussion: """
      EXAMPLES
        sufficiency publish scenarios/leicestershire
        sufficiency publish scenarios/leicestershire --to website/2026 --after website/2025
      Numbers of 1 to 4 children are not shown, nor what they could be worked out from: whoever knows the whole folder is left with at \
      least 5 possible values of each. An edition that stands in the folder already is what readers have: what it hides stays hidden, what \
      it shows is taken as known, and it is replaced.
      """)

  @Argument(help: "The scenario folder.", completion: .directory)
  var folder: String

  @Option(
    help: "The results of the run (default: notebooks-output/ and the folder's name).",
    completion: .directory)
  var results: String?

  @Option(
    help: "The folder to write (default: the folder of the results and -published).",
    completion: .directory)
  var to: String?

  @Option(
    name: .customLong("after"), parsing: .singleValue,
    help: ArgumentHelp(
      "An edition that readers have already, beside the one in the folder; give several.",
      valueName: "folder"), completion: .directory)
  var earlier: [String] = []

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @Option(help: "Exit with 3 if there are findings at least this grave: note, warning, never.")
  var failOn: FailOn = .never

  func run() throws {
    let source = ResultsSession.path(of: folder, results)
    let target = to.map(GuidedFolder.edition) ?? ResultsSession.edition(beside: source)
    try keepPrivate(folder, out: target.path)
    if let refusal = target.refusal { throw Self.refused(refusal) }
    let beside = ResultsSession.edition(beside: source)
    let paths = earlier + (target.isWritten ? [target.path] : [])
    var before = try paths.map(Self.edition)
    // What stands beside the results is with readers too, wherever this one goes.
    if beside.path != target.path { before += try ResultsSession.published(beside: source) }
    let session = try ResultsSession(
      folder, results: source, files: PublishedEdition.files, for: .scrutiny, after: before)
    guard !session.isChanged else {
      throw Self.refused(
        "Nothing was written: what is published is what a run wrote. First: sufficiency run \(folder)"
      )
    }
    let files = try files(session)
    let count = try target.write(files)
    if !quiet { print("Wrote \(target.path): \(count) files, \(Self.hidden(session)).") }
    try failOn.check(session.findings)
  }

  private func files(_ session: ResultsSession) throws -> [(path: String, bytes: [UInt8])] {
    guard let edition = session.edition else { return [] }
    let charts = try ChartLibrary.text()
    let marks = [session.mark]
    let pages = try session.results.scenarios.flatMap { scenario -> [OutputFile] in
      let made = try session.source(of: scenario.id, in: folder)
      let report = try HTMLPage().html(
        Report(made).document, marks: marks, chartLibrary: charts)
      return [
        OutputFile(path: "\(scenario.id)/report.html", text: report),
        OutputFile(path: "\(scenario.id)/brief.md", text: Brief(made).markdown(marks: marks)),
      ]
    }
    let texts = (edition.files(mark: session.mark) + pages).map { ($0.path, Array($0.text.utf8)) }
    let workbook = Workbook(
      codes: session.evidence.codes, edition: edition, mark: session.mark)
    return texts + [("results.xlsx", try Scratch.bytes("xlsx", workbook.write))]
  }

  private static func hidden(_ session: ResultsSession) -> String {
    let tables = session.results.scenarios.flatMap(\.tables.values)
    let figures = tables.reduce(0) { count, table in
      count + table.rows.reduce(0) { $0 + $1.count(where: { $0 == PublishedEdition.mark }) }
    }
    return "\(figures) figures are not shown"
  }

  /// An edition that was written before.
  private static func edition(_ path: String) throws -> RunResults {
    do {
      if let read = try GuidedFolder.edition(path).published() { return read }
    } catch let changed as GuidedFolder.Changed { throw refused(changed.description) }
    throw refused(
      "\(path) is no edition of published figures. Name the folder that 'sufficiency publish' wrote."
    )
  }

  private static func refused(_ message: String) -> any Error {
    StandardError.write(message)
    return ExitCode(ExitStatus.refused.rawValue)
  }
}
