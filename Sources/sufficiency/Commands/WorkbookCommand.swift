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

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    if let to, !to.hasSuffix(".xlsx") {
      throw ValidationError("--to must end in .xlsx, or Excel does not open it: \(to)")
    }
  }

  func run() throws {
    let source = results ?? ScenarioFolder.results(of: folder, in: "notebooks-output")
    let target = to ?? "\(source)/results.xlsx"
    try keepPrivate(
      folder, out: URL(fileURLWithPath: target).deletingLastPathComponent().path)
    if TransitionScenarioFolder.isOne(folder) { throw ScenarioFolder.refusedTransitions(folder) }
    let read = ScenarioFolder(folder)
    guard let codes = read.codes else { try refused(read.findings) }
    let (found, faults) = ResultsReader.read(
      folder: source, scenarios: scenarios.isEmpty ? nil : scenarios, files: Workbook.files,
      otherwise: "sufficiency run \(folder)")
    guard let found else { try refused(faults) }
    try check(found, read.evidence?.authority, source)
    try Workbook(codes: codes, results: found).write(to: target)
    if !quiet { print("\(target) written.") }
  }

  private func refused(_ findings: [Finding]) throws -> Never {
    ScenarioFolder.report(findings, verbose: false)
    StandardError.write("No workbook was written.")
    throw ExitCode(ExitStatus.refused.rawValue)
  }

  /// Refuses the run of another authority.
  private func check(
    _ found: RunResults, _ authority: LocalAuthority?, _ source: String
  ) throws {
    guard let authority, authority.dfeCode != found.dfeCode else { return }
    try refuse(
      "\(source): a run of \(found.authority) (\(found.dfeCode)), and \(folder) is of \(authority.name) "
        + "(\(authority.dfeCode)). Name its results with --results.")
  }
}
