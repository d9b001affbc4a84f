public import Vocabulary

/// What was decided for a run: sign-offs, levers, and everything that is assumed or invented.
public struct HandoverDecisions {
  private let run: RecordedRun
  private let entries: [(kind: String, scenario: String, assumption: Assumption)]

  /// Collects the decisions of a run from the assumptions of its scenarios, which are those of the baseline unless they say otherwise.
  ///
  /// - Parameter results: the run with its `assumptions.csv`.
  public init(_ run: RecordedRun, results: RunResults) {
    self.run = run
    var known: Set<Assumption> = []
    var entries: [(kind: String, scenario: String, assumption: Assumption)] = []
    for scenario in results.scenarios {
      let isBaseline = scenario.id == results.scenarios.first?.id
      let held = Self.assumptions(scenario["assumptions.csv"])
      for item in held where isBaseline || !known.contains(item) {
        let isLever = item.name == "lever"
        guard isLever || [.assumption, .illustrative].contains(item.provenance.status) else {
          continue
        }
        entries.append((isLever ? "lever" : "assumption", isBaseline ? "" : scenario.id, item))
      }
      if isBaseline { known = Set(held) }
    }
    self.entries = entries
  }

  private static func assumptions(_ table: ResultTable) -> [Assumption] {
    let columns = ["name", "scope", "value", "unit", "status", "source"].map(table.position)
    let positions = columns.compactMap { $0 }
    guard positions.count == columns.count else { return [] }
    return table.rows.compactMap { row in
      let cells = positions.map { row[$0] }
      return Provenance.Status(rawValue: cells[4]).map {
        Assumption(
          cells[0], scope: cells[1], value: cells[2], unit: cells[3], Provenance($0, cells[5]))
      }
    }
  }

  /// `decisions.csv` and `decisions.md`.
  public var files: [OutputFile] { [table, OutputFile(path: "decisions.md", text: page)] }

  private var table: OutputFile {
    var table = CSVText(.decisions)
    for sign in run.signOffs {
      table.add([
        "sign-off", "", sign.name, "", sign.day.description, "", sign.status.rawValue, sign.note,
      ])
    }
    for (kind, scenario, item) in entries.filter({ $0.kind == "lever" })
      + entries.filter({ $0.kind != "lever" })
    {
      table.add([
        kind, scenario, item.name, item.scope, item.value, item.unit,
        item.provenance.status.rawValue, item.provenance.source,
      ])
    }
    return table.file(in: "")
  }

  private var page: String {
    """
    # Decisions: \(run.authority), run \(run.id)

    ## Sign-offs
    \(list(signOffs, none: "Nobody has checked this run: it is a draft."))

    ## Levers: what the scenarios change
    \(list(levers, none: "No scenario of this run changes anything."))

    ## Illustrative: invented so that the tool can run
    \(list(lines(.illustrative), none: "Nothing is invented."))

    ## Assumptions: choices of the model
    \(list(lines(.assumption), none: "Nothing is assumed."))

    All of it, a row each with its source, is in `decisions.csv`.

    """
  }

  private func list(_ lines: [String], none: String) -> String {
    lines.isEmpty ? none : lines.map { "- \($0)" }.joined(separator: "\n")
  }

  private var signOffs: [String] {
    run.signOffs.map {
      "\($0.status.rawValue) by \(Self.line($0.name)) on \($0.day.text)"
        + ($0.note.isEmpty ? "" : ": \(Self.line($0.note))")
    }
  }

  private var levers: [String] {
    entries.filter { $0.kind == "lever" }.map { _, scenario, item in
      "\(scenario), lever \(item.scope): \(Self.line(item.value)) (\(item.provenance.status.rawValue)). "
        + Self.line(item.provenance.source)
    }
  }

  /// One line a kind of assumption and scenario: there may be a thousand rows of one.
  private func lines(_ status: Provenance.Status) -> [String] {
    var groups: [[String]: [Assumption]] = [:]
    var order: [[String]] = []
    for (kind, scenario, item) in entries
    where kind == "assumption" && item.provenance.status == status {
      let group = [scenario, item.name, item.provenance.source]
      if groups[group] == nil { order.append(group) }
      groups[group, default: []].append(item)
    }
    return order.map { group in
      let items = groups[group] ?? []
      let scenario = group[0].isEmpty ? "" : "\(group[0]): "
      let value =
        items.count == 1
        ? [items[0].scope, items[0].value, items[0].unit].filter { !$0.isEmpty }
          .joined(separator: ", ") : "\(items.count) values"
      return "\(scenario)`\(group[1])`: \(Self.line(value)). \(Self.line(group[2]))"
    }
  }

  /// A text that stays on its line and starts no markup of its own.
  private static func line(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ").replacing("<", with: "&lt;")
  }
}
