import ArgumentParser
import DataImport
import Foundation
import Vocabulary

/// Makes scenario folders from published files and from those of other tools.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract:
      "Make a scenario folder from published files, person-level returns, or another tool's files.",
    discussion: """
      EXAMPLES
        sufficiency import release downloads/ehcp-2025 --authority 855 --to my-authority
        sufficiency import transitions exports/2026 --to my-authority
        sufficiency import sen2 returns/2025 --census 2025-01-16 --to ~/private/my-authority
      """,
    subcommands: [
      ImportReleaseCommand.self, ImportTransitionsCommand.self, ImportSEN2Command.self,
    ])
}

/// Makes a scenario folder from person-level transitions.
struct ImportTransitionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transitions",
    abstract: "Make a scenario folder from transitions, population, valid states and costs.",
    discussion: """
      EXAMPLE
        sufficiency import transitions exports/2026 --to my-authority --authority 855
      The directory holds transitions.csv (one row a person and year), population.csv, valid-states.csv and costs.csv
      in the format of MastodonC's witan.send. Nothing is written where a file is refused.
      """)

  @Argument(help: "The directory that holds the files.", completion: .directory)
  var directory: String

  @Option(name: .customLong("to"), help: "The scenario folder to make.", completion: .directory)
  var folder: String

  @Option(help: "The authority's name (default: that of the new folder).")
  var name: String?

  @Option(name: .customLong("authority"), help: "DfE's three-digit code of the authority.")
  var code: String?

  @Flag(help: "Use the last population for every later year, and say so.")
  var holdPopulation = false

  @Flag(help: "Write into a folder that is not empty; files of other names stay.")
  var force = false

  @Option(help: "Exit with 3 if there are findings at least this grave: note, warning, never.")
  var failOn: FailOn = .never

  func validate() throws {
    guard code.map({ $0.count == 3 && Int($0) != nil }) ?? true else {
      throw ValidationError("--authority must be DfE's three-digit code such as 855.")
    }
  }

  func run() throws {
    SilentCrash.begin()
    let (evidence, findings) = TransitionReader.read(
      directory: directory, name: name ?? Self.lastName(of: folder),
      holdsPopulation: holdPopulation)
    ScenarioFolder.report(findings, verbose: true)
    guard let evidence else {
      try refuse(
        "\(directory): refused, \(ScenarioFolder.counts(findings)). Nothing was written.")
    }
    let held = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard held.isEmpty || force else {
      try refuse(
        "\(folder) is not empty, and nothing was written. Name a new folder, or add --force.")
    }
    let isSensitive = SensitiveFolder(directory).isBelowMark
    if isSensitive, let reason = SensitiveFolder(folder).refusal(files: ["authority.yaml"]) {
      try refuse(reason)
    }
    do {
      try write(
        TransitionFolder(directory: directory, evidence: evidence, code: code ?? ""),
        isSensitive: isSensitive)
    } catch let code as ExitCode {
      throw code
    } catch {
      try refuse(
        "\(folder) could not be written: \(error.localizedDescription). Check the path and who may write there."
      )
    }
    print(
      """
      Wrote \(folder) from \(directory): \(ScenarioFolder.counts(findings)).
      Next: sufficiency run \(folder) (more-new-plans.yaml is an illustrative example of a scenario).
      """)
    try failOn.check(findings)
  }

  private static func lastName(of path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent
  }

  /// Rows that `import sen2` wrote a person each stay as private as they were.
  private func write(_ made: TransitionFolder, isSensitive: Bool) throws {
    let schemas = FolderTemplate.schemas.sorted { $0.key < $1.key }.map {
      (path: $0.key, bytes: Array($0.value.utf8))
    }
    if isSensitive {
      return try SensitiveFolder(folder).write(
        (made.files + schemas).map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
    }
    try FolderWriter.write(made.files + schemas, to: folder)
  }
}
