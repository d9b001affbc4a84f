import Vocabulary
import Yams

/// The fields of one YAML mapping, read strictly: every fault becomes a finding with file, line and key.
struct YAMLFields {
  let file: String
  let line: Int
  private let values: [String: Node]
  private let what: String
  private(set) var findings: [Finding] = []

  /// - Parameters:
  ///   - what: what the mapping is, for messages: "a scenario", "the lever places".
  ///   - known: the keys that are allowed.
  init?(_ node: Node, file: String, what: String, known: [String], findings: inout [Finding]) {
    guard let mapping = node.mapping else {
      findings.append(
        Finding(
          .scenarioNotYAML, at: Finding.Place(file, row: node.mark?.line),
          seen: "a value that is not a mapping", expected: "\(what): keys and values",
          remedy: "See scenarios/README.md for the keys."))
      return nil
    }
    self.file = file
    self.what = what
    line = node.mark?.line ?? 1
    var values: [String: Node] = [:]
    for (key, value) in mapping {
      let name = key.string ?? ""
      if !known.contains(name) {
        findings.append(
          Finding(
            .scenarioKeyUnknown, at: Finding.Place(file, row: key.mark?.line, column: name),
            seen: "the key '\(name)' in \(what)",
            expected: "one of \(known.joined(separator: ", "))",
            remedy: suggestion(name, among: known, otherwise: "Remove it or correct it.")))
      }
      values[name] = value
    }
    self.values = values
  }

  /// The node of a key, if it is there.
  func node(_ key: String) -> Node? { values[key] }

  /// True where the key is there.
  func has(_ key: String) -> Bool { values[key] != nil }

  /// Records a fault at a key.
  mutating func fault(_ key: String, seen: String, expected: String, remedy: String) {
    findings.append(
      Finding(
        .scenarioValueRefused,
        at: Finding.Place(file, row: values[key]?.mark?.line ?? line, column: key),
        seen: seen, expected: expected, remedy: remedy))
  }

  /// Records that a key is missing, unless it is there.
  mutating func require(_ key: String, _ expected: String) -> Node? {
    if let node = values[key] { return node }
    fault(
      key, seen: "no '\(key)' in \(what)", expected: expected, remedy: "Add the key '\(key)'.")
    return nil
  }

  /// The longest text: what people say of a lever or ask in a question is a sentence or two.
  private static let longestText = 2_000

  /// Text that is not empty, of characters that can be shown.
  mutating func text(_ key: String) -> String {
    guard let node = require(key, "text") else { return "" }
    guard let value = node.string, !value.isEmpty else {
      fault(key, seen: "no text", expected: "text", remedy: "Write what it is.")
      return ""
    }
    guard value.unicodeScalars.allSatisfy({ $0.isShown || $0 == "\n" || $0 == "\t" }) else {
      fault(
        key, seen: "a control character", expected: "text",
        remedy: "Take out what is written as \\x, \\u or \\e.")
      return ""
    }
    guard value.unicodeScalars.count <= Self.longestText else {
      fault(
        key, seen: "\(value.unicodeScalars.count) characters",
        expected: "at most \(Self.longestText)", remedy: "Say it in fewer words.")
      return ""
    }
    return value
  }

  /// A number within bounds.
  mutating func number(_ key: String, in range: ClosedRange<Double>, unit: String) -> Double {
    guard let node = require(key, unit) else { return 0 }
    guard let value = node.float, value.isFinite, range.contains(value) else {
      fault(
        key, seen: "'\(node.string ?? "")'",
        expected: "\(unit), from \(range.lowerBound) to \(range.upperBound)",
        remedy: node.float == nil ? "Write a number." : "Write one within these bounds.")
      return 0
    }
    return value
  }

  /// A whole number within bounds; `missing` if the key is not there.
  mutating func whole(_ key: String, in range: ClosedRange<Int>, missing: Int? = nil) -> Int {
    guard has(key) || missing == nil else { return missing ?? 0 }
    guard let node = require(key, "a whole number") else { return 0 }
    guard let value = node.int, range.contains(value) else {
      fault(
        key, seen: "'\(node.string ?? "")'",
        expected: "a whole number from \(range.lowerBound) to \(range.upperBound)",
        remedy: node.int == nil ? "Write a whole number." : "Write one within these bounds.")
      return range.lowerBound
    }
    return value
  }

  /// One of some words; nil after a fault.
  mutating func word(_ key: String, among known: [String]) -> String? {
    guard let node = require(key, "one of \(known.joined(separator: ", "))") else { return nil }
    let value = node.string ?? ""
    guard known.contains(value) else {
      fault(
        key, seen: "'\(value)'", expected: "one of \(known.joined(separator: ", "))",
        remedy: suggestion(value, among: known, otherwise: "Choose one."))
      return nil
    }
    return value
  }

  /// A financial year, `2026-27`; nil after a fault or, if optional, where there is none.
  mutating func financialYear(_ key: String, isOptional: Bool = false) -> FinancialYear? {
    if isOptional, !has(key) { return nil }
    guard let node = require(key, "a financial year such as 2026-27") else { return nil }
    if let year = FinancialYear(node.string ?? "") { return year }
    fault(
      key, seen: "'\(node.string ?? "")'", expected: "a financial year such as 2026-27",
      remedy: "Write both halves, joined by a hyphen.")
    return nil
  }

  /// National curriculum years `[from, to]`; all of them where the key is missing.
  mutating func ncys(_ key: String) -> ClosedRange<Int> {
    guard let node = node(key) else { return NCY.range }
    let ends = node.sequence?.compactMap(\.int) ?? []
    guard ends.count == 2, ends[0] <= ends[1], NCY.range.contains(ends[0]),
      NCY.range.contains(ends[1])
    else {
      fault(
        key, seen: "'\(node.string ?? "\(ends)")'",
        expected:
          "two years [from, to] between \(NCY.range.lowerBound) and \(NCY.range.upperBound)",
        remedy: "Write for example [7, 11]; Reception is 0.")
      return NCY.range
    }
    return ends[0]...ends[1]
  }
}

/// The word that was meant, or what else to do.
func suggestion(_ text: String, among known: [String], otherwise: String) -> String {
  let meant = Suggestion.text(for: text, among: known)
  return meant.isEmpty ? otherwise : meant
}

extension Node {
  /// Keys and values of a mapping, items of a list; none of a scalar.
  var parts: [Node] {
    mapping?.flatMap { [$0.key, $0.value] } ?? sequence.map(Array.init) ?? []
  }
}
