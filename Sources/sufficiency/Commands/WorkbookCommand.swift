import ArgumentParser
import DataImport
import Foundation
import Reporting
import Vocabulary

/// Puts the results of a run into one workbook.
struct WorkbookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workbook",
    abstract: "Put the results of a run into one Excel workbook.",
    discussion: """
      Tables with filters, two charts and a sheet of contents, made of the files that 'sufficiency run' wrote: every \
      figure is the files'. An older workbook is replaced.

      EXAMPLES
        sufficiency workbook scenarios/leicestershire
        sufficiency workbook scenarios/leicester --scenario programme --to programme.xlsx
        sufficiency workbook scenarios/leicester --for scrutiny --to published.xlsx
      For scrutiny and the schools forum numbers of 1 to 4 children are not shown, nor what they could be worked out from.
      """)

  @Argument(help: "The scenario folder.", completion: .directory)
  var folder: String

  @Option(
    help: "The folder of the run's results (default: notebooks-output/ and the folder's name).",
    completion: .directory)
  var results: String?

  @Option(
    help: "The workbook (default: results.xlsx in the folder of results).",
    completion: .file(extensions: ["xlsx"]))
  var to: String?

  @Option(
    name: .customLong("scenario"), parsing: .singleValue,
    help: ArgumentHelp(
      "A scenario beside the baseline, by the name of its file; give several to have several (default: all).",
      valueName: "scenario"))
  var scenarios: [String] = []

  @Option(name: .customLong("for"), help: "Who reads it: officers, scrutiny or schools-forum.")
  var audience: Reader = .officers

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    if let to, !to.hasSuffix(".xlsx") {
      throw ValidationError("--to must end in .xlsx, or Excel does not open it: \(to)")
    }
  }

  func run() throws {
    let source = ResultsSession.path(of: folder, results)
    let target = to ?? "\(source)/results.xlsx"
    try keepPrivate(folder, out: target.folderAbove)
    let chosen = scenarios.isEmpty ? nil : scenarios
    let session = try ResultsSession(
      folder, results: source, scenarios: chosen, files: Workbook.files, totals: Workbook.totals,
      for: audience.audience)
    let codes = session.evidence.codes
    let workbook =
      session.edition.map {
        Workbook(codes: codes, edition: $0, scenarios: chosen, mark: session.mark)
      }
      ?? Workbook(
        codes: codes, results: session.results,
        late: { files in
          try session.later(files, results: source, scenarios: chosen, otherwise: folder)
        }, mark: session.mark)
    try workbook.write(to: target)
    if !quiet { print("\(target) written.") }
  }
}
