import ArgumentParser
import DataImport
import Foundation
import Reporting
import Scenarios
import Vocabulary

/// Writes one page of plain English about the last run of a folder.
struct BriefCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "brief",
    abstract: "Write one page of plain English about the last run.",
    discussion: """
      EXAMPLES
        sufficiency brief scenarios/leicestershire
        sufficiency brief scenarios/leicestershire --scenario programme --format easy-read --to brief.html
      Without --format it writes brief.md and brief.html beside the results. It is made of the files that 'sufficiency run' \
      wrote. For scrutiny and the schools forum numbers of 1 to 4 children are not shown, \
      nor what they could be worked out from.
      """)

  /// How the page is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case markdown, html
    case easyRead = "easy-read"

    /// The file beside the results.
    var file: String {
      switch self {
      case .markdown: "brief.md"
      case .html: "brief.html"
      case .easyRead: "brief-easy-read.html"
      }
    }

    var ending: String { self == .markdown ? ".md" : ".html" }
  }

  @Argument(help: "The scenario folder.", completion: .directory)
  var folder: String

  @Option(help: "The scenario that the brief is about, by the name of its file.")
  var scenario: String = Scenario.baselineID

  @Option(name: .customLong("for"), help: "Who reads it: scrutiny, schools-forum or officers.")
  var audience: Reader = .scrutiny

  @Option(help: "markdown, html or easy-read (default: markdown and html).")
  var format: Format?

  @Option(
    name: .customLong("results"),
    help: "The results of the run (default: notebooks-output/ and the folder's name).",
    completion: .directory)
  var results: String?

  @Option(
    name: .customLong("to"),
    help: "The file to write, with --format (default: beside the results).",
    completion: .file())
  var file: String?

  @Option(help: "Exit with 3 if there are findings at least this grave: note, warning, never.")
  var failOn: FailOn = .never

  func validate() throws {
    if file != nil, format == nil {
      throw ValidationError("--to names one file: say which with --format.")
    }
    if let file, let format, !file.lowercased().hasSuffix(format.ending) {
      throw ValidationError(
        "A brief as \(format.rawValue) is a \(format.ending) file, not \(file).")
    }
  }

  func run() throws {
    let source = ResultsSession.path(of: folder, results)
    let target = URL(fileURLWithPath: file ?? "\(source)/brief.md").deletingLastPathComponent()
    try keepPrivate(folder, out: target.path)
    let session = try ResultsSession(
      folder, results: source, files: ReportSource.files, of: scenario, for: audience.audience)
    let brief = Brief(try session.source(of: scenario, in: folder))
    let files = try (format.map { [$0] } ?? [.markdown, .html]).map { format in
      OutputFile(
        path: file.map { URL(fileURLWithPath: $0).lastPathComponent } ?? format.file,
        text: try Self.text(brief, format, mark: session.mark))
    }
    try OutputFolder(path: target.path).put(files)
    for written in files { print("Wrote \(file ?? "\(source)/\(written.path)").") }
    try failOn.check(session.findings)
  }

  private static func text(_ brief: Brief, _ format: Format, mark: String) throws -> String {
    let marks = [mark]
    switch format {
    case .markdown: return brief.markdown(marks: marks)
    case .html:
      return try HTMLPage().html(
        brief.document, marks: marks, chartLibrary: nil, layout: .onePage)
    case .easyRead:
      return try HTMLPage().html(
        brief.easyRead, marks: marks, chartLibrary: nil, layout: .easyRead)
    }
  }
}
