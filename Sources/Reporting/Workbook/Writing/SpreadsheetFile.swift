import CXLSXWriter
import Foundation

/// A workbook of Excel being written with libxlsxwriter: it owns the C workbook and every string the library was given.
final class SpreadsheetFile {
  /// What the library refused, in its words.
  struct Fault: Error, CustomStringConvertible {
    let doing: String
    let reason: String
    var description: String { "\(doing): \(reason)" }
  }

  private var book: UnsafeMutablePointer<lxw_workbook>?
  private var strings: [UnsafeMutablePointer<CChar>] = []
  private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]

  /// Starts a file at a path; nothing is written before `close`.
  ///
  /// - Throws: `Fault`.
  init(path: String) throws {
    book = workbook_new(path)
    if book == nil { throw Fault(doing: "starting a workbook", reason: "no memory") }
  }

  deinit {
    if let book { lxw_workbook_free(book) }
    for string in strings { free(string) }
  }

  /// Writes the file and ends it.
  ///
  /// - Throws: `Fault`; what stands at the path is then no workbook.
  func close() throws {
    guard let book else { return }
    // The library frees the workbook whatever comes of it.
    self.book = nil
    try Self.check(workbook_close(book), "writing the workbook")
  }

  /// Adds a sheet.
  ///
  /// - Throws: `Fault` where the name is taken or none that Excel allows.
  func sheet(_ name: String) throws -> SpreadsheetSheet {
    guard let book, let sheet = workbook_add_worksheet(book, name) else {
      throw Fault(doing: "adding the sheet '\(name)'", reason: "its name is taken or not allowed")
    }
    return SpreadsheetSheet(name: name, sheet: sheet, file: self)
  }

  /// Names a range of the workbook.
  func define(_ name: String, as range: SheetRange) throws {
    guard let book else { return }
    try Self.check(workbook_define_name(book, name, "=" + range.absolute), "naming '\(name)'")
  }

  /// What the file says of itself. The time it was made is the run's, so that the same results give the same bytes.
  func describe(title: String, status: String, comments: String, made: Date) throws {
    guard let book else { return }
    var properties = lxw_doc_properties()
    properties.title = kept(title)
    properties.comments = kept(comments)
    properties.status = kept(status)
    properties.created = time_t(made.timeIntervalSince1970)
    try Self.check(workbook_set_properties(book, &properties), "describing the workbook")
  }

  /// The format of a style.
  func format(_ style: CellStyle) -> UnsafeMutablePointer<lxw_format>? {
    if let made = formats[style] { return made }
    guard let book, let format = workbook_add_format(book) else { return nil }
    style.apply(to: format)
    formats[style] = format
    return format
  }

  /// A chart of lines that belongs to the workbook.
  func lines() -> UnsafeMutablePointer<lxw_chart>? {
    guard let book else { return nil }
    return workbook_add_chart(book, UInt8(LXW_CHART_LINE.rawValue))
  }

  /// A copy of a string that lives as long as the file.
  func kept(_ text: String) -> UnsafeMutablePointer<CChar>? {
    guard let copy = strdup(text) else { return nil }
    strings.append(copy)
    return copy
  }

  /// Ends with the library's words where it refuses something.
  static func check(_ code: lxw_error, _ doing: String) throws {
    guard code != LXW_NO_ERROR else { return }
    let words = lxw_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
    throw Fault(doing: doing, reason: words)
  }
}

/// A rectangle of a sheet; rows and columns count from 0, and the last ones belong to it.
struct SheetRange: Hashable {
  let sheet: String
  let firstRow: Int
  let firstColumn: Int
  let lastRow: Int
  let lastColumn: Int

  /// The address with the sheet before it, as formulas and charts name it: `'High needs block'!$A$6:$C$9`.
  var absolute: String {
    let quoted = sheet.split(separator: "'", omittingEmptySubsequences: false)
      .joined(separator: "''")
    return "'\(quoted)'!\(Self.address(firstRow, firstColumn)):\(Self.address(lastRow, lastColumn))"
  }

  private static func address(_ row: Int, _ column: Int) -> String {
    "$\(letters(column))$\(row + 1)"
  }

  /// 0 is A, 25 is Z, 26 is AA.
  static func letters(_ column: Int) -> String {
    let last = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(column % 26)))
    return column < 26 ? last : letters(column / 26 - 1) + last
  }
}
