import Foundation
public import Vocabulary

/// Reads the panel of a backtest: plans of many authorities by age group and year, and the flows and people
/// behind them.
///
/// Only rows with geography `la` are read; columns other than those named are ignored. A marker for a
/// missing figure (`x`, `z`, `c`, blank …) is missing, never zero.
public struct PanelReader {
  /// Files of a panel, as paths.
  public struct Files: Sendable {
    /// Columns `geography, la_code, year, age_group, value`.
    public var plans: String
    /// Columns `geography, la_code, year, measure, value`; nil if there are none.
    public var flows: String?
    /// Columns `geography, la_code, year, value`: people aged 0 to 17; nil if there are none.
    public var population: String?

    /// Names the files.
    public init(plans: String, flows: String? = nil, population: String? = nil) {
      self.plans = plans
      self.flows = flows
      self.population = population
    }
  }

  /// The measures of the flows that a forecast uses.
  static let newPlans = "new_plans_and_statements_in_year"
  static let requests = "requests_for_assessment_in_year"

  private var histories: [String: GroupHistory] = [:]
  private var findings: [Finding] = []
  private var lastOrigin: Int?
  /// Flows and people of the origin's own year fall after its census: 1 while they are read.
  private var lag = 0

  /// The panel, and everything found; the panel is nil where a finding is an error.
  ///
  /// Linear in the bytes of the files. Nothing is thrown.
  ///
  /// - Parameter lastOrigin: the last January census that is forecast from. A fault in a later row cannot touch a forecast: it
  ///   is a warning, and the figure is missing where forecasts are scored.
  public static func read(
    _ files: Files, lastOrigin: Int? = nil
  ) -> (panel: GroupPanel?, findings: [Finding]) {
    var reader = PanelReader()
    reader.lastOrigin = lastOrigin
    reader.readPlans(files.plans)
    reader.lag = 1
    if let flows = files.flows { reader.readFlows(flows) }
    if let population = files.population { reader.readPopulation(population) }
    let refused = reader.findings.contains { $0.severity == .error }
    // Flows and people of codes without plans are of no use.
    let panel = GroupPanel(
      reader.histories.values.filter { !$0.plans.isEmpty || !$0.totals.isEmpty })
    return (refused ? nil : panel, reader.findings)
  }

  private mutating func readPlans(_ path: String) {
    let bands = AgeBand.allCases.map(\.rawValue)
    for row in rows(path, columns: ["geography", "la_code", "year", "age_group", "value"]) {
      let group = row.texts[0]
      let band = bands.firstIndex(of: group)
      guard band != nil || group == "Total" else {
        report(
          .unknownCode, path, row.number, "age_group", seen: group.shown,
          expected: (bands + ["Total"]).joined(separator: ", "),
          remedy: Suggestion.text(for: group, among: bands + ["Total"]), year: row.year)
        continue
      }
      update(row) { history in
        guard let band else { return history.totals[row.year] = row.value }
        history.plans[row.year, default: Array(repeating: nil, count: bands.count)][band] =
          row.value
      }
    }
    if histories.isEmpty, findings.isEmpty {
      report(
        .missingFile, path, nil, "geography", seen: "no row of geography 'la' with a value",
        expected: "rows of authorities", remedy: "Check the columns geography and value.")
    }
    for (code, history) in histories {
      for (year, groups) in history.plans where groups.allSatisfy({ $0 == nil }) {
        histories[code]?.plans[year] = nil
      }
    }
  }

  private mutating func readFlows(_ path: String) {
    for row in rows(path, columns: ["geography", "la_code", "year", "measure", "value"]) {
      switch row.texts[0] {
      case Self.newPlans: update(row) { $0.newPlans[row.year] = row.value }
      case Self.requests: update(row) { $0.requests[row.year] = row.value }
      default: break  // The file holds many other measures.
      }
    }
  }

  private mutating func readPopulation(_ path: String) {
    for row in rows(path, columns: ["geography", "la_code", "year", "value"]) {
      update(row) { $0.population[row.year] = row.value }
    }
  }

  private mutating func update(_ row: PanelRow, _ change: (inout GroupHistory) -> Void) {
    change(&histories[row.code, default: GroupHistory(code: row.code)])
  }
}

/// A row of an authority with a value.
private struct PanelRow {
  let number: Int
  let code: String
  let year: Int
  let value: Double
  /// The cells between year and value.
  let texts: [String]
}

extension PanelReader {
  /// The sound rows of authorities; the columns end with `value`, those after `year` are the row's texts.
  private mutating func rows(_ path: String, columns: [String]) -> [PanelRow] {
    guard let table = table(path) else { return [] }
    let missing = columns.filter { table.column(named: $0) == nil }
    for name in missing {
      report(
        .missingColumn, path, 1, name, seen: table.columns.joined(separator: ", "),
        expected: "a column \(name)", remedy: Suggestion.text(for: name, among: table.columns))
    }
    guard missing.isEmpty else { return [] }
    let positions = columns.map { table.column(named: $0) ?? 0 }
    var keys: Set<String> = []
    let before = findings.count
    return table.records.compactMap { record in
      guard findings.count - before < RecordChecks.mostFaults else {
        if findings.count - before == RecordChecks.mostFaults {
          findings.append(.tooManyFaults(in: path, row: record))
        }
        return nil
      }
      guard table.isSound(record: record),
        table.text(record: record, column: positions[0]) == "la"
      else { return nil }
      let texts = positions.dropFirst().map { table.text(record: record, column: $0) }
      guard let row = row(texts, record, path) else { return nil }
      let key = texts.dropLast().joined(separator: "|")
      guard keys.insert(key).inserted else {
        report(
          .duplicateRow, path, record, "la_code", seen: key.shown, expected: "one row of that key",
          remedy: "Delete one of the two.", year: row.year)
        return nil
      }
      return row
    }
  }

  private mutating func row(_ texts: [String], _ record: Int, _ path: String) -> PanelRow? {
    let (code, figure) = (texts[0], texts[texts.count - 1])
    guard !Digits.markers.contains(figure.lowercased()) else { return nil }
    guard !code.isEmpty else {
      report(
        .emptyText, path, record, "la_code", seen: "an empty cell", expected: "an ONS code",
        remedy: "Fill it in.")
      return nil
    }
    guard let year = Digits.integer(texts[1]), (1990...2100).contains(year) else {
      report(
        .malformedYear, path, record, "year", seen: texts[1].shown, expected: "a year like 2019",
        remedy: "Write the year of the January census, or the calendar year.")
      return nil
    }
    guard let value = Digits.decimal(figure) else {
      report(
        .notANumber, path, record, "value", seen: figure.shown, expected: "a number",
        remedy: "Write digits only, or a marker such as x where the figure is missing.", year: year)
      return nil
    }
    guard value >= 0 else {
      report(
        .negative, path, record, "value", seen: figure, expected: "0 or more",
        remedy: "Correct the count.", year: year)
      return nil
    }
    return PanelRow(
      number: record, code: code, year: year, value: value,
      texts: Array(texts.dropFirst(2).dropLast()))
  }

  private mutating func table(_ path: String) -> CSVTable? {
    guard let data = FileManager.default.contents(atPath: path) else {
      report(
        .missingFile, path, nil, nil, seen: "no such file, or it cannot be read",
        expected: "a CSV file", remedy: "Check the path.")
      return nil
    }
    let (table, found) = CSVReader.read([UInt8](data), file: path)
    findings += found
    return table
  }

  private mutating func report(
    _ fault: Fault, _ path: String, _ row: Int?, _ column: String?, seen: String,
    expected: String, remedy: String, year: Int? = nil
  ) {
    let place = Finding.Place(path, row: row, column: column)
    if let year, let lastOrigin, year + lag > lastOrigin {
      findings.append(
        Finding(.laterRowUnread, at: place, seen: seen, expected: expected, remedy: remedy))
    } else {
      findings.append(
        Finding(fault, at: place, seen: seen, expected: expected, remedy: remedy))
    }
  }
}
