/// How much YAML a file of a scenario folder may hold: values written out, as many and as deep as a person writes them.
///
/// A few lines of aliases of aliases stand for a document larger than any memory, and deep nesting for a very long search.
public enum PlainYAML {
  /// The most bytes of a file.
  public static let mostBytes = 1 << 20
  /// The most lists and mappings within one another; the files of the tool have eight.
  public static let deepest = 20
  /// The most values of a file, keys, lists and mappings counted: two thousand levers.
  public static let mostValues = 20_000

  /// Why a file is not read.
  public struct Refusal: Error, Sendable, Equatable {
    /// The line, from 1; nil where the file as a whole is refused.
    public let line: Int?
    /// What is there.
    public let seen: String
    /// What was expected.
    public let expected: String
  }

  /// The bytes as text; nil where they are not UTF-8. Of a file that is too long the text says no more than that.
  public static func text(_ bytes: [UInt8]) -> String? {
    bytes.count > mostBytes
      ? String(decoding: bytes, as: UTF8.self) : String(validating: bytes, as: UTF8.self)
  }

  /// Why a text is not even parsed; nil where it is. Linear in its length.
  public static func refusal(of text: String) -> Refusal? {
    if text.utf8.count > mostBytes {
      return Refusal(
        line: nil, seen: "more than \(mostBytes) bytes", expected: "a file that is shorter")
    }
    if let line = directive(text) {
      return Refusal(
        line: line, seen: "a line that begins with %", expected: "plain values, without directives")
    }
    return repeatedAnchor(text).map { name, line in
      Refusal(
        line: line, seen: "an anchor &\(name) that is used with *\(name)",
        expected: "plain values, written out")
    }
  }

  /// Why a document is not used; nil where it is. Looks at no more values than a file may have.
  ///
  /// - Parameters:
  ///   - root: the document, in the words of whatever parsed it.
  ///   - parts: the keys and values, or the items, of a value.
  ///   - line: where a value begins.
  public static func refusal<Node>(
    of root: Node, parts: (Node) -> [Node], line: (Node) -> Int?
  ) -> Refusal? {
    var waiting = [(node: root, depth: 0)]
    var count = 1
    while let (node, depth) = waiting.popLast() {
      let parts = parts(node)
      guard !parts.isEmpty else { continue }
      count += parts.count
      if count > mostValues {
        return Refusal(
          line: line(node), seen: "more than \(mostValues) values",
          expected: "at most \(mostValues) keys and values")
      }
      if depth >= deepest {
        return Refusal(
          line: line(node), seen: "more than \(deepest) lists or mappings within one another",
          expected: "at most \(deepest)")
      }
      waiting += parts.map { ($0, depth + 1) }
    }
    return nil
  }

  /// The first line, from 1, that is a directive: the library compares each with all before it, and no file of the tool has one.
  private static func directive(_ text: String) -> Int? {
    var number = 1
    var isStart = true
    for scalar in text.unicodeScalars {
      if isStart, scalar == "%" { return number }
      // YAML has more line ends than ASCII, and a mark of byte order is none of a line.
      isStart =
        "\n\r\u{85}\u{2028}\u{2029}".unicodeScalars.contains(scalar)
        || isStart && scalar == "\u{FEFF}"
      if scalar == "\n" { number += 1 }
    }
    return nil
  }

  /// The first name that is anchored and used, with the line of its use.
  ///
  /// Prose has asterisks and ampersands of its own, so one without the other is let pass; YAML refuses a use without an anchor.
  private static func repeatedAnchor(_ text: String) -> (name: String, line: Int)? {
    let marks = marks(text)
    let anchors = Set(marks.filter(\.isAnchor).map(\.name))
    return marks.first { !$0.isAnchor && anchors.contains($0.name) }.map { ($0.name, $0.line) }
  }

  /// The next line, from 1, that begins with a key: where a key that stands twice stands the second time.
  package static func line(of key: String, after first: Int, in text: String) -> Int? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.dropFirst(first).first { index in
      let start = lines[index].drop { " -{\"'".contains($0) }
      let rest = start.dropFirst(key.count).drop { " \"'".contains($0) }
      return start.hasPrefix(key) && rest.first == ":"
    }.map { $0 + 1 }
  }

  /// Every `&name` and `*name` that does not follow a letter, whatever stands before it: YAML has more blanks than ASCII.
  private static func marks(_ text: String) -> [(name: String, isAnchor: Bool, line: Int)] {
    var marks: [(name: String, isAnchor: Bool, line: Int)] = []
    let bytes = Array(text.utf8)
    var line = 1
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A { line += 1 }
      guard byte == 0x26 || byte == 0x2A, index == 0 || !isPartOfName(bytes[index - 1]) else {
        continue
      }
      let name = bytes[(index + 1)...].prefix(while: isPartOfName)
      guard !name.isEmpty else { continue }
      marks.append((String(decoding: name, as: UTF8.self), byte == 0x26, line))
    }
    return marks
  }

  /// Letters and digits of ASCII, hyphen and underscore, of which libyaml makes names of anchors.
  private static func isPartOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
    default: false
    }
  }
}

extension Unicode.Scalar {
  /// True for what a page, a terminal and a table show: no control characters, none that turn the direction, and none that stand for nothing.
  package var isShown: Bool {
    switch properties.generalCategory {
    case .control, .surrogate, .unassigned, .privateUse, .lineSeparator, .paragraphSeparator: false
    // Joiners and marks of direction are part of some languages; overriding the direction is not.
    case .format: !(0x202A...0x202E).contains(value) && !(0x2066...0x2069).contains(value)
    default: true
    }
  }
}
