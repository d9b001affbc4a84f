import Vocabulary
import Yams

extension AuthorityReader {
  /// Words that mean something else in the files, so that no code may be one of them.
  private static let reserved: Set<String> = [
    Scope.allWord, Provision.notRecordedCode, "over_number", "other_authority", "held", "awaiting",
  ]

  /// The list of needs.
  mutating func needs(_ node: Node) -> [Need] {
    entries(of: node, "needs", allowed: ["code", "name"]).map { entry in
      Need(code: entry.code, name: string("name", in: entry.fields, line: entry.line) ?? "")
    }
  }

  /// The list of provisions.
  mutating func provisions(_ node: Node) -> [Provision] {
    entries(of: node, "provisions", allowed: ["code", "name", "ncy", "kind"]).map { entry in
      Provision(
        code: entry.code, name: string("name", in: entry.fields, line: entry.line) ?? "",
        ncys: ncys(entry) ?? NCY.range, kind: kind(entry) ?? .none)
    }
  }

  private struct Entry {
    let code: String
    let fields: [String: Node]
    let line: Int?
  }

  private mutating func entries(
    of node: Node, _ key: String, allowed: [String]
  ) -> [Entry] {
    guard let items = node.sequence, !items.isEmpty else {
      report(
        .malformedValue, node.mark?.line, key, seen: "no list",
        expected: "a list of {\(allowed.joined(separator: ", "))}",
        remedy: "Write the list, or leave the key out for the default one.")
      return []
    }
    var result: [Entry] = []
    for item in items {
      let line = item.mark?.line
      guard let fields = fields(of: item, allowed: allowed, in: key),
        let code = string("code", in: fields, line: line)
      else { continue }
      if Self.reserved.contains(code) || code.contains(where: { ";|,".contains($0) })
        || result.contains(where: { $0.code == code })
      {
        report(
          .repeatedCode, line, key, seen: code.shown,
          expected: "codes that occur once, without ; , | and not a word of the files",
          remedy: "Rename the code.")
      }
      result.append(Entry(code: code, fields: fields, line: line))
    }
    return result
  }

  private mutating func ncys(_ entry: Entry) -> ClosedRange<Int>? {
    let ends = entry.fields["ncy"]?.sequence?.compactMap {
      $0.scalar.flatMap { Digits.integer($0.string) }
    }
    guard let ends, ends.count == 2, ends[0] <= ends[1], NCY.range.contains(ends[0]),
      NCY.range.contains(ends[1])
    else {
      report(
        entry.fields["ncy"] == nil ? .missingKey : .malformedValue,
        entry.fields["ncy"]?.mark?.line ?? entry.line, "ncy",
        seen: entry.fields["ncy"] == nil ? "no key ncy" : "no pair of years",
        expected: "[from, to] within -2 and 21", remedy: "Write for example ncy: [-2, 15].")
      return nil
    }
    return ends[0]...ends[1]
  }

  private mutating func kind(_ entry: Entry) -> Provision.Kind? {
    let words = Provision.Kind.allCases.map(\.rawValue)
    guard let text = string("kind", in: entry.fields, line: entry.line) else { return nil }
    if let kind = Provision.Kind(rawValue: text) { return kind }
    report(
      .unknownCode, entry.fields["kind"]?.mark?.line, "kind", seen: text.shown,
      expected: "one of \(words.joined(separator: ", "))",
      remedy: "Use a kind of the list. \(Suggestion.text(for: text, among: words))")
    return nil
  }
}
