import DataImport
import Foundation

/// Reads a file and adds up its columns of whole numbers: `read FILE`.
struct ReadWork: Work {
  private let path: String

  init(_ words: [String]) throws { path = try words.text(1) }

  /// The number of rows, then the sum of every column whose first cell is a whole number.
  mutating func answer() throws -> [Double] {
    guard let table = CSVReader.read(try bytes(at: path), file: path).table else {
      throw UsageError()
    }
    let numeric = table.columns.indices.filter { Int(table.text(record: 2, column: $0)) != nil }
    var sums = [Int](repeating: 0, count: numeric.count)
    for record in table.records {
      for (place, column) in numeric.enumerated() {
        guard let value = Int(table.text(record: record, column: column)) else {
          throw UsageError()
        }
        sums[place] += value
      }
    }
    return [Double(table.records.count)] + sums.map(Double.init)
  }
}

/// Writes rows of keys and figures: `write ROWS FILE`.
struct WriteWork: Work {
  private let rows: Int
  private let path: String

  init(_ words: [String]) throws { (rows, path) = (try words.whole(1), try words.text(2)) }

  /// The number of bytes.
  mutating func answer() throws -> [Double] {
    let names = ["scenario", "census", "setting"] + (0..<8).map { "p\($0)" }
    var text = CSVText(TableSchema(names, file: "figures.csv"))
    let scenario = CSVCell.text("earlier-support")
    let settings = (0..<97).map { CSVCell.text("School \($0), \"north\"") }
    for row in 0..<rows {
      let base = row &* 7_919 % 1_000_003
      // Hundredths that do not end in 0, so that the rival prints the same digits.
      let figures = (0..<8).map { place -> CSVCell in
        let units = (base + place * 137) * 10
        return .quantile(units + 1 + (place + row) % 9)
      }
      text.add([scenario, .whole(2026 + row % 11), settings[row % 97]] + figures)
    }
    let bytes = Data(text.text.utf8)
    try bytes.write(to: URL(fileURLWithPath: path))
    return [Double(bytes.count)]
  }
}

/// What `CSVText` asks of the description of a file.
struct TableSchema {
  struct Field { let name: String }

  let file: String
  let fields: [Field]

  init(_ names: [String], file: String) {
    self.file = file
    fields = names.map(Field.init)
  }
}
