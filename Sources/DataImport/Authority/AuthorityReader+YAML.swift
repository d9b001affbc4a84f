import Vocabulary
import Yams

extension AuthorityReader {
  /// The root of the document; nil, with a finding, if it is not YAML.
  mutating func compose(_ text: String) -> Node? {
    do {
      guard let node = try Yams.compose(yaml: text) else {
        reportYAML(nil, "an empty document")
        return nil
      }
      guard let refusal = node.refusal else { return node }
      report(refusal)
    } catch let error as YamlError {
      let (line, problem) = Self.problem(error, in: text)
      reportYAML(line, problem)
    } catch {
      reportYAML(nil, "\(error)")
    }
    return nil
  }

  /// Takes up why a file is not read.
  mutating func report(_ refusal: PlainYAML.Refusal) {
    report(
      .refusedYAML, refusal.line, nil, seen: refusal.seen, expected: refusal.expected,
      remedy: "Write values out, and keep figures in evidence/.")
  }

  private mutating func reportYAML(_ line: Int?, _ seen: String) {
    report(
      .malformedYAML, line, nil, seen: seen, expected: "a YAML mapping of key: value lines",
      remedy: "See scenarios/README.md, or make the file anew with 'sufficiency init'.")
  }

  private static func problem(_ error: YamlError, in text: String) -> (line: Int?, text: String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (mark.line, problem)
    case .reader(let problem, _, _, _): (nil, problem)
    case .duplicatedKeysInMapping(let duplicates, let context):
      (
        duplicates.first.flatMap { PlainYAML.line(of: $0, after: context.mark.line, in: text) }
          ?? context.mark.line,
        "the key \(duplicates.joined(separator: ", ").shown) twice"
      )
    default: (nil, "text that is not YAML")
    }
  }

  /// The fields of a mapping by key, unknown ones reported; nil if it is none.
  mutating func fields(
    of node: Node, allowed: [String], in place: String
  ) -> [String: Node]? {
    guard let mapping = node.mapping else {
      report(
        .malformedYAML, node.mark?.line, nil, seen: "no mapping in \(place)",
        expected: "key: value for \(allowed.joined(separator: ", "))",
        remedy: "See scenarios/README.md.")
      return nil
    }
    var fields: [String: Node] = [:]
    for (key, value) in mapping {
      let name = key.scalar?.string ?? ""
      guard allowed.contains(name) else {
        report(
          .unknownKey, key.mark?.line, name, seen: name.shown,
          expected: "one of \(allowed.joined(separator: ", "))",
          remedy: "Delete or rename it. \(Suggestion.text(for: name, among: allowed))")
        continue
      }
      fields[name] = value
    }
    return fields
  }

  /// The longest text of a value: a name, and not a paper.
  private static let longestText = 500

  /// A text that is not empty and has the form wanted; nil with a finding.
  mutating func string(
    _ key: String, in fields: [String: Node], line: Int? = nil, as form: String = "text",
    _ isValid: (String) -> Bool = { _ in true }
  ) -> String? {
    guard let node = fields[key] else {
      report(
        .missingKey, line, key, seen: "no key \(key)", expected: "\(key): \(form)",
        remedy: "Add the key.")
      return nil
    }
    guard let text = node.scalar?.string, !text.allSatisfy(\.isWhitespace),
      text.unicodeScalars.allSatisfy(\.isShown), text.unicodeScalars.count <= Self.longestText,
      isValid(text)
    else {
      report(
        .malformedValue, node.mark?.line, key, seen: (node.scalar?.string ?? "a list").shown,
        expected: form, remedy: "Correct the value.")
      return nil
    }
    return text
  }

  /// A whole number within a range; nil with a finding.
  mutating func integer(
    _ key: String, in fields: [String: Node], _ range: ClosedRange<Int>
  ) -> Int? {
    let form = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    return string(key, in: fields, as: form) {
      Digits.integer($0).map(range.contains) ?? false
    }.flatMap(Digits.integer)
  }
}

extension Node {
  /// Keys and values of a mapping, items of a list; none of a scalar.
  private var parts: [Node] {
    mapping?.flatMap { [$0.key, $0.value] } ?? sequence.map(Array.init) ?? []
  }

  /// Why a document is not used: too many values, or too deep; nil where it is.
  var refusal: PlainYAML.Refusal? {
    PlainYAML.refusal(of: self, parts: \.parts, line: { $0.mark?.line })
  }
}
