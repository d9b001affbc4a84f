import Vocabulary
import Yams

/// Savings lines of a scenario.
extension ScenarioReader {
  /// The lines of a scenario's `savings`, in the order of the file.
  mutating func savings(_ node: Node?, file: String) -> [SavingsLine] {
    guard let node else { return [] }
    guard let list = node.sequence else {
      report(
        Finding(
          .scenarioValueRefused, at: Finding.Place(file, row: node.mark?.line, column: "savings"),
          seen: "'\(node.string ?? "keys and values")'", expected: "a list of savings lines",
          remedy: "Begin each line with '- id:', or leave the key out."))
      return []
    }
    let lines = list.compactMap { savingsLine($0, file: file) }
    var seen: Set<String> = []
    for line in lines where !seen.insert(line.id).inserted {
      report(
        Finding(
          .scenarioValueRefused, at: Finding.Place(file, row: node.mark?.line, column: "id"),
          seen: "two savings lines '\(line.id)'", expected: "an id of its own for each",
          remedy: "Rename one of them."))
    }
    return lines
  }

  private mutating func savingsLine(_ node: Node, file: String) -> SavingsLine? {
    var faults: [Finding] = []
    let fields = YAMLFields(
      node, file: file, what: "a savings line", known: SavingsParser.keys, findings: &faults)
    faults.forEach { report($0) }
    guard var fields else { return nil }
    let list = fields.require("levers", "a list of levers, [] for none")
    if let list, list.sequence == nil {
      fields.fault(
        "levers", seen: "'\(list.string ?? "keys and values")'", expected: "a list, [] for none",
        remedy: "Begin each lever with '- lever:'.")
    }
    let levers = (list?.sequence.map(Array.init) ?? []).compactMap { lever($0, file: file) }
    var parser = SavingsParser(evidence: evidence, fields: fields)
    let line = parser.line(levers)
    (parser.fields.findings + parser.findings).forEach { report($0) }
    return line
  }
}
