/// A table for a terminal: the first columns to the left, the others to the right.
struct TextTable {
  private var rows: [[String]]
  private let leftColumns: Int

  /// Starts a table with its header.
  ///
  /// - Parameter left: how many columns stand to the left.
  init(_ header: [String], left: Int = 1) {
    rows = [header]
    leftColumns = left
  }

  /// Adds a row.
  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The lines: columns as wide as they need be, the first one cut where the line would be too long.
  func lines(width: Int) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    var widths = (0..<columns).map { column in
      rows.compactMap { column < $0.count ? $0[column].count : nil }.max() ?? 0
    }
    let others = widths.dropFirst().reduce(0) { $0 + $1 + 2 }
    if let first = widths.first { widths[0] = max(8, min(first, width - others)) }
    return rows.map { row in
      let cells = row.enumerated().map { column, cell in
        Self.padding(
          widths[column], column == 0 ? Wording.cut(cell, to: widths[0]) : cell,
          isLeft: column < leftColumns)
      }
      return Wording.cut(Self.trimmed(cells.joined(separator: "  ")), to: width)
    }
  }

  private static func padding(_ width: Int, _ text: String, isLeft: Bool) -> String {
    let blanks = String(repeating: " ", count: max(0, width - text.count))
    return isLeft ? text + blanks : blanks + text
  }

  private static func trimmed(_ line: String) -> String {
    var rest = line[...]
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
