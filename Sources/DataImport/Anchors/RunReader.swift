import Foundation
public import Vocabulary

/// Reads what an earlier run of the baseline wrote, as far as later counts are compared with it.
public struct RunReader {
  private let folder: String
  private var findings: [Finding] = []

  /// Reads a run.
  ///
  /// - Parameters:
  ///   - path: the folder of the authority's results, or of one scenario in it.
  ///   - command: what to run first where there is none.
  /// - Returns: the run, nil where a finding is an error, and every finding.
  public static func read(_ path: String, otherwise command: String) -> (
    run: PastRun?, findings: [Finding]
  ) {
    let choices = [path, "\(path)/baseline"]
    guard
      let folder = choices.first(where: { FileManager.default.fileExists(atPath: "\($0)/run.json") }
      )
    else {
      let missing = Finding(
        .runMissing, at: .init(path), seen: "no run.json here or in baseline/",
        expected: "the results of a run", remedy: "First: \(command)")
      return (nil, [missing])
    }
    var reader = RunReader(folder: folder)
    let run = reader.run()
    return (run, reader.findings)
  }

  private init(folder: String) { self.folder = folder }

  private mutating func run() -> PastRun? {
    let record = record()
    let plans = ranges("plans.csv", like: ["age_band": "All", "need": "All"])
    let flows = ranges(
      "flows.csv", like: ["flow": "new", "age_band": "All", "provision": "All"])
    guard var run = record, let plans, let flows else { return nil }
    (run.plans, run.newPlans) = (plans, flows)
    run.known = known()
    return run
  }

  private mutating func record() -> PastRun? {
    let path = "\(folder)/run.json"
    let data = FileManager.default.contents(atPath: path) ?? Data()
    do {
      return try JSONDecoder().decode(RunRecord.self, from: data).past
    } catch {
      malformed(path, seen: "\(data.count) bytes that do not describe a run", nil)
      return nil
    }
  }

  /// The likely ranges by January census of the rows whose cells are as given.
  private mutating func ranges(_ name: String, like cells: [String: String]) -> [Int: LikelyRange]?
  {
    guard let table = table(name) else { return nil }
    let columns = ["january_census", "p10", "p50", "p90"] + cells.keys.sorted()
    let positions = columns.compactMap { table.column(named: $0) }
    guard positions.count == columns.count else {
      let missing = columns.filter { table.column(named: $0) == nil }
      malformed("\(folder)/\(name)", seen: "no column \(missing.joined(separator: ", "))", nil)
      return nil
    }
    let wanted = cells.sorted { $0.key < $1.key }.map(\.value)
    var result: [Int: LikelyRange] = [:]
    for record in table.records where table.isSound(record: record) {
      let texts = positions.map { table.text(record: record, column: $0) }
      guard Array(texts[4...]) == wanted else { continue }
      let figures = texts[1...3].compactMap(Digits.decimal)
      guard let census = Digits.integer(texts[0]), figures.count == 3 else {
        malformed("\(folder)/\(name)", seen: texts.joined(separator: ", ").shown, record)
        return nil
      }
      result[census] = LikelyRange(low: figures[0], middle: figures[1], high: figures[2])
    }
    return result
  }

  /// The counts the run was conditioned on: its own `anchors.csv` lists them.
  private mutating func known() -> Set<PastRun.Known> {
    let isThere = FileManager.default.fileExists(atPath: "\(folder)/anchors.csv")
    guard isThere, let table = table("anchors.csv"), let measure = table.column(named: "measure"),
      let date = table.column(named: "date")
    else { return [] }
    let rows = table.records.compactMap { record -> PastRun.Known? in
      let texts = (
        table.text(record: record, column: measure), table.text(record: record, column: date)
      )
      guard let measure = Anchor.Measure(rawValue: texts.0), let date = CalendarDate(texts.1)
      else { return nil }
      return PastRun.Known(measure, date)
    }
    return Set(rows)
  }

  private mutating func table(_ name: String) -> CSVTable? {
    let path = "\(folder)/\(name)"
    guard let data = FileManager.default.contents(atPath: path) else {
      malformed(path, seen: "no such file", nil)
      return nil
    }
    let (table, found) = CSVReader.read([UInt8](data), file: path)
    findings += found
    return found.contains { $0.severity == .error } ? nil : table
  }

  private mutating func malformed(_ path: String, seen: String, _ row: Int?) {
    findings.append(
      Finding(
        .runMalformed, at: .init(path, row: row), seen: seen,
        expected: "a file as 'sufficiency run' writes it",
        remedy: "Run the folder again, or name another run with --run."))
  }
}
