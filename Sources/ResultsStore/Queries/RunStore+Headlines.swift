import GRDB
public import Vocabulary

extension RunStore {
  /// A headline figure of a scenario.
  public struct Headline: Sendable, Hashable {
    /// The scenario.
    public let scenario: String
    /// What it is, in words.
    public let name: String
    /// `GBP` for money.
    public let unit: String
    /// Its middle and range.
    public let figure: RunDifference.Figure
  }

  /// Plans, waiting children and the balance at the end of the years, of each scenario in its order.
  public func headlines(of run: RecordedRun) throws -> [Headline] {
    try read { database in
      let all = try figures(of: run.id, database)
      let lines = HeadlineLine.all(in: Set(all.map { $0.place })).filter(\.isMain)
      return run.scenarios.flatMap { scenario in
        lines.compactMap { line in
          all.first { $0.scenario == scenario && $0.place == line.place }.map {
            Headline(scenario: scenario, name: line.name, unit: $0.unit, figure: $0.figure)
          }
        }
      }
    }
  }

  /// What a run assumes, with the levers of its scenarios.
  public func assumptions(of run: RecordedRun) throws -> [RecordedAssumption] {
    try read { try assumptions(of: run.id, $0) }
  }

  func assumptions(of run: String, _ database: Database) throws -> [RecordedAssumption] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT scenario.id AS scenario, is_dropped, assumption.name AS name, scope, value, unit, status, source
        FROM assumption JOIN scenario ON scenario.number = assumption.scenario
        WHERE run = ? ORDER BY scenario.position, is_dropped, assumption.position
        """, arguments: [run]
    ).map { row in
      guard let status = Provenance.Status(rawValue: row["status"]) else {
        throw StoreError.damaged(path, "an assumption of \(run) has no known status")
      }
      return RecordedAssumption(
        scenario: row["scenario"], isDropped: row["is_dropped"],
        assumption: Assumption(
          row["name"], scope: row["scope"], value: row["value"], unit: row["unit"],
          Provenance(status, row["source"])))
    }
  }

  /// Where a figure stands in the results.
  struct Place: Hashable {
    let file: String
    let key: String
  }

  struct KeptFigure {
    let scenario: String
    let place: Place
    let unit: String
    let figure: RunDifference.Figure
  }

  /// The figures of a run that have a middle and a range.
  func figures(of run: String, _ database: Database) throws -> [KeptFigure] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT scenario.id AS scenario, file, key, unit, p10, p50, p90
        FROM figure JOIN scenario ON scenario.number = figure.scenario
        WHERE run = ? AND file IN ('plans.csv', 'waiting.csv', 'placements.csv', 'balance.csv')
          AND p50 IS NOT NULL AND p10 IS NOT NULL AND p90 IS NOT NULL
        ORDER BY scenario.position, file, key
        """, arguments: [run]
    ).map { row in
      KeptFigure(
        scenario: row["scenario"], place: Place(file: row["file"], key: row["key"]),
        unit: row["unit"],
        figure: .init(middle: row["p50"], low: row["p10"], high: row["p90"]))
    }
  }
}

/// An assumption of a run, or a baseline's that a scenario does not have.
public struct RecordedAssumption: Sendable, Hashable {
  /// The scenario; what stands with the baseline holds for all that do not say otherwise.
  public let scenario: String
  /// True where the scenario does not have it.
  public let isDropped: Bool
  /// What is assumed.
  public let assumption: Assumption

  /// True for what a scenario changes, in words of its own.
  public var isLever: Bool { assumption.name == "lever" }
}

/// A figure that stands for a run: all plans, those of a provision, children who wait, the balance.
struct HeadlineLine {
  let place: RunStore.Place
  let name: String
  /// True for those that are shown without being asked for.
  let isMain: Bool

  /// The lines of the last January and the last financial year among some places.
  static func all(in places: Set<RunStore.Place>) -> [HeadlineLine] {
    let january = last("january_census", of: "plans.csv", in: places)
    let year = last("financial_year", of: "balance.csv", in: places)
    var lines: [HeadlineLine] = []
    if let january {
      let start = "january_census=\(january);"
      lines.append(
        HeadlineLine(
          place: .init(file: "plans.csv", key: start + "age_band=All;need=All"),
          name: "plans, January \(january)", isMain: true))
      lines.append(
        HeadlineLine(
          place: .init(file: "waiting.csv", key: start + "provision=All;need=All"),
          name: "awaiting a suitable place, January \(january)", isMain: true))
      let provisions = places.filter {
        $0.file == "placements.csv" && $0.key.hasPrefix(start) && !$0.key.contains("provision=All;")
      }
      lines += provisions.sorted { $0.key < $1.key }.map { place in
        HeadlineLine(
          place: place,
          name: "plans in \(value("provision", of: place.key) ?? ""), January \(january)",
          isMain: false)
      }
    }
    if let year {
      lines.append(
        HeadlineLine(
          place: .init(
            file: "balance.csv", key: "financial_year=\(year);item=cumulative_balance"),
          name: "high needs balance at the end of \(year)", isMain: true))
    }
    return lines
  }

  private static func last(_ key: String, of file: String, in places: Set<RunStore.Place>)
    -> String?
  {
    places.lazy.filter { $0.file == file }.compactMap { value(key, of: $0.key) }.max()
  }

  private static func value(_ name: String, of key: String) -> String? {
    key.split(separator: ";").first { $0.hasPrefix(name + "=") }
      .map { String($0.dropFirst(name.count + 1)) }
  }
}
