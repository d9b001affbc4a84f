public import Vocabulary
import Yams

/// Reads the scenario files of a folder.
public struct ScenarioReader {
  let evidence: Evidence
  private var findings: [Finding] = []

  /// Reads YAML texts against the evidence they change.
  ///
  /// - Parameters:
  ///   - files: file name and text of each scenario.
  ///   - evidence: what codes, settings, lines and variants are checked against.
  /// - Returns: the scenarios, the baseline first and then by file name, and every fault of every file.
  public static func read(
    _ files: [(name: String, text: String)], evidence: Evidence
  ) -> (scenarios: [Scenario], findings: [Finding]) {
    var reader = ScenarioReader(evidence: evidence)
    var scenarios = files.compactMap { reader.scenario($0.name, text: $0.text) }
    if !files.contains(where: { $0.name == "\(Scenario.baselineID).yaml" }) {
      reader.findings.append(
        Finding(
          .baselineMissing, at: Finding.Place("\(Scenario.baselineID).yaml"),
          seen: "no such file", expected: "the scenario in which nothing is done",
          remedy: "Write name, question and 'levers: []'."))
    }
    scenarios.sort {
      let (left, right) = ($0.id == Scenario.baselineID, $1.id == Scenario.baselineID)
      return left != right ? left : $0.id < $1.id
    }
    return (scenarios, reader.findings)
  }

  private init(evidence: Evidence) { self.evidence = evidence }

  private mutating func scenario(_ file: String, text: String) -> Scenario? {
    if let refusal = PlainYAML.refusal(of: text) {
      fault(file, row: refusal.line, seen: refusal.seen, expected: refusal.expected)
      return nil
    }
    let node: Node
    do {
      guard let root = try Yams.compose(yaml: text) else {
        fault(file, row: 1, seen: "an empty file", expected: "name, question and levers")
        return nil
      }
      node = root
    } catch {
      fault(file, row: line(of: error, in: text), seen: problem(of: error), expected: "YAML")
      return nil
    }
    if let refusal = PlainYAML.refusal(of: node, parts: \.parts, line: { $0.mark?.line }) {
      fault(file, row: refusal.line, seen: refusal.seen, expected: refusal.expected)
      return nil
    }
    guard
      var fields = YAMLFields(
        node, file: file, what: "a scenario", known: ["name", "question", "levers", "savings"],
        findings: &findings)
    else { return nil }
    let name = fields.text("name")
    let question = fields.text("question")
    let list = fields.require("levers", "a list of levers, [] for none")
    if let list, list.sequence == nil {
      fields.fault(
        "levers", seen: "'\(list.string ?? "keys and values")'", expected: "a list, [] for none",
        remedy: "Begin each lever with '- lever:'.")
    }
    findings += fields.findings
    let levers = (list?.sequence.map(Array.init) ?? []).compactMap { lever($0, file: file) }
    let savings = savings(fields.node("savings"), file: file)
    reportRepeatedSettings(levers + savings.flatMap(\.levers), file: file)
    let id = file.hasSuffix(".yaml") ? String(file.dropLast(5)) : file
    reportName(id, file: file)
    if id == Scenario.baselineID, !levers.isEmpty || !savings.isEmpty {
      fault(file, row: 1, seen: "levers in the baseline", expected: "levers: []")
    }
    return Scenario(id: id, name: name, question: question, levers: levers, savings: savings)
  }

  /// What stands beside the folders of scenarios in results and editions.
  private static let beside = [
    "comparison.csv", "datapackage.json", "hashes.csv", "readme.md", "results.xlsx",
  ]

  /// A scenario's results are a folder of its name, and its pages have addresses with it.
  private mutating func reportName(_ id: String, file: String) {
    let wrong = id.unicodeScalars.first {
      "%#?/\\:*|<>\"".unicodeScalars.contains($0) || !$0.isShown
    }
    guard wrong != nil || id.isEmpty || id.hasPrefix(".") || Self.beside.contains(id.lowercased())
    else { return }
    findings.append(
      Finding(
        .scenarioFileName, at: Finding.Place(file),
        seen: wrong.map { "a name with '\($0.isShown ? String($0) : "a control character")'" }
          ?? "the name '\(id)'",
        expected: "letters, digits, blanks and hyphens, for its results are a folder of that name",
        remedy: "Rename the file."))
  }

  /// Takes a finding up.
  mutating func report(_ finding: Finding) { findings.append(finding) }

  private mutating func reportRepeatedSettings(_ levers: [Lever], file: String) {
    var opened: Set<String> = []
    var schemes: Set<String> = []
    for lever in levers {
      if case .scheme(let scheme) = lever.change, !schemes.insert(scheme.id).inserted {
        fault(
          file, row: nil, seen: "two levers for the scheme '\(scheme.id)'",
          expected: "one lever for each scheme")
      }
      guard case .places(let setting, _, let new) = lever.change, new != nil else { continue }
      guard opened.insert(setting).inserted else {
        fault(
          file, row: nil, seen: "two levers that open the setting '\(setting)'",
          expected: "one 'new' for each setting; further levers only give its id and changes")
        continue
      }
    }
  }

  private func line(of error: any Error, in text: String) -> Int? {
    guard let yaml = error as? YamlError else { return nil }
    switch yaml {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
      return mark.line
    case .duplicatedKeysInMapping(let keys, let context):
      let first = context.mark.line
      return keys.first.flatMap { PlainYAML.line(of: $0, after: first, in: text) } ?? first
    default: return nil
    }
  }

  private func problem(of error: any Error) -> String {
    guard let yaml = error as? YamlError else { return "\(error)" }
    switch yaml {
    case .scanner(_, let problem, _, _), .parser(_, let problem, _, _),
      .composer(_, let problem, _, _):
      return "text that is not YAML: \(problem)"
    case .duplicatedKeysInMapping(let keys, _):
      return "the key '\(keys.joined(separator: ", "))' twice"
    default: return "text that is not YAML"
    }
  }

  private mutating func fault(_ file: String, row: Int?, seen: String, expected: String) {
    findings.append(
      Finding(
        .scenarioNotYAML, at: Finding.Place(file, row: row), seen: seen, expected: expected,
        remedy: "See scenarios/README.md."))
  }

  private static let own: [String: [String]] = [
    "new_plan_rate": ["multiply", "needs", "ncy", "starts", "ends", "ramp_years"],
    "ceasing_rate": ["multiply", "ncy", "starts", "ends", "ramp_years"],
    "placement_preference": [
      "move", "from", "to", "share", "needs", "ncy", "starts", "ends", "ramp_years",
    ],
    "places": ["setting", "changes", "post16", "new"],
    "scheme": ["scheme", "delivery_probability", "slip_years"],
    "induced_demand": ["provision", "elasticity", "starts"],
    "phase_end_move": [
      "from", "to", "share", "needs", "entering", "starts", "ends", "ramp_years",
    ],
    "independent_naming": ["multiply", "needs", "phases", "starts", "ends", "ramp_years"],
    "commissioning": ["settings", "floor", "starts"],
    "price_pressure": ["elasticity"],
    "cost_growth": ["line", "percent", "starts"],
    "fee_cap": ["line", "gbp_per_year", "starts"],
    "banding": ["provision", "needs", "from", "to", "share", "starts"],
    "income_growth": ["line", "percent", "starts"],
    "block_transfer": ["percent", "starts", "ends"],
    "population": ["variant"],
  ]

  /// One lever; nil after a fault that leaves nothing to apply.
  mutating func lever(_ node: Node, file: String) -> Lever? {
    let kinds = Self.own.keys.sorted()
    let kind = node.mapping?["lever"]?.string ?? ""
    guard let keys = Self.own[kind] else {
      findings.append(
        Finding(
          .leverUnknown, at: Finding.Place(file, row: node.mark?.line, column: "lever"),
          seen: "the lever '\(kind)'", expected: "one of \(kinds.joined(separator: ", "))",
          remedy: suggestion(kind, among: kinds, otherwise: "Choose one.")))
      return nil
    }
    guard
      var fields = YAMLFields(
        node, file: file, what: "the lever \(kind)", known: ["lever", "status", "source"] + keys,
        findings: &findings)
    else { return nil }
    let statuses = Provenance.Status.allCases.map(\.rawValue)
    let status =
      fields.word("status", among: statuses).flatMap(Provenance.Status.init) ?? .illustrative
    let source = fields.text("source")
    var parser = LeverParser(evidence: evidence, fields: fields)
    let change = parser.change(kind)
    findings += parser.fields.findings
    return change.map {
      Lever(
        change: $0, provenance: Provenance(status, source),
        summary: parser.summary(kind, keys: keys))
    }
  }
}
