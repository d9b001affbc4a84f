import ArgumentParser
import DataImport
import Foundation
import Vocabulary

/// Makes scenario folders from DfE's release on EHC plans.
struct ImportReleaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Make a scenario folder from DfE's files 'Education, health and care plans'.",
    discussion: """
      EXAMPLES
        sufficiency import release downloads/ehcp-2025 --authority 855 --to leicestershire
        sufficiency import release ehcp-2025 ehcp-2022 --authority Leicester --to leicester \\
          --population snpp.csv --schools edubasealldata.csv
        sufficiency import release ehcp-2025 --all --to england
      Name the folders into which the releases were unpacked: files are known by their headers. Of two releases the later
      holds; an earlier one adds the years before. Nothing is written where files are refused.
      """)

  @Argument(help: "Folders (or files) of releases, as downloaded.", completion: .directory)
  var sources: [String]

  @Option(help: "The authority: DfE's code, the ONS code or the name.")
  var authority: String?

  @Flag(help: "Make a folder for every authority of the files, below the folder named.")
  var all = false

  @Option(name: .customLong("to"), help: "The scenario folder to make.", completion: .directory)
  var folder: String

  @Option(
    help: "ONS population by single year of age (CSV): estimates, projections; may be repeated.",
    completion: .file())
  var population: [String] = []

  @Option(
    help: "An extract of Get Information About Schools (edubasealldata).", completion: .file())
  var schools: String?

  @Option(help: "The January census to start from (default: the last in the files).")
  var baseCensus: Int?

  @Option(help: "Years to project.")
  var horizon = 10

  @Flag(help: "Write into a folder that is not empty; files of other names stay.")
  var force = false

  @Option(help: "Exit with 3 if there are findings at least this grave: note, warning, never.")
  var failOn: FailOn = .never

  func validate() throws {
    guard (authority == nil) == all else {
      throw ValidationError("Name one of --authority and --all.")
    }
    guard (1...50).contains(horizon) else {
      throw ValidationError("--horizon must be from 1 to 50 years.")
    }
    guard baseCensus.map((2000...2090).contains) ?? true else {
      throw ValidationError("--base-census must be a year such as 2025.")
    }
  }

  func run() throws {
    try refuseFullFolder()
    let session = try ReleaseSession(self)
    let made = all ? try session.makeAll() : try session.makeOne(authority ?? "")
    try failOn.check(session.findings + made)
  }

  private func refuseFullFolder() throws {
    let held = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard held.isEmpty || force else {
      StandardError.write(
        "\(folder) is not empty, and nothing was written. Name a new folder, or add --force.")
      throw ExitCode(ExitStatus.refused.rawValue)
    }
  }
}

/// One import: what was read, what was made of it, and what is said of both.
struct ReleaseSession {
  private let command: ImportReleaseCommand
  private let figures: ReleaseFigures
  private let maker: ReleaseFolderMaker
  private let base: Int
  /// What was found in the files; what was found in making folders is said by those who make them.
  let findings: [Finding]

  /// Reads everything; refused input ends the command.
  init(_ command: ImportReleaseCommand) throws {
    self.command = command
    let (figures, isComplete, found) = ReleaseReader.readWhatIsSound(paths: command.sources)
    let (population, more) = ReleasePopulation.read(files: command.population)
    var (schools, last): (SchoolRegister?, [Finding]) = (nil, [])
    if let file = command.schools {
      (schools, last) = SchoolRegister.read(file: file, for: .settings)
    }
    var findings = found + more + last
    if let name = command.authority, !figures.authorities.isEmpty {
      findings += figures.authority(name).finding.map { [$0] } ?? []
    }
    guard isComplete, let population, command.schools == nil || schools != nil else {
      throw Self.refused(findings)
    }
    self.figures = figures
    base = command.baseCensus ?? figures.lastCensus ?? 2000
    maker = ReleaseFolderMaker(
      figures, base: base, horizon: command.horizon, population: population, schools: schools)
    findings += maker.missingKinds() + figures.failedChecks(base: base)
    self.findings = findings
    if findings.contains(where: { $0.severity == .error }) { throw Self.refused(findings) }
    ScenarioFolder.report(findings, verbose: true)
  }

  private static func refused(_ findings: [Finding]) -> ExitCode {
    ScenarioFolder.report(findings, verbose: true)
    StandardError.write("Refused, \(ScenarioFolder.counts(findings)). Nothing was written.")
    return ExitCode(ExitStatus.refused.rawValue)
  }

  private func printSources() {
    let (all, now) = (figures.authorities.count, figures.authorities(at: base).count)
    let others = all > now ? " (and \(all - now) in earlier years only)" : ""
    print("Read \(now) \(now == 1 ? "authority" : "authorities") of January \(base)\(others):")
    for source in figures.sources {
      print(
        "  \(source.table), release of \(source.release): \(source.rows) \(source.rows == 1 ? "row" : "rows") (\(source.file))"
      )
    }
  }

  private func printChecks() {
    print("Checks:")
    for check in figures.checks(base: base) {
      print("  \(check.outcome.rawValue): \(check.name): \(check.detail)")
    }
  }

  /// Makes the folder of one authority.
  ///
  /// - Returns: what was found in making it.
  func makeOne(_ text: String) throws -> [Finding] {
    let (authority, finding) = figures.authority(text)
    guard let authority else { throw Self.refused(finding.map { [$0] } ?? []) }
    let made = maker.folder(authority)
    if made.isRefused { throw Self.refused(made.findings) }
    ScenarioFolder.report(made.findings, verbose: true)
    try write(made, to: command.folder)
    printSources()
    printChecks()
    print(
      """
      Wrote \(command.folder) for \(authority.name) (\(authority.code)): \(ScenarioFolder.counts(findings + made.findings)). \
      There are no costs or income in a release: without unit_costs.csv and income.csv a run goes without the account.
      Next: sufficiency run \(command.folder)
      """)
    return made.findings
  }

  /// Makes the folder of every authority that has what a run needs, and says why the others have none.
  ///
  /// - Returns: what was found in making them.
  func makeAll() throws -> [Finding] {
    let watch = Stopwatch()
    let authorities = figures.authorities(at: base)
    let folders = Concurrently.map(authorities) { maker.folder($0) }
    var refused: [ReleaseFolder] = []
    for made in folders {
      if made.isRefused {
        refused.append(made)
      } else {
        try write(made, to: "\(command.folder)/\(Self.folderName(made.authority))")
      }
    }
    if refused.count < folders.count {
      printSources()
      printChecks()
    }
    let seconds = String(format: "%.1f", watch.seconds)
    print(
      "Wrote \(folders.count - refused.count) of \(folders.count) folders below \(command.folder) in \(seconds) s."
    )
    printWarnings(folders.filter { !$0.isRefused })
    for made in refused {
      let reasons = made.findings.filter { $0.severity == .error }
      print("  cannot run: \(made.authority.name) (\(made.authority.code)):")
      for reason in reasons.prefix(3) { print("    \(reason.message)") }
      if reasons.count > 3 { print("    and \(reasons.count - 3) more") }
    }
    if let first = folders.first(where: { !$0.isRefused }) {
      print("Next: sufficiency run \(command.folder)/\(Self.folderName(first.authority))")
    } else {
      throw ExitCode(ExitStatus.refused.rawValue)
    }
    return folders.flatMap(\.findings)
  }

  private func printWarnings(_ folders: [ReleaseFolder]) {
    let warnings = folders.flatMap { made in
      Set(made.findings.filter { $0.severity == .warning }.map(\.code))
    }
    for (code, all) in Dictionary(grouping: warnings, by: { $0 }).sorted(by: { $0.key < $1.key }) {
      let text = FindingCatalogue.entry(code: code).map { "\($0.explanation) Done: \($0.done)" }
      print(
        "  warning \(code) in \(all.count) \(all.count == 1 ? "folder" : "folders"): \(text ?? "")")
    }
  }

  private static func folderName(_ authority: ReleaseFigures.Authority) -> String {
    let words = authority.name.lowercased().split { !$0.isLetter && !$0.isNumber }
    return authority.code + "-" + words.joined(separator: "-")
  }

  private func write(_ made: ReleaseFolder, to folder: String) throws {
    let schemas = FolderTemplate.schemas.sorted { $0.key < $1.key }.map {
      (path: $0.key, bytes: Array($0.value.utf8))
    }
    let kept = ReleaseFolder.findingsFile(findings + made.findings)
    try FolderWriter.write(made.files + [kept] + schemas, to: folder)
  }
}
