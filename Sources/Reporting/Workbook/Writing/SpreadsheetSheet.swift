import CXLSXWriter

/// One value of a sheet.
enum SheetValue: Hashable {
  /// Nothing: left empty, never 0.
  case nothing
  /// Text, whatever it begins with: never a formula.
  case text(String, CellStyle)
  /// A number.
  case number(Double, CellStyle)
}

/// A sheet of a workbook being written; rows and columns count from 0.
struct SpreadsheetSheet {
  /// The most rows Excel has.
  static let mostRows = 1_048_576

  let name: String
  let sheet: UnsafeMutablePointer<lxw_worksheet>
  /// The file, which must outlive the sheet.
  let file: SpreadsheetFile

  /// Puts a value.
  ///
  /// - Throws: `SpreadsheetFile.Fault`.
  func put(_ value: SheetValue, row: Int, column: Int) throws {
    let (at, across) = (lxw_row_t(row), lxw_col_t(column))
    switch value {
    case .nothing: return
    case .text("", _): return
    case .text(let text, let style):
      try check(
        worksheet_write_string(sheet, at, across, ExcelText.fitted(text), file.format(style)),
        row, column)
    case .number(let number, let style):
      try check(
        worksheet_write_number(sheet, at, across, number, file.format(style)), row, column)
    }
  }

  /// Puts a link to the top of another sheet.
  func link(_ text: String, to other: String, row: Int, column: Int) throws {
    let (at, across) = (lxw_row_t(row), lxw_col_t(column))
    let format = file.format(.link)
    try check(
      worksheet_write_url(sheet, at, across, "internal:'\(other)'!A1", format), row, column)
    try check(worksheet_write_string(sheet, at, across, text, format), row, column)
  }

  /// Makes a table with filters of a header row and the rows below; there must be one row at least.
  func table(_ name: String, _ range: SheetRange, headers: [String]) throws {
    let columns = headers.map { header in
      var column = lxw_table_column()
      column.header = file.kept(header)
      return column
    }
    var options = lxw_table_options()
    options.name = file.kept(name)
    options.style_type = UInt8(LXW_TABLE_STYLE_TYPE_LIGHT.rawValue)
    options.style_type_number = 1
    try Self.withPointers(to: columns) { pointers in
      options.columns = pointers
      let code = worksheet_add_table(
        sheet, lxw_row_t(range.firstRow), lxw_col_t(range.firstColumn), lxw_row_t(range.lastRow),
        lxw_col_t(range.lastColumn), &options)
      try SpreadsheetFile.check(code, "making the table '\(name)'")
    }
  }

  /// Pointers to values, nil after the last, as the library wants its lists.
  private static func withPointers<Element>(
    to values: [Element],
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<Element>?>) throws -> Void
  ) throws {
    var values = values
    try values.withUnsafeMutableBufferPointer { buffer in
      var pointers = buffer.indices.map { buffer.baseAddress?.advanced(by: $0) } + [nil]
      try pointers.withUnsafeMutableBufferPointer { list in
        if let first = list.baseAddress { try body(first) }
      }
    }
  }

  /// Sets widths in characters, from the first column on.
  func widths(_ widths: [Double]) throws {
    for (column, width) in widths.enumerated() {
      let across = lxw_col_t(column)
      try check(worksheet_set_column(sheet, across, across, width, nil), 0, column)
    }
  }

  /// Sets the height of a row in points.
  func height(_ points: Double, row: Int) throws {
    try check(worksheet_set_row(sheet, lxw_row_t(row), points, nil), row, 0)
  }

  /// Keeps the rows above one in sight.
  func freeze(above row: Int) { worksheet_freeze_panes(sheet, lxw_row_t(row), 0) }

  /// Paper: A4 across, some pages wide, a header row and the first columns on every page, a footer.
  func page(footer: String, repeating row: Int?, wide pages: Int = 1) throws {
    worksheet_set_landscape(sheet)
    worksheet_set_paper(sheet, 9)
    worksheet_fit_to_pages(sheet, UInt16(pages), 0)
    if pages > 1 {
      try SpreadsheetFile.check(worksheet_repeat_columns(sheet, 0, 2), "repeating columns")
    }
    worksheet_gridlines(sheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue))
    if let row {
      let at = lxw_row_t(row)
      try SpreadsheetFile.check(worksheet_repeat_rows(sheet, at, at), "repeating a row")
    }
    let text = String(footer.map { $0 == "&" ? "+" : $0 }.prefix(150))
    try SpreadsheetFile.check(
      worksheet_set_footer(sheet, "&L\(text)&C&A&RPage &P of &N"), "setting the footer")
  }

  /// Keeps Excel from calling years and codes, which are text, wrong.
  func allowDigitsAsText(_ range: SheetRange) throws {
    let address = range.absolute.split(separator: "!").last.map(String.init) ?? ""
    let kind = UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue)
    try SpreadsheetFile.check(
      worksheet_ignore_errors(sheet, kind, address.filter { $0 != "$" }), "allowing digits as text")
  }

  private func check(_ code: lxw_error, _ row: Int, _ column: Int) throws {
    guard code != LXW_NO_ERROR else { return }
    let place = "\(SheetRange.letters(column))\(row + 1)"
    try SpreadsheetFile.check(code, "writing \(place) of the sheet '\(name)'")
  }
}
