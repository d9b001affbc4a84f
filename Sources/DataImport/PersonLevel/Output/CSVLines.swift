/// A CSV file being put together; cells with commas or quotes are quoted.
struct CSVLines {
  private(set) var text: String

  init(_ columns: String) { text = columns + "\n" }

  mutating func add(_ cells: [String]) {
    text += cells.map(Self.quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { ",\"\n\r".contains($0) }) else { return cell }
    return "\"\(cell.replacing("\"", with: "\"\""))\""
  }
}
