import DataImport
import Foundation
import Vocabulary

/// What stops the reconciliation: a file that is not what its description says.
struct FinanceError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// A reference file, by column name.
struct Table {
  private let file: String
  private let table: CSVTable
  private let positions: [String: Int]

  init(folder: String, _ name: String) throws {
    file = "\(folder)/\(name)"
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    let (table, findings) = CSVReader.read(bytes, file: file)
    guard let table, findings.isEmpty else { throw FinanceError("\(file): \(findings)") }
    self.table = table
    positions = Dictionary(
      table.columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var rows: [Row] { table.records.map { Row(table: self, record: $0) } }

  struct Row {
    fileprivate let table: Table
    fileprivate let record: Int

    /// The text of a cell; throws where the file has no such column.
    func text(_ column: String) throws -> String {
      guard let position = table.positions[column] else {
        throw FinanceError("\(table.file) has no column \(column)")
      }
      return table.table.text(record: record, column: position)
    }

    func number(_ column: String) throws -> Double {
      let text = try text(column)
      guard let number = Double(text) else {
        throw FinanceError("\(table.file):\(record): \(column) is `\(text)`, expected a number")
      }
      return number
    }

    /// An amount to the penny; some files carry the noise of binary fractions.
    func money(_ column: String) throws -> Money {
      Money(pence: Int((try number(column) * 100).rounded(.toNearestOrAwayFromZero)))
    }

    /// A count; throws where the cell is not a whole number.
    func count(_ column: String) throws -> Int {
      guard let count = Int(exactly: try number(column)) else {
        throw FinanceError("\(table.file):\(record): \(column) is not a whole number")
      }
      return count
    }
  }
}
