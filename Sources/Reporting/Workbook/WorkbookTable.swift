import Vocabulary

/// A table of a workbook: rows as the files of a run hold them, and how each column is typed.
struct WorkbookTable {
  /// A column.
  struct Column: Sendable {
    /// What its values are in Excel.
    enum Kind: Sendable {
      /// Text, years and codes included.
      case text
      /// Text of any length.
      case longText
      /// A number, or nothing where it is not known.
      case number
      /// A number shown without decimals, whatever it has.
      case whole
      /// Pounds.
      case pounds
      /// A number of a file or a rank, without separators.
      case position
      /// A number where it is one, otherwise words.
      case either

      /// True where most of the values stand to the right.
      var isNumber: Bool { [.number, .whole, .pounds].contains(self) }
    }

    /// Its name in the file.
    let name: String
    /// Its header.
    let title: String
    let kind: Kind
  }

  /// The sheet it stands on.
  let sheet: String
  let title: String
  /// What it shows, in a line.
  let caption: String
  let columns: [Column]
  let rows: [[String]]
  /// The most decimals that a column prints, so that its points stand below one another.
  private let decimals: [Int]
  /// What of the files is not here, in words; nil where nothing is missing.
  var leftOut: String?

  /// A table of a sheet.
  init(
    sheet: String, title: String, caption: String, columns: [Column], rows: [[String]],
    leftOut: String? = nil
  ) {
    self.sheet = sheet
    self.title = title
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.leftOut = leftOut
    decimals = columns.indices.map { column in
      guard columns[column].kind == .number else { return 0 }
      return rows.lazy.map { Self.decimals($0[column]) }.max() ?? 0
    }
  }

  /// What a row and column hold in Excel.
  func value(_ row: [String], _ column: Int) -> SheetValue {
    let (text, kind) = (row[column], columns[column].kind)
    guard !text.isEmpty else { return .nothing }
    if kind != .text, kind != .longText, let number = Self.number(text) {
      return .number(number, style(of: text, in: row, column))
    }
    if columns[column].name == "status", text == Provenance.Status.illustrative.rawValue {
      return .text(text, .notice)
    }
    return .text(text, kind == .longText ? .wrapped : .plain)
  }

  private func style(of text: String, in row: [String], _ column: Int) -> CellStyle {
    let kind = columns[column].kind
    if kind == .position { return .unformatted }
    let isAmount = [.number, .whole].contains(kind) && !columns[column].isChance && isInPounds(row)
    if kind == .pounds || isAmount { return .pounds }
    return .number(decimals: kind == .whole ? 0 : decimals(text, column))
  }

  private func isInPounds(_ row: [String]) -> Bool {
    columns.indices.contains { columns[$0].name == "unit" && row[$0] == "GBP" }
  }

  /// The number that a text of a file is; nil where it is none, or has more digits than Excel keeps.
  static func number(_ text: String) -> Double? {
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let areDigits = parts.allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    // A code such as 007 is no number.
    let isPadded = parts.first.map { $0.count > 1 && $0.hasPrefix("0") } ?? true
    guard areDigits, !isPadded, parts.count <= 2, digits.utf8.count <= 15 else { return nil }
    return Double(text)
  }

  private func decimals(_ text: String, _ column: Int) -> Int {
    columns[column].kind == .number ? decimals[column] : Self.decimals(text)
  }

  /// The number of decimals that a text prints.
  static func decimals(_ text: String) -> Int {
    text.lastIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
  }
}

extension WorkbookTable.Column {
  /// The column that says of which scenario a row is.
  static let scenario = Self(
    name: "scenario", title: "Scenario", kind: .text)

  /// True for a chance, which stands beside pounds in rows whose unit is pounds.
  var isChance: Bool { name.hasPrefix("prob_") }

  /// A column of a file of a run; one that the data dictionary does not have is text.
  init(_ name: String, in file: String) {
    let field = TableSchema.all.first { $0.file == file }?.fields.first { $0.name == name }
    self.init(
      name: name,
      title: (field?.title ?? name).replacing("draws", with: "simulations"),
      kind: Self.kind(name, field?.kind ?? .text, in: file))
  }

  private static func kind(_ name: String, _ kind: TableSchema.Field.Kind, in file: String) -> Kind
  {
    switch (file, name) {
    case (_, "january_census"): .text
    case ("findings.csv", "row"): .position
    case ("assumptions.csv", "value"): .either
    case (_, "source"), (_, "seen"), (_, "expected"), (_, "done"), (_, "remedy"): .longText
    case ("assumptions.csv", "scope"), ("settings.csv", "name"): .longText
    default: kind == .text ? .text : shown(name)
    }
  }

  private static func shown(_ name: String) -> Kind { name.hasSuffix("_gbp") ? .pounds : .number }
}
