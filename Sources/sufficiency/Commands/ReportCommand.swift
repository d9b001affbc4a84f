import ArgumentParser
import DataImport
import Foundation
import Reporting
import Scenarios
import Vocabulary

/// Writes the report of the last run of a folder.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the report of the last run: one HTML file that opens from disk.",
    discussion: """
      EXAMPLES
        sufficiency report scenarios/leicestershire
        sufficiency report scenarios/leicestershire --scenario programme --for officers --to report.html
      It is made of the files that 'sufficiency run' wrote. For scrutiny and the schools forum numbers \
      of 1 to 4 children are not shown, nor what they could be worked out from.
      """)

  @Argument(help: "The scenario folder.", completion: .directory)
  var folder: String

  @Option(help: "The scenario that the report is about, by the name of its file.")
  var scenario: String = Scenario.baselineID

  @Option(name: .customLong("for"), help: "Who reads it: scrutiny, schools-forum or officers.")
  var audience: Reader = .scrutiny

  @Option(
    name: .customLong("results"),
    help: "The results of the run (default: notebooks-output/ and the folder's name).",
    completion: .directory)
  var results: String?

  @Option(
    name: .customLong("to"), help: "The file to write (default: report.html beside the results).",
    completion: .file())
  var file: String?

  @Flag(help: "Open it in the browser.")
  var open = false

  @Option(help: "Exit with 3 if there are findings at least this grave: note, warning, never.")
  var failOn: FailOn = .never

  func validate() throws {
    if let file, !["html", "htm"].contains(URL(fileURLWithPath: file).pathExtension.lowercased()) {
      throw ValidationError("A report is an .html file, not \(file).")
    }
  }

  func run() throws {
    let source = ResultsSession.path(of: folder, results)
    let target = file ?? "\(source)/report.html"
    try keepPrivate(folder, out: target.folderAbove)
    let session = try ResultsSession(
      folder, results: source, files: ReportSource.files, of: scenario, for: audience.audience)
    let made = try session.source(of: scenario, in: folder)
    try write(Report(made).document, mark: session.mark, to: target)
    try failOn.check(session.findings)
  }

  private func write(_ document: Document, mark: String, to target: String) throws {
    let page = try HTMLPage().html(
      document, marks: [mark], chartLibrary: try ChartLibrary.text())
    let url = URL(fileURLWithPath: target)
    try OutputFolder(path: url.deletingLastPathComponent().path).put([
      OutputFile(path: url.lastPathComponent, text: page)
    ])
    print("Wrote \(target) (\(page.utf8.count / 1000) kB).")
    guard open else { return }
    if !Self.opened(url) {
      StandardError.write("No browser could be opened (xdg-open). The report is at \(url.path).")
    }
  }

  /// False where there is no `xdg-open`, or it cannot open a page.
  private static func opened(_ page: URL) -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["xdg-open", page.path]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}

/// Who reads a report, as the option names them.
enum Reader: String, ExpressibleByArgument, CaseIterable {
  case scrutiny
  case schoolsForum = "schools-forum"
  case officers

  var audience: Audience {
    switch self {
    case .scrutiny: .scrutiny
    case .schoolsForum: .schoolsForum
    case .officers: .officers
    }
  }
}

/// Chart.js, which is not part of this package: Debian's libjs-chart.js, or a file that the user names.
enum ChartLibrary {
  static let variable = "SUFFICIENCY_CHART_JS"
  static let debian = "/usr/share/javascript/chart.js/chart.min.js"

  static func text() throws -> String {
    let path = ProcessInfo.processInfo.environment[variable] ?? debian
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      StandardError.write(
        "There is no Chart.js at \(path). Run scripts/setup, or name a copy in \(variable).")
      throw ExitCode(ExitStatus.refused.rawValue)
    }
    return text
  }
}
