import Foundation
public import Vocabulary

/// Reads the results that a run wrote, or is about to write.
public struct ResultsReader {
  /// The bytes of a file below the authority's folder of results; nil where there is none.
  public typealias Contents = (String) -> [UInt8]?

  /// Makes a table smaller as it is read, which spares memory.
  public typealias Cutting = (_ file: String, _ table: ResultTable) -> ResultTable

  private let folder: String
  private let contents: Contents
  private let wanted: Wanted
  private var findings: [Finding] = []

  /// Reads the folder of an authority's results.
  ///
  /// - Parameters:
  ///   - folder: the folder.
  ///   - scenarios: ids of scenarios; nil for all. The baseline is always read.
  ///   - files: the tables of each scenario that are wanted.
  ///   - totals: of some files, columns that hold `All` in every row wanted: other rows are not kept, which spares memory.
  ///   - cut: what is kept of each table; nil where all is.
  ///   - command: what to run first where there is nothing.
  /// - Returns: the results, nil where a finding is an error; and every finding. Linear in the bytes of the files wanted.
  public static func read(
    folder: String, scenarios: [String]? = nil, files: [String],
    totals: [String: [String]] = [:], cut: Cutting? = nil, otherwise command: String
  ) -> (results: RunResults?, findings: [Finding]) {
    let path = "\(folder)/baseline/run.json"
    guard FileManager.default.fileExists(atPath: path) else {
      return (
        nil,
        [
          Finding(
            .runMissing, at: .init(folder), seen: "no baseline/run.json here",
            expected: "the results of a run", remedy: "First: \(command)")
        ]
      )
    }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let held = names.sorted().filter {
      FileManager.default.fileExists(atPath: "\(folder)/\($0)/run.json")
    }
    let wanted = Wanted(scenarios: scenarios, files: files, totals: totals, cut: cut)
    return read(folder: folder, held: held, wanted) {
      FileManager.default.contents(atPath: "\(folder)/\($0)").map { [UInt8]($0) }
    }
  }

  /// Reads results in memory, under their paths below the authority's folder.
  public static func read(
    texts: [String: String], files: [String], totals: [String: [String]] = [:]
  ) -> (results: RunResults?, findings: [Finding]) {
    let held = texts.keys.filter { $0.hasSuffix("/run.json") }
      .map { String($0.dropLast("/run.json".count)) }.sorted()
    let wanted = Wanted(scenarios: nil, files: files, totals: totals, cut: nil)
    return read(folder: "", held: held, wanted) { path in
      texts[path].map { Array($0.utf8) }
    }
  }

  /// What is to be read.
  private struct Wanted {
    let scenarios: [String]?
    let files: [String]
    /// Of some files, the columns that hold `All` in every row kept.
    let totals: [String: [String]]
    let cut: Cutting?
  }

  private static func read(
    folder: String, held: [String], _ wanted: Wanted, _ contents: @escaping Contents
  ) -> (results: RunResults?, findings: [Finding]) {
    var reader = ResultsReader(folder: folder, contents: contents, wanted: wanted)
    let results = reader.results(held)
    return (reader.findings.contains { $0.severity == .error } ? nil : results, reader.findings)
  }

  private init(folder: String, contents: @escaping Contents, wanted: Wanted) {
    self.folder = folder
    self.contents = contents
    self.wanted = wanted
  }

  private mutating func results(_ held: [String]) -> RunResults? {
    for name in wanted.scenarios ?? [] where !held.contains(name) {
      malformed(name, seen: "no scenario of that name; there are \(held.joined(separator: ", "))")
    }
    let chosen = held.filter { $0 == "baseline" || wanted.scenarios?.contains($0) ?? true }
    let ordered = chosen.filter { $0 == "baseline" } + chosen.filter { $0 != "baseline" }
    var records: [RunRecord] = []
    var scenarios: [ScenarioResults] = []
    for id in ordered {
      guard let record = record(id) else { continue }
      records.append(record)
      var tables: [String: ResultTable] = [:]
      for file in wanted.files {
        let read = table("\(id)/\(file)", wanted.totals[file] ?? [])
        tables[file] = read.map { wanted.cut?(file, $0) ?? $0 }
      }
      scenarios.append(
        ScenarioResults(
          id: id, name: record.scenario.name, question: record.scenario.question, tables: tables))
    }
    guard let first = records.first else { return nil }
    return RunResults(
      authority: first.authority.name, dfeCode: first.authority.dfe_code, record: first.record,
      scenarios: scenarios,
      comparison: table("comparison.csv") ?? ResultTable(columns: [], rows: []))
  }

  private mutating func record(_ scenario: String) -> RunRecord? {
    let path = "\(scenario)/run.json"
    let bytes = contents(path) ?? []
    do {
      return try JSONDecoder().decode(RunRecord.self, from: Data(bytes))
    } catch {
      malformed(path, seen: "\(bytes.count) bytes that do not describe a run")
      return nil
    }
  }

  /// Nil where the file is not there, which an older run may lack.
  private mutating func table(_ path: String, _ totals: [String] = []) -> ResultTable? {
    guard let bytes = contents(path) else { return nil }
    let (read, found) = CSVReader.read(bytes, file: "\(folder)/\(path)")
    findings += found
    guard let table = read else { return nil }
    let columns = table.columns.indices
    let summed = totals.compactMap(table.columns.firstIndex)
    let kept = table.records.filter { record in
      table.isSound(record: record)
        && summed.allSatisfy { table.text(record: record, column: $0) == Scope.allWord }
    }
    return ResultTable(
      columns: table.columns,
      rows: kept.map { record in columns.map { table.text(record: record, column: $0) } })
  }

  private mutating func malformed(_ path: String, seen: String) {
    findings.append(
      Finding(
        .runMalformed, at: .init("\(folder)/\(path)"), seen: seen,
        expected: "files as 'sufficiency run' writes them", remedy: "Run the folder again."))
  }
}

/// `run.json`, as far as later commands need it.
struct RunRecord: Decodable {
  struct Authority: Decodable {
    let name: String
    let dfe_code: String
  }
  struct Scenario: Decodable {
    let id: String
    let name: String
    let question: String
  }
  struct Input: Decodable {
    let path: String
    let hash: String
  }
  let version: String
  let authority: Authority
  let scenario: Scenario
  let base_census: Int
  let draws: Int
  let years: Int
  let seed: UInt64
  let finished: String
  let inputs: [Input]
  /// Not in the records of older versions.
  let allocation: String?

  /// What a comparison with later counts needs.
  var past: PastRun {
    PastRun(
      authority: authority.name, dfeCode: authority.dfe_code, baseCensus: base_census,
      draws: draws, seed: seed, finished: finished)
  }

  var record: RunResults.Record {
    .init(
      version: version, seed: seed, draws: draws, years: years, baseCensus: base_census,
      finished: finished, inputs: inputs.map { InputFile(path: $0.path, hash: $0.hash) },
      allocation: allocation.flatMap(AllocationMethod.init))
  }
}
