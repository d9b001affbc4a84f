import ArgumentParser
import DataImport
import Foundation
import Vocabulary

/// Counts plans, flows and waiting stock of the person-level return.
struct ImportSEN2Command: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sen2",
    abstract: "Count plans, flows and waiting stock of the person-level SEN2 return.",
    discussion: """
      EXAMPLES
        sufficiency import sen2 returns/2025 --census 2025-01-16 --to ~/private/mine --schools gias.csv
        sufficiency import sen2 returns/2025 --previous returns/2024 --census 2025-01-16 --to ~/private/mine
      The directory holds the nine tables of the return (file names end in person.csv, requests.csv and so on); a file
      instead of a directory is a list with a row a plan. Names, UPN, ULN, dates of birth and postcodes are never
      written or printed. The folder is marked OFFICIAL-SENSITIVE: it is refused in a git work tree that does not ignore it,
      and 'sufficiency purge FOLDER' deletes it.
      """)

  @Argument(help: "The directory that holds the nine tables, or a list with a row a plan.")
  var directory: String

  @Option(help: "The census day, such as 2025-01-16.")
  var census: String

  @Option(help: "The return of the census before, for flows.")
  var previous: String?

  @Option(help: "The day of the census before (default: the same day a year before).")
  var previousCensus: String?

  @Option(
    name: .customLong("to"), help: "A new folder, or a scenario folder that is to gain the counts.",
    completion: .directory)
  var folder: String

  @Option(help: "An extract of the register of schools: URN, TypeOfEstablishment and ages.")
  var schools: String?

  @Option(help: "Planning areas by postcode sector or district: columns postcode and area.")
  var postcodes: String?

  @Flag(help: "Write one row a person without names, for 'import transitions'.")
  var transitions = false

  @Option(help: "Exit with 3 if there are findings at least this grave: note, warning, never.")
  var failOn: FailOn = .never

  func validate() throws {
    guard CalendarDate(census) != nil else {
      throw ValidationError("--census must be a day such as 2025-01-16.")
    }
    guard previousCensus.map({ CalendarDate($0) != nil }) ?? true else {
      throw ValidationError("--previous-census must be a day such as 2024-01-18.")
    }
    guard
      previousCensus.flatMap({ CalendarDate($0) }).map({ $0 < CalendarDate(census) ?? $0 }) ?? true
    else {
      throw ValidationError("--previous-census must be before --census.")
    }
    if let previous, SensitiveFolder.resolved(previous) == SensitiveFolder.resolved(directory) {
      throw ValidationError(
        "--previous is the same return as \(directory): name that of the census before.")
    }
    guard !transitions || previous != nil else {
      throw ValidationError("--transitions needs the census before: give --previous.")
    }
  }

  func run() throws {
    SilentCrash.begin()
    let target = SensitiveFolder(folder)
    if let reason = target.refusal(files: PersonLevelFolder.possibleFiles) { try refuse(reason) }
    let session = PersonLevelSession(
      folder: target.isScenarioFolder ? folder : nil, schools: schools, postcodes: postcodes)
    let (now, before, found) = try read(session)
    let flows = before.map { CensusFlows(from: $0, to: now) }
    let placement = session.placement(of: now, own: target.ownFiles)
    let report = QualityReport(
      [now, before].compactMap { $0 }, flows: flows, published: session.published,
      placement: placement)
    let made = PersonLevelFolder(
      now, flows: flows, report: report, transitions: transitions ? session.rows(flows) : nil,
      placement: placement)
    try write(made, to: target)
    tell(now, flows, report, made)
    try failOn.check(found + report.findings)
  }

  /// Reads everything before anything is refused, so that all faults come in one go.
  private func read(
    _ session: PersonLevelSession
  ) throws -> (now: PlanCensus, before: PlanCensus?, findings: [Finding]) {
    let now = session.read(directory, on: try day())
    let before = try previous.map { session.read($0, on: try dayBefore()) }
    let findings = session.findings + now.findings + (before?.findings ?? [])
    ScenarioFolder.report(findings, verbose: true)
    guard let census = now.census, !findings.contains(where: { $0.severity == .error }) else {
      try refuse("\(directory): refused, \(ScenarioFolder.counts(findings)). Nothing was written.")
    }
    return (census, before?.census, findings)
  }

  private func day() throws -> CalendarDate {
    guard let day = CalendarDate(census) else { throw ValidationError("--census is no day.") }
    return day
  }

  private func dayBefore() throws -> CalendarDate {
    let day = try day()
    let before = previousCensus.flatMap { CalendarDate($0) }
    return before
      ?? CalendarDate(year: day.year - 1, month: day.month, day: min(day.day, 28))
      ?? .census(day.year - 1)
  }

  private func write(_ made: PersonLevelFolder, to target: SensitiveFolder) throws {
    do {
      try target.write(made.files)
    } catch {
      try refuse("\(folder) could not be written: \(error.localizedDescription).")
    }
  }

  private func tell(
    _ census: PlanCensus, _ flows: CensusFlows?, _ report: QualityReport,
    _ made: PersonLevelFolder
  ) {
    ScenarioFolder.report(report.findings, verbose: true)
    let version = census.version.map { "columns of version \($0.rawValue)" } ?? "no version shown"
    print(
      """
      \(directory): \(version); \(census.countedPlans) of \(census.planCount) plans counted.
      \(report.scorecardText)
      """)
    if let flows { print(flows.summary) }
    print(
      """
      Wrote \(made.files.count) files to \(folder), OFFICIAL-SENSITIVE. Delete with: sufficiency purge \(folder)
      """)
  }
}

extension ParsableCommand {
  /// Ends where the results of a sensitive folder would be published; what is written from now on nobody else may read, and a crash is silent.
  func keepPrivate(_ folder: String, out: String?) throws {
    let source = SensitiveFolder(folder)
    guard source.isSensitive else { return }
    if let out, let reason = source.refusal(results: out) { try refuse(reason) }
    umask(0o077)
    SilentCrash.begin()
  }

  /// Ends with the exit code of refused input.
  func refuse(_ message: String) throws -> Never {
    StandardError.write(message)
    throw ExitCode(ExitStatus.refused.rawValue)
  }
}
