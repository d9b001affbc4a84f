import Vocabulary

/// A table of results whose figures are kept: the columns that name a row, and those that measure it.
struct KeptTable {
  let file: String
  let keys: [String]
  /// The unit where no column says it.
  let unit: String
  /// Means that have no word for it in their names.
  var means: [String] = []
  /// Columns in which a kept row has `All`.
  var totals: [String] = []
  /// How many of them may say something else.
  var parts = 0

  /// Those that people compare. Of placements the totals of each provision are kept, of sufficiency those by need, by phase and by area:
  /// the rest is many times as much, and in the files of the run.
  static let all = [
    KeptTable(file: "plans.csv", keys: ["january_census", "age_band", "need"], unit: "plans"),
    KeptTable(
      file: "placements.csv", keys: ["january_census", "provision", "age_band", "need"],
      unit: "plans", totals: ["age_band", "need"]),
    KeptTable(
      file: "waiting.csv", keys: ["january_census", "provision", "need"], unit: "children"),
    KeptTable(
      file: "settings.csv", keys: ["academic_year", "setting"], unit: "children", means: ["places"]),
    KeptTable(
      file: "sufficiency.csv",
      keys: ["academic_year", "moment", "provision", "need", "phase", "area"], unit: "places",
      totals: ["need", "phase", "area"], parts: 1),
    KeptTable(file: "high_needs_block.csv", keys: ["financial_year", "line"], unit: "GBP"),
    KeptTable(file: "balance.csv", keys: ["financial_year", "item"], unit: "GBP"),
  ]
  static let comparison = KeptTable(
    file: "comparison.csv", keys: ["measure", "period", "item"], unit: "")

  /// A row of the store: the values in the order of `Quantity`.
  struct Figure {
    let key: String
    let unit: String
    let values: [Double?]
  }

  /// Where the columns of a table are.
  private struct Layout {
    let keys: [(name: String, position: Int)]
    let unit: Int?
    let totals: [Int]
    /// By measure, empty for the one that needs no name: the position of each quantity.
    let measures: [(name: String, positions: [Int?])]
  }

  /// The figures of a table, row by row; none of a table that was not written.
  ///
  /// - Throws: `StoreError` where a column is not there or a value is no number.
  func figures(of table: ResultTable, in path: String) throws -> [Figure] {
    guard !table.columns.isEmpty else { return [] }
    let layout = try layout(of: table, path)
    var figures: [Figure] = []
    for row in table.rows where layout.totals.count(where: { row[$0] != "All" }) <= parts {
      let key = layout.keys.map { "\($0.name)=\(Self.escaped(row[$0.position]))" }
        .joined(separator: ";")
      for measure in layout.measures {
        let values = try measure.positions.map { position in
          try position.flatMap { try value(row[$0], path) }
        }
        guard values.contains(where: { $0 != nil }) else { continue }
        figures.append(
          Figure(
            key: measure.name.isEmpty ? key : "\(key);figure=\(measure.name)",
            unit: layout.unit.map { row[$0] } ?? unit, values: values))
      }
    }
    return figures
  }

  private func layout(of table: ResultTable, _ path: String) throws -> Layout {
    func position(_ column: String) throws -> Int {
      guard let position = table.position(column) else {
        throw StoreError(
          path, seen: "\(file) has no column \(column)",
          remedy: "Run the folder again with this version of the tool.")
      }
      return position
    }
    var measures: [(name: String, positions: [Int?])] = []
    for (index, column) in table.columns.enumerated() {
      guard let (measure, quantity) = named(column) else { continue }
      if !measures.contains(where: { $0.name == measure }) {
        measures.append((measure, [Int?](repeating: nil, count: Quantity.allCases.count)))
      }
      for at in measures.indices where measures[at].name == measure {
        measures[at].positions[quantity] = index
      }
    }
    return Layout(
      keys: try keys.map { ($0, try position($0)) }, unit: table.position("unit"),
      totals: try totals.map(position), measures: measures)
  }

  /// `needed_p80`: what is measured, and the position of the quantity; nil for a column of something else.
  private func named(_ column: String) -> (measure: String, quantity: Int)? {
    if means.contains(column) { return (column, 0) }
    let last = column.split(separator: "_").last.map(String.init) ?? column
    guard let quantity = Quantity.allCases.firstIndex(where: { $0.rawValue == last }) else {
      return nil
    }
    return (String(column.dropLast(last.count + (last == column ? 0 : 1))), quantity)
  }

  private func value(_ text: String, _ path: String) throws -> Double? {
    guard !text.isEmpty else { return nil }
    guard let value = Double(text), value.isFinite else {
      throw StoreError(
        path, seen: "\(file) has '\(text)' where a number should be",
        remedy: "Run the folder again.")
    }
    return value
  }

  /// A value in which the signs between columns do not stand for themselves.
  private static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x25 || $0 == 0x3B || $0 == 0x3D }) else { return text }
    return text.replacing("%", with: "%25").replacing(";", with: "%3B").replacing("=", with: "%3D")
  }
}
