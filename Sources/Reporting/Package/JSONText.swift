/// A JSON value that keeps the order of its keys.
indirect enum JSONText {
  case text(String)
  case number(String)
  case list([JSONText])
  case object([(String, JSONText)])

  /// A whole number.
  static func whole(_ value: Int) -> JSONText { .number(String(value)) }

  /// The file: two spaces a level, ended by LF.
  var file: String { written(indent: 0) + "\n" }

  private func written(indent: Int) -> String {
    switch self {
    case .text(let text): Self.quoted(text)
    case .number(let digits): digits
    case .list(let items):
      Self.block("[", items.map { $0.written(indent: indent + 1) }, "]", indent)
    case .object(let pairs):
      Self.block(
        "{", pairs.map { "\(Self.quoted($0.0)): \($0.1.written(indent: indent + 1))" }, "}", indent)
    }
  }

  private static func block(
    _ open: String, _ items: [String], _ close: String, _ indent: Int
  ) -> String {
    guard !items.isEmpty else { return open + close }
    let margin = String(repeating: "  ", count: indent)
    return "\(open)\n" + items.map { "\(margin)  \($0)" }.joined(separator: ",\n")
      + "\n\(margin)\(close)"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      case "\u{0}"..<"\u{20}":
        let code = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
