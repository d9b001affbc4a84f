import Reporting
import Scenarios
import TestSupport
import Vocabulary

/// Two scenarios of the small authority, run once for all tests.
enum Fixture {
  static let draws = 40
  static let years = 5
  static let metadata = RunMetadata(
    version: "0.1.0", started: "2026-01-01T00:00:00Z", finished: "2026-01-01T00:00:02Z",
    seconds: 1.25, peakMemoryBytes: 1_000_000)

  struct Runs: Sendable {
    let evidence: Evidence
    let runs: [ScenarioRun]
    /// Every file of both.
    let files: [OutputFile]
    let comparisons: [Comparison]
    /// The CSV files of the baseline, read back, by name.
    let tables: [String: ReadTable]

    var baseline: ScenarioRun { runs[0] }
    var findings: [Finding] { runs.flatMap(\.model.findings) }
  }

  static func runs() throws -> Runs { try made.get() }

  private static let made = Result { try make() }

  private static func make() throws -> Runs {
    let evidence = try SmallAuthority.evidence()
    let names = ["baseline.yaml", "earlier-support.yaml"]
    let yaml = SmallAuthority.files().filter { names.contains($0.key) }
    let (scenarios, _) = ScenarioReader.read(
      yaml.map { (name: $0.key, text: $0.value) }, evidence: evidence)
    let runs = try scenarios.map { scenario in
      ScenarioRun(
        try ScenarioModel(scenario, evidence: evidence, years: years),
        options: RunOptions(draws: draws))
    }
    let files = runs.flatMap { ScenarioFiles.files($0, metadata: metadata) }
    let baseline = files.filter { $0.path.hasPrefix("baseline/") && $0.path.hasSuffix(".csv") }
    return Runs(
      evidence: evidence, runs: runs, files: files, comparisons: comparisons(runs),
      tables: Dictionary(
        uniqueKeysWithValues: baseline.map { file in
          (String(file.path.dropFirst("baseline/".count)), ReadTable(file.text))
        }))
  }
}

extension Fixture {
  private static func comparisons(_ runs: [ScenarioRun]) -> [Comparison] {
    let baseline = ComparedSeries(runs[0])
    return runs.dropFirst().map {
      Comparison(scenario: $0.model.scenario.id, ComparedSeries($0), baseline: baseline)
    }
  }
}

/// A CSV file read back: a strict reader of RFC 4180, enough to check what was written.
struct ReadTable: Sendable {
  let header: [String]
  let rows: [[String: String]]

  init(_ text: String) {
    var records: [[String]] = [[]]
    var cell = ""
    var isQuoted = false
    var characters = text.unicodeScalars.makeIterator()
    var pending = characters.next()
    while let scalar = pending {
      pending = characters.next()
      switch scalar {
      case "\"" where isQuoted && pending == "\"":
        cell += "\""
        pending = characters.next()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        records[records.count - 1].append(cell)
        cell = ""
      case "\n" where !isQuoted:
        records[records.count - 1].append(cell)
        cell = ""
        records.append([])
      default: cell.unicodeScalars.append(scalar)
      }
    }
    let names = records.first ?? []
    header = names
    rows = records.dropFirst().dropLast().map { cells in
      Dictionary(zip(names, cells), uniquingKeysWith: { first, _ in first })
    }
  }
}

extension Fixture.Runs {
  /// A file of the baseline, read back.
  func table(_ name: String) -> ReadTable { tables[name] ?? ReadTable("") }
}

extension [String: String] {
  func number(_ column: String) -> Double { self[column].flatMap(Double.init) ?? .nan }
}
