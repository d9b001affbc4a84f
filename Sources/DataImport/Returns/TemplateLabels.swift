import Foundation
public import Vocabulary

/// The texts of a template that a user exported as CSV.
public enum TemplateLabels {
  /// Every text of a file, in its order, once each: those of the column `label` where the header has one, else those of all cells.
  ///
  /// - Returns: the texts, nil with a finding where the file cannot be read.
  public static func read(_ file: String) -> (labels: [String]?, findings: [Finding]) {
    guard let data = FileManager.default.contents(atPath: file) else {
      return (
        nil,
        [
          Finding(
            .missingFile, at: .init(file), seen: "no such file, or it cannot be read",
            expected: "a sheet of the template, saved as CSV UTF-8",
            remedy: "Check the path after --check-labels.")
        ]
      )
    }
    return (labels([UInt8](data)), [])
  }

  /// The same of bytes; rows may be of any length, since a template is no table.
  package static func labels(_ bytes: [UInt8]) -> [String] {
    var scan = RecordScanner(bytes)
    var column: Int?
    var seen: Set<String> = []
    var labels: [String] = []
    while scan.next(keeping: RecordChecks.widest) {
      let texts = scan.cells.map { cell in
        cell.count > RecordScanner.longestCell ? "" : CSVTable.text(cell, in: bytes)
      }
      if scan.record == 1, let label = texts.firstIndex(of: "label") {
        column = label
      } else {
        let own = column.map { texts.dropFirst($0).prefix(1) } ?? texts[...]
        labels += own.filter { !$0.allSatisfy(\.isWhitespace) && seen.insert($0).inserted }
      }
      scan.forget()
    }
    return labels
  }
}
