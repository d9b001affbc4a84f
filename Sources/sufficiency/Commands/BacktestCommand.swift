import ArgumentParser
import DataImport
import Foundation
import Reporting
import Scenarios
import Vocabulary

/// Forecasts many authorities from past censuses and says how good the forecasts were.
struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Forecast many authorities from past censuses and score the forecasts.",
    discussion: """
      Nothing after an origin is read to forecast from it: of the panel only censuses up to it, of flows and
      population only years before it. Later censuses in the panel are used to score.

      EXAMPLES
        sufficiency backtest --panel caseload.csv --origins 2019,2020 --horizon 3 --out backtest
        sufficiency backtest --panel caseload.csv --flows totals.csv --population people.csv \\
          --origins 2019 --horizon 3 --draws 2000 --out backtest
      """)

  @Option(
    help: "Plans by age group: CSV with geography, la_code, year, age_group, value.",
    completion: .file())
  var panel: String

  @Option(
    help: "New plans and requests: CSV with geography, la_code, year, measure, value.",
    completion: .file())
  var flows: String?

  @Option(
    help: "People aged 0 to 17: CSV with geography, la_code, year, value.", completion: .file())
  var population: String?

  @Option(help: "January censuses to forecast from, separated by commas.")
  var origins: String

  @Option(help: "Years ahead.")
  var horizon = 3

  @Option(help: "Number of simulations of each authority.")
  var draws = 2000

  @Option(help: "Seed of the random numbers: the same seed gives the same files.")
  var seed: UInt64 = 2025

  @Option(help: "Threads (default: one for each core). Any number gives the same files.")
  var threads: Int?

  @Option(
    help: "Forecast each of this many parts of the authorities from what the other parts teach.")
  var folds = 1

  @Option(help: "The last January census to score; later ones are not looked at.")
  var until: Int?

  @Option(
    help: ArgumentHelp(
      "A choice of the trend to replace, as NAME=VALUE; may be repeated.", valueName: "name=value"))
  var set: [String] = []

  @Option(help: "Where the files go; files of the same names are replaced.", completion: .directory)
  var out: String

  @Option(help: "Exit with 3 if there are findings at least this grave: note, warning, never.")
  var failOn: FailOn = .never

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    guard (1...20).contains(horizon) else {
      throw ValidationError("--horizon must be from 1 to 20, not \(horizon).")
    }
    guard (1...1_000_000).contains(draws) else {
      throw ValidationError("--draws must be from 1 to 1000000, not \(draws).")
    }
    guard (1...1024).contains(threads ?? 1) else {
      throw ValidationError("--threads must be from 1 to 1024, not \(threads ?? 0).")
    }
    guard (1...100).contains(folds) else {
      throw ValidationError("--folds must be from 1 to 100, not \(folds).")
    }
    _ = try years()
    _ = try choices()
  }

  func run() throws {
    let began = Stopwatch()
    let (panel, findings) = PanelReader.read(
      .init(plans: panel, flows: flows, population: population), lastOrigin: try years().max())
    ScenarioFolder.report(findings, verbose: false)
    let later = findings.count { $0.severity == .warning }
    if later > 0 {
      StandardError.write(
        "\(later) rows after the last origin cannot be read and are missing where forecasts are scored: "
          + (findings.first { $0.severity == .warning }?.message ?? ""))
    }
    guard let panel else {
      StandardError.write(
        "The panel is refused, \(ScenarioFolder.counts(findings)). Nothing was written.")
      throw ExitCode(ExitStatus.refused.rawValue)
    }
    try checkOrigins(panel)
    let backtest = try Backtest(
      panel,
      options: Backtest.Options(
        origins: try years(), horizon: horizon, draws: draws, seed: seed,
        threads: threads ?? ProcessInfo.processInfo.activeProcessorCount,
        choices: try choices(), folds: folds, lastScored: until))
    try OutputFolder(path: out).put(BacktestFiles.files(backtest))
    if !quiet {
      print(
        BacktestSummary.text(
          backtest, seconds: began.seconds, outputFolder: out))
    }
    try failOn.check(findings + backtest.origins.flatMap(\.findings))
  }

  private func years() throws -> [Int] {
    let texts = origins.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    let years = texts.compactMap(Int.init)
    guard !years.isEmpty, years.count == texts.count, Set(years).count == years.count else {
      throw ValidationError(
        "--origins must be January censuses such as 2019,2020, each once, not '\(origins)'.")
    }
    return years
  }

  private func choices() throws -> [String: Double] {
    var choices: [String: Double] = [:]
    let names = Backtest.choices.map(\.name)
    for item in set {
      let parts = item.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let value = Double(parts[1]), value.isFinite, value >= 0 else {
        throw ValidationError("--set takes NAME=VALUE with a number of 0 or more, not '\(item)'.")
      }
      guard names.contains(parts[0]) else {
        throw ValidationError(
          "--set: there is no choice '\(parts[0])'. \(Suggestion.text(for: parts[0], among: names))"
        )
      }
      if let bounds = Backtest.bounds[parts[0]], !bounds.contains(value) {
        throw ValidationError(
          "--set \(parts[0]) must be from \(bounds.lowerBound) to \(bounds.upperBound), not \(parts[1])."
        )
      }
      choices[parts[0]] = value
    }
    return choices
  }

  private func checkOrigins(_ panel: GroupPanel) throws {
    for origin in try years() {
      let known = panel.authorities.count { !($0.plans[origin] ?? []).isEmpty }
      guard known == 0 else { continue }
      let censuses = Set(panel.authorities.flatMap(\.plans.keys)).sorted()
      let span = censuses.first.map { "\($0) to \(censuses.last ?? $0)" } ?? "no census"
      StandardError.write(
        "--origins \(origin): the panel has no age groups of January \(origin); it has \(span). "
          + "Choose an origin it has. Nothing was written.")
      throw ExitCode(ExitStatus.refused.rawValue)
    }
  }
}
