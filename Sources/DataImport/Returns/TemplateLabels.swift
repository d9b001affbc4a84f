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
    scan.scan()
    let ends = scan.starts.dropFirst() + [scan.cells.count]
    let records = zip(scan.starts, ends).map { start, end in
      scan.cells[start..<end].map { CSVTable.text($0, in: scan.bytes) }
    }
    let column = records.first?.firstIndex(of: "label")
    let texts =
      column.map { column in records.dropFirst().compactMap { $0.dropFirst(column).first } }
      ?? records.flatMap { $0 }
    var seen: Set<String> = []
    return texts.filter { text in
      !text.allSatisfy(\.isWhitespace) && seen.insert(text).inserted
    }
  }
}
