import ArgumentParser
import DataImport
import Foundation
import Reporting
import Scenarios
import Vocabulary

/// Compares later counts with the last run.
struct MonitorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "monitor",
    abstract: "Compare counts made since the base census with the last run.",
    discussion: """
      The counts are those of evidence/anchors.csv: totals at later January censuses, caseloads at month ends, plans \
      issued to date. Each is set beside what the run said of it.

      EXAMPLES
        sufficiency monitor scenarios/leicestershire
        sufficiency monitor scenarios/leicester --actuals counts.csv --run notebooks-output/leicester \\
          --fail-on outside
      """)

  /// When a finished comparison exits with 3: a count outside its band, or findings as grave as `FailOn` has them.
  enum Failing: String, ExpressibleByArgument, CaseIterable {
    case outside
    case note
    case warning
    case never
  }

  @Argument(help: "The scenario folder.", completion: .directory)
  var folder: String

  @Option(
    help:
      "The counts: CSV with measure, date, value, status, source (default: evidence/anchors.csv).",
    completion: .file())
  var actuals: String?

  @Option(
    name: .customLong("run"),
    help: "The run: the folder of its results (default: notebooks-output/ and the folder's name).",
    completion: .directory)
  var results: String?

  @Option(
    help: "Where monitor.csv goes; it is not written without.", completion: .directory)
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Exit with 3 if a count lies outside the 80 % band, or if there are findings at least this grave: outside, note, warning, never."
    ))
  var failOn: Failing = .never

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func run() throws {
    try keepPrivate(folder, out: out)
    if TransitionScenarioFolder.isOne(folder) { throw ScenarioFolder.refusedTransitions(folder) }
    let (actuals, faults) = ActualsReader.read(folder: folder, file: actuals)
    let path = results ?? ScenarioFolder.results(of: folder, in: "notebooks-output")
    let (past, more) = RunReader.read(path, otherwise: "sufficiency run \(folder)\(outOption)")
    ScenarioFolder.report(faults + more, verbose: false)
    guard let actuals, let past else { try refuse("nothing was compared.") }
    try check(actuals, past, path: path)
    let monitor = Monitor(actuals.anchors, run: past)
    guard !monitor.rows.isEmpty else {
      try refuse(
        "\(actuals.file): nothing to compare. "
          + (actuals.anchors.isEmpty
            ? "The file has no row; add counts made after January \(past.baseCensus)."
            : "The run in \(path) reaches none of its dates; run with more --years."))
    }
    if let out { try OutputFolder(path: out).put([MonitorReport.file(monitor)]) }
    if !quiet { print(MonitorReport.text(monitor, path: path), terminator: "") }
    if failOn == .outside, monitor.hasOutside { throw ExitCode(ExitStatus.findings.rawValue) }
    try FailOn(rawValue: failOn.rawValue)?.check(faults + more)
  }

  /// How to make the run that was asked for.
  private var outOption: String {
    guard let results else { return "" }
    let parent = URL(fileURLWithPath: results).standardizedFileURL
    return parent.lastPathComponent == ScenarioFolder.name(of: folder) && results.contains("/")
      ? " --out \(results.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/"))"
      : ""
  }

  /// Refuses a run of somebody else, or from another census.
  private func check(_ actuals: Actuals, _ past: PastRun, path: String) throws {
    let authority = actuals.authority
    if past.dfeCode != authority.dfeCode {
      try refuse(
        "\(path): a run of \(past.authority) (\(past.dfeCode)), and \(folder) is of \(authority.name) "
          + "(\(authority.dfeCode)). Name another run with --run.")
    }
    if past.baseCensus != authority.baseCensus {
      try refuse(
        "\(path): the run starts from the census of January \(past.baseCensus), and \(folder) from January "
          + "\(authority.baseCensus). First: sufficiency run \(folder)\(outOption)")
    }
  }

  private func refuse(_ text: String) throws -> Never {
    StandardError.write(text)
    throw ExitCode(ExitStatus.refused.rawValue)
  }
}
