import Vocabulary
import Yams

/// Reads a rulebook and refuses what it does not understand, with the line.
struct RulebookReader {
  let file: String

  func read(_ yaml: String) throws -> [Rule] {
    guard let root = try compose(yaml), root.sequence != nil || root.mapping != nil else {
      throw fault(nil, "expected a rule that starts with `name:`, or a list of rules")
    }
    guard let list = root.sequence else { return [try rule(root)] }
    let rules = try list.map(rule)
    for (position, rule) in rules.enumerated()
    where rules[..<position].contains(where: { $0.name == rule.name }) {
      throw fault(list[position], "rule \(rule.name) is given twice: keep one and list its values")
    }
    return rules
  }

  private func compose(_ yaml: String) throws -> Node? {
    do {
      return try Yams.compose(yaml: yaml)
    } catch YamlError.scanner(_, let problem, let mark, _),
      YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _)
    {
      throw RulebookError.malformed(
        file: file, line: mark.line,
        problem: "not YAML: \(problem); mend the indentation or quotes")
    } catch {
      throw RulebookError.malformed(file: file, line: 1, problem: "not YAML: \(error)")
    }
  }

  private func rule(_ node: Node) throws -> Rule {
    try check(node, keys: ["name", "label", "unit", "values"])
    let unitText = try text(node, "unit")
    guard let unit = Rule.Unit(rawValue: unitText) else {
      let known = Rule.Unit.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault(node["unit"], "unit is `\(unitText)`; expected one of \(known)")
    }
    guard let list = node["values"]?.sequence, !list.isEmpty else {
      throw fault(node["values"] ?? node, "expected at least one value under `values:`")
    }
    let values = try list.map { try value($0, unit) }
    for (index, value) in values.enumerated().dropFirst()
    where value.from <= values[index - 1].from {
      throw fault(list[index], "values must be in the order of `from`, each day once")
    }
    return Rule(
      name: try text(node, "name"), label: try text(node, "label"), unit: unit, values: values)
  }

  private func value(_ node: Node, _ unit: Rule.Unit) throws -> Rule.Value {
    try check(node, keys: ["from", "value", "status", "source"])
    let day = try text(node, "from")
    guard let from = RuleDate(day) else {
      throw fault(node["from"], "from is `\(day)`; expected a day such as 2013-04-01")
    }
    let printed = try text(node, "value")
    guard let amount = Money(printed), isPossible(amount.pence, unit) else {
      throw fault(
        node["value"],
        "value is `\(printed)`; expected a number of \(unit.rawValue), "
          + "0 or more, with at most two decimals (whole and at most 12 for months, 0 or 1 for a flag)"
      )
    }
    return Rule.Value(
      from: from, text: printed, hundredths: amount.pence, provenance: try provenance(node))
  }

  private func isPossible(_ hundredths: Int, _ unit: Rule.Unit) -> Bool {
    guard hundredths >= 0 else { return false }
    return switch unit {
    case .gbp, .percent: true
    case .months: hundredths % 100 == 0 && hundredths <= 1200
    case .flag: hundredths == 0 || hundredths == 100
    }
  }

  private func provenance(_ node: Node) throws -> Provenance {
    let statusText = try text(node, "status")
    guard let status = Provenance.Status(rawValue: statusText) else {
      let known = Provenance.Status.allCases.map(\.rawValue).joined(separator: ", ")
      throw fault(node["status"], "status is `\(statusText)`; expected one of \(known)")
    }
    guard let source = node["source"] else { throw fault(node, "expected the key `source`") }
    try check(source, keys: ["title", "where"])
    return Provenance(status, "\(try text(source, "title")). \(try text(source, "where"))")
  }

  private func check(_ node: Node, keys: [String]) throws {
    guard let mapping = node.mapping else {
      throw fault(node, "expected the keys \(keys.joined(separator: ", "))")
    }
    for (key, _) in mapping where !keys.contains(key.string ?? "") {
      throw fault(
        key, "key `\(key.string ?? "")` is not known; expected \(keys.joined(separator: ", "))")
    }
  }

  private func text(_ node: Node, _ key: String) throws -> String {
    guard let text = node[key]?.scalar?.string, !text.isEmpty else {
      throw fault(node[key] ?? node, "expected the key `\(key)` with a text or number")
    }
    return text
  }

  private func fault(_ node: Node?, _ problem: String) -> RulebookError {
    .malformed(file: file, line: node?.mark?.line ?? 1, problem: problem)
  }
}
