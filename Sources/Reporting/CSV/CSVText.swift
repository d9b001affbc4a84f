import Vocabulary

/// A CSV file being written: RFC 4180 quoting, UTF-8 without a mark, lines ended by LF.
struct CSVText {
  /// What is in the file.
  let schema: TableSchema
  private var bytes: [UInt8]

  /// What was written so far.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Starts a file with the header of its schema.
  init(_ schema: TableSchema) {
    self.schema = schema
    bytes = Array((schema.fields.map(\.name).joined(separator: ",") + "\n").utf8)
  }

  /// Adds a row.
  mutating func add(_ cells: [CSVCell]) {
    check(cells.count)
    var isFirst = true
    for cell in cells {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      cell.write(to: &bytes)
      isFirst = false
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private func check(_ count: Int) {
    precondition(
      count == schema.fields.count,
      "\(count) cells for \(schema.fields.count) columns of \(schema.file)")
  }

  /// Adds a row: cells of text, then numbers as `Digits` prints them.
  mutating func add(_ texts: [String], _ numbers: [String] = []) {
    check(texts.count + numbers.count)
    var isFirst = true
    for cell in texts {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: Self.cell(cell).utf8)
      isFirst = false
    }
    for number in numbers {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: number.utf8)
      isFirst = false
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Adds a row that ends with the mean and quantiles of a count.
  mutating func add(_ texts: [String], plans spread: Spread) {
    add(texts, [Digits.mean(spread)] + spread.inOrder.map(Digits.quantile))
  }

  /// Adds a row that ends with the mean and quantiles of an amount in pence.
  mutating func add(_ texts: [String], pence spread: Spread) {
    add(texts, [Digits.poundsMean(spread)] + spread.inOrder.map(Digits.poundsQuantile))
  }

  /// The file at a folder of the authority.
  func file(in folder: String) -> OutputFile {
    OutputFile(path: folder.isEmpty ? schema.file : "\(folder)/\(schema.file)", text: text)
  }

  /// A cell of text: one that a spreadsheet would take for a formula gets an apostrophe before it, and one that
  /// holds a separator, a quote or a line end gets quotes around it.
  static func cell(_ text: String) -> String {
    let safe = isFormula(text) ? "'" + text : text
    guard safe.utf8.contains(where: isSpecial) else { return safe }
    var quoted = "\""
    for scalar in safe.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
    default: false
    }
  }

  private static func isFormula(_ text: String) -> Bool {
    switch text.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
      UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      !isNumber(text)
    default: false
    }
  }

  /// True for `-2`, `+1.5`, `-0.03`: a sign, digits, at most one point, and nothing else.
  private static func isNumber(_ text: String) -> Bool {
    let signs: [UInt8] = [UInt8(ascii: "-"), UInt8(ascii: "+")]
    let digits = signs.contains(text.utf8.first ?? 0) ? text.utf8.dropFirst() : text.utf8[...]
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return (1...2).contains(parts.count)
      && parts.allSatisfy { part in
        !part.isEmpty && part.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      }
  }
}
