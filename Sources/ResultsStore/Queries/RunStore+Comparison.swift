import GRDB
public import Vocabulary

extension RunStore {
  /// What differs between two runs: inputs, assumptions and levers, how they were made, then the numbers.
  public func difference(from first: RecordedRun, to second: RecordedRun) throws -> RunDifference {
    try read { database in
      var difference = RunDifference()
      difference.inputs = Self.inputs(first, second)
      difference.assumptions = Self.changes(
        from: try assumptions(of: first.id, database), to: try assumptions(of: second.id, database),
        in: first.scenarios.filter(second.scenarios.contains))
      difference.process = Self.process(first, second)
      difference.moves = Self.moves(
        from: try figures(of: first.id, database), to: try figures(of: second.id, database),
        scenarios: first.scenarios.filter(second.scenarios.contains))
      (difference.compared, difference.differing) = try counts(first.id, second.id, database)
      return difference
    }
  }

  private static func inputs(_ first: RecordedRun, _ second: RecordedRun) -> [RunDifference.Change]
  {
    let before = hashes(first)
    let after = hashes(second)
    return Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }.map {
      RunDifference.Change($0, before: before[$0], after: after[$0])
    }
  }

  private static func hashes(_ run: RecordedRun) -> [String: String] {
    Dictionary(run.record.inputs.map { ($0.path, $0.hash) }, uniquingKeysWith: { $1 })
  }

  private static func process(_ first: RecordedRun, _ second: RecordedRun) -> [RunDifference.Change]
  {
    func facts(_ run: RecordedRun) -> [(String, String)] {
      [
        ("authority", "\(run.authority) (\(run.dfeCode))"), ("version", run.record.version),
        ("seed", String(run.record.seed)), ("simulations", String(run.record.draws)),
        ("years", String(run.record.years)), ("base census", "January \(run.record.baseCensus)"),
        ("scenarios", run.scenarios.joined(separator: ", ")),
      ]
    }
    return zip(facts(first), facts(second)).filter { $0.1 != $1.1 }.map {
      RunDifference.Change($0.0, before: $0.1, after: $1.1)
    }
  }

  private static func changes(
    from first: [RecordedAssumption], to second: [RecordedAssumption], in scenarios: [String]
  ) -> [RunDifference.Change] {
    scenarios.flatMap { scenario -> [RunDifference.Change] in
      let (before, after) = (values(first, of: scenario), values(second, of: scenario))
      var seen: Set<String> = []
      let subjects = (before.order + after.order).filter { seen.insert($0).inserted }
      let owner = scenario == "baseline" ? nil : scenario
      let levers = leverChanges(from: levers(first, of: scenario), to: levers(second, of: scenario))
      return levers.map {
        RunDifference.Change(
          "lever (\($0.number))", scenario: owner, before: $0.before, after: $0.after)
      }
        + subjects.filter { before.values[$0] != after.values[$0] }.map {
          RunDifference.Change(
            $0, scenario: owner,
            before: before.values[$0]?.joined(separator: " and "),
            after: after.values[$0]?.joined(separator: " and "))
        }
    }
  }

  /// The levers of a scenario in the order in which they are applied.
  private static func levers(_ all: [RecordedAssumption], of scenario: String) -> [String] {
    all.filter { $0.scenario == scenario && $0.isLever && !$0.isDropped }.map {
      words($0.assumption)
    }
  }

  /// Levers that one list has otherwise than the other. One put between others is one change, not one of all that follow.
  private static func leverChanges(
    from before: [String], to after: [String]
  ) -> [(number: Int, before: String?, after: String?)] {
    var (gone, new): (Set<Int>, Set<Int>) = ([], [])
    for step in after.difference(from: before) {
      switch step {
      case .remove(let offset, _, _): gone.insert(offset)
      case .insert(let offset, _, _): new.insert(offset)
      }
    }
    var changes: [(number: Int, before: String?, after: String?)] = []
    var (old, now) = (0, 0)
    while old < before.count || now < after.count {
      let (isGone, isNew) = (gone.contains(old), new.contains(now))
      if isGone || isNew {
        changes.append(
          ((isNew ? now : old) + 1, isGone ? before[old] : nil, isNew ? after[now] : nil))
      }
      if isGone || !isNew { old += 1 }
      if isNew || !isGone { now += 1 }
    }
    return changes
  }

  /// What a scenario assumes beside its levers, by name and scope; some stand more than once.
  private static func values(
    _ all: [RecordedAssumption], of scenario: String
  ) -> (order: [String], values: [String: [String]]) {
    var order: [String] = []
    var values: [String: [String]] = [:]
    for item in all where item.scenario == scenario && !(item.isLever && !item.isDropped) {
      let held = item.assumption
      let scope = held.scope.isEmpty ? "" : " (\(held.scope))"
      let subject = (item.isDropped ? "without " : "") + held.name + scope
      if values[subject] == nil { order.append(subject) }
      values[subject, default: []].append(words(held))
    }
    return (order, values)
  }

  private static func words(_ held: Assumption) -> String {
    let unit = held.unit.isEmpty ? "" : " \(held.unit)"
    return "\(held.value)\(unit) [\(held.provenance.status.rawValue): \(held.provenance.source)]"
  }

  private static func moves(
    from first: [KeptFigure], to second: [KeptFigure], scenarios: [String]
  ) -> [RunDifference.Move] {
    let common = Set(first.map(\.place)).intersection(second.map(\.place))
    let lines = HeadlineLine.all(in: common)
    func byPlace(_ all: [KeptFigure], _ scenario: String) -> [Place: KeptFigure] {
      Dictionary(
        all.lazy.filter { $0.scenario == scenario }.map { ($0.place, $0) },
        uniquingKeysWith: { $1 })
    }
    return scenarios.flatMap { scenario -> [RunDifference.Move] in
      let (before, after) = (byPlace(first, scenario), byPlace(second, scenario))
      let moved = lines.compactMap { line -> RunDifference.Move? in
        guard let old = before[line.place], let new = after[line.place], old.figure != new.figure
        else { return nil }
        return RunDifference.Move(
          scenario: scenario, name: line.name, unit: old.unit, before: old.figure,
          after: new.figure)
      }
      // Swift's sort keeps no order among equals, so names decide.
      return moved.sorted { ($1.size, $0.name) < ($0.size, $1.name) }
    }
  }

  /// How many figures both runs have, and how many of them are not the same.
  private func counts(
    _ first: String, _ second: String, _ database: Database
  ) throws -> (compared: Int, differing: Int) {
    let same = Quantity.allCases.map { "a.\($0.rawValue) IS b.\($0.rawValue)" }
      .joined(separator: " AND ")
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT count(*) AS compared, coalesce(sum(NOT (\(same))), 0) AS differing
        FROM scenario s JOIN scenario t ON s.id = t.id AND s.run = ? AND t.run = ?
        JOIN figure a ON a.scenario = s.number
        JOIN figure b ON b.scenario = t.number AND b.file = a.file AND b.key = a.key
        """, arguments: [first, second])
    return (row?["compared"] ?? 0, row?["differing"] ?? 0)
  }
}
