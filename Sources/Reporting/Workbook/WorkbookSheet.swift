/// How a table stands on its sheet: title, caption, link back, the files' names of the columns, header, rows.
struct WorkbookSheet {
  /// The row of the header; title, caption, link and names of columns stand above.
  static let headerRow = 4

  let table: WorkbookTable
  /// What stands below every printed page.
  let footer: String

  /// The name of the table and, with `_data`, of its range.
  var name: String { ExcelText.name(table.sheet) }

  /// The rows of one column, or of all, without the header. A table of nothing has one empty row.
  func range(column: Int? = nil, rows: Range<Int>? = nil) -> SheetRange {
    let rows = rows ?? 0..<max(1, table.rows.count)
    return SheetRange(
      sheet: table.sheet, firstRow: Self.headerRow + 1 + rows.lowerBound, firstColumn: column ?? 0,
      lastRow: Self.headerRow + rows.upperBound,
      lastColumn: column ?? max(0, table.columns.count - 1))
  }

  /// Writes the sheet.
  ///
  /// - Throws: `SpreadsheetFile.Fault`.
  func write(to file: SpreadsheetFile) throws -> SpreadsheetSheet {
    let sheet = try file.sheet(table.sheet)
    try sheet.put(.text(table.title, .title), row: 0, column: 0)
    try sheet.height(24, row: 0)
    try sheet.put(.text(table.caption, .caption), row: 1, column: 0)
    try sheet.link("Back to Contents", to: WorkbookContents.sheet, row: 2, column: 0)
    try sheet.widths(widths)
    if !table.columns.isEmpty { try writeTable(to: sheet) }
    sheet.freeze(above: Self.headerRow + 1)
    // Three hundred characters on one page would be too small to read.
    let pages = widths.reduce(0, +) > 220 ? 2 : 1
    try sheet.page(footer: footer, repeating: Self.headerRow, wide: pages)
    return sheet
  }

  private func writeTable(to sheet: SpreadsheetSheet) throws {
    let headers = ExcelText.headers(table.columns.map(\.title))
    let data = range()
    let whole = SheetRange(
      sheet: table.sheet, firstRow: Self.headerRow, firstColumn: 0, lastRow: data.lastRow,
      lastColumn: data.lastColumn)
    try sheet.table(name, whole, headers: headers)
    try sheet.file.define("\(name)_data", as: data)
    try writeHeader(headers, to: sheet)
    let widths = widths
    for (index, row) in table.rows.enumerated() {
      let at = Self.headerRow + 1 + index
      for column in row.indices { try sheet.put(table.value(row, column), row: at, column: column) }
      let lines = lines(row, widths)
      if lines > 1 { try sheet.height(15 * min(Self.mostLines, lines), row: at) }
    }
    try sheet.allowDigitsAsText(data)
  }

  private func writeHeader(_ headers: [String], to sheet: SpreadsheetSheet) throws {
    for (column, header) in headers.enumerated() {
      let name = table.columns[column].name
      try sheet.put(.text(name, .columnName), row: Self.headerRow - 1, column: column)
      let style = CellStyle.header(ofNumbers: table.columns[column].kind.isNumber)
      try sheet.put(.text(header, style), row: Self.headerRow, column: column)
    }
    let lines = zip(headers, widths).map { header, width in
      (Double(header.count) * 1.15 / max(1, width - 4)).rounded(.up)
    }
    try sheet.height(15 * min(5, max(2, lines.max() ?? 2)), row: Self.headerRow)
  }

  /// The lines that the longest text of a row takes.
  private func lines(_ row: [String], _ widths: [Double]) -> Double {
    row.indices.lazy.filter { table.columns[$0].kind == .longText }.map { column in
      (Double(row[column].unicodeScalars.count) * 1.1 / widths[column]).rounded(.up)
    }.max() ?? 1
  }

  /// Excel has no row higher than 409 points.
  private static let mostLines = 27.0

  /// Widths in characters: what the longest value needs, within reason; the header has several lines.
  var widths: [Double] {
    table.columns.indices.map { column in
      let kind = table.columns[column].kind
      let values = table.rows.lazy.map { Self.width($0[column], kind) }.max() ?? 0
      let words = table.columns[column].title.split(separator: " ").map(\.count).max() ?? 0
      let most = kind == .longText ? 50 : 40
      return Double(min(most, max(values + 1, words + 3, 8)) + 1)
    }
  }

  /// The characters that a value takes on the sheet, with its separators and pound sign.
  private static func width(_ text: String, _ kind: WorkbookTable.Column.Kind) -> Int {
    let count = text.unicodeScalars.count
    guard kind == .number || kind == .whole || kind == .pounds, count > 4 else { return count }
    return count + count / 3
  }
}
