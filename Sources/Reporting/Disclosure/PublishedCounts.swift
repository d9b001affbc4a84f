import Dispatch
import Synchronization
import Vocabulary

/// Which counts of a run are hidden where it is published: the same ones of every scenario.
struct PublishedCounts: Sendable {
  /// Hidden places by system; a system of which nothing is hidden is not there.
  private let hidden: [String: Set<PublishedTable.Place>]
  /// Systems of which a hidden count could be told from what readers have already, in order.
  let exposed: [String]

  /// Hides what has to be hidden.
  ///
  /// - Parameters:
  ///   - scenarios: with `PublishedTable.counted`, cut to what is published.
  ///   - earlier: editions that readers have already: what these hide stays hidden, and of what they show the same figures are known.
  init(_ scenarios: [ScenarioResults], after earlier: [[ScenarioResults]]) {
    var systems = PublishedSystem.systems(of: scenarios, after: earlier)
    let first = Self.patterns(systems)
    let told = PublishedTable.told(by: first.mapValues(\.hidden))
    systems = systems.compactMap { system in told[system.name].map(system.hiding) }
    let patterns = first.merging(Self.patterns(systems)) { $1 }
    hidden = patterns.mapValues(\.hidden)
    exposed = patterns.filter(\.value.isExposed).keys.sorted()
  }

  private static func patterns(_ systems: [PublishedSystem]) -> [String: PublishedSystem.Pattern] {
    let patterns = Mutex([PublishedSystem.Pattern?](repeating: nil, count: systems.count))
    // Whatever thread finds a pattern, it is the system's own.
    DispatchQueue.concurrentPerform(iterations: systems.count) { index in
      let pattern = systems[index].pattern
      patterns.withLock { $0[index] = pattern }
    }
    let found = zip(systems, patterns.withLock { $0 }).compactMap { system, pattern in
      pattern.flatMap { $0.hidden.isEmpty ? nil : (system.name, $0) }
    }
    return Dictionary(uniqueKeysWithValues: found)
  }

  func isHidden(_ place: PublishedTable.Place, in system: String) -> Bool {
    hidden[system]?.contains(place) ?? false
  }

  /// True where the figures of a group are hidden in the row of some dimensions: for themselves, or with a count they are never less than.
  func hides(
    _ group: Int, of table: PublishedTable, _ period: [String], _ dimensions: [String]
  ) -> Bool {
    let least = table.groups[group].least?(period, dimensions)
    return isHidden(table.place(dimensions), in: table.name(period, group))
      || least.map { isHidden($0.0, in: $0.1) } ?? false
  }
}

/// Counts that add up together, as every scenario and every figure of the same children has them.
struct PublishedSystem: Sendable {
  let name: String
  private var numbers: [PublishedTable.Place: Int] = [:]
  private var places: [PublishedTable.Place] = []
  /// Figures of the same counts: a measure of a scenario, and of a period where several are in one system.
  private struct Reading: Hashable {
    let scenario: Int
    let measure: Int
    let period: [String]
  }

  /// Counts by number; readings in the order in which they came.
  private var readings: [Reading: [Int: Double]] = [:]
  private var known: [Reading: Set<Int>] = [:]
  private var order: [Reading] = []
  private var also: Set<Int> = []
  /// The rows of each table by the values of its dimensions.
  private var rows: [String: [[String]: Int]] = [:]

  private init(name: String) { self.name = name }

  /// Every system of some scenarios, by name.
  static func systems(
    of scenarios: [ScenarioResults], after earlier: [[ScenarioResults]]
  ) -> [PublishedSystem] {
    var systems: [String: PublishedSystem] = [:]
    for table in PublishedTable.counted {
      for (index, scenario) in scenarios.enumerated() {
        let before = earlier.compactMap { edition in
          edition.first { $0.id == scenario.id }.map { EarlierTable($0[table.file], table) }
        }
        let rows = RowReader(table.counts?(scenario[table.file]) ?? scenario[table.file], table)
        for row in rows.rows {
          for group in table.groups.indices where table.groups[group].isShown(row.dimensions) {
            let name = table.name(row.period, group)
            systems[name, default: .init(name: name)].add(row, table, group, index, before)
          }
        }
      }
    }
    return systems.keys.sorted().compactMap { systems[$0] }
  }

  private mutating func add(
    _ row: RowReader.Row, _ table: PublishedTable, _ group: Int, _ scenario: Int,
    _ earlier: [EarlierTable]
  ) {
    let number = number(of: table.place(row.dimensions))
    rows[table.id, default: [:]][row.dimensions] = number
    // A range that is wide for its count is not shown, and then the count is not: where it alone were missing, it would be known to be small.
    let described = table.groups[group]
    let likely = described.likely.compactMap(row.text).compactMap(Double.init)
    if likely.contains(where: Suppression.isSmall), !described.isFew(row.text) {
      also.insert(number)
    }
    for (index, measure) in described.measures.enumerated() {
      guard let text = row.text(measure), let value = Double(text) else { continue }
      let reading = Reading(
        scenario: scenario, measure: index, period: described.isAlikeEveryYear ? row.period : [])
      if readings[reading] == nil { order.append(reading) }
      readings[reading, default: [:]][number] = max(0, value)
      for before in earlier {
        guard let shown = before.text(row, measure) else { continue }
        if shown == PublishedEdition.mark { also.insert(number) }
        if shown == text { known[reading, default: []].insert(number) }
      }
    }
  }

  private mutating func number(of place: PublishedTable.Place) -> Int {
    if let number = numbers[place] { return number }
    places.append(place)
    numbers[place] = places.count - 1
    return places.count - 1
  }

  /// The same with some more places hidden, whatever their counts.
  func hiding(_ more: Set<PublishedTable.Place>) -> PublishedSystem {
    var system = self
    system.also.formUnion(more.compactMap { numbers[$0] })
    return system
  }

  /// What is hidden of it.
  struct Pattern: Sendable {
    let hidden: Set<PublishedTable.Place>
    /// True where one of them can be told by what readers have already, whatever else is hidden.
    let isExposed: Bool
  }

  /// What is to be hidden.
  var pattern: Pattern {
    var system = CountSystem()
    for _ in places { _ = system.add(0) }
    for sum in margins { system.add(sum.parts, upTo: sum.total) }
    for link in links { system.balance(link.left, link.right) }
    var different: Set<[Double]> = []
    let all = order.compactMap { reading -> CountSystem? in
      let counts = places.indices.map { readings[reading]?[$0] ?? 0 }
      guard counts.contains(where: { $0 > 0 }) else { return nil }
      let areKnown = places.indices.map { known[reading]?.contains($0) ?? false }
      guard different.insert(counts + areKnown.map { $0 ? 1 : 0 }).inserted else { return nil }
      return system.reading(counts, isKnown: areKnown)
    }
    let pattern = Suppression.pattern(all, also: places.indices.map(also.contains))
    return Pattern(
      hidden: Set(zip(places, pattern.isHidden).filter(\.1).map(\.0)),
      isExposed: !pattern.exposed.isEmpty)
  }

  /// Sums across tables, in one order: of counts that would do as well, which are hidden may depend on the order of the sums.
  private var links: [(left: [Int], right: [Int])] {
    PublishedTable.links(Set(places)).map { link in
      (link.left.compactMap { numbers[$0] }, link.right.compactMap { numbers[$0] })
    }
    .filter { !$0.0.isEmpty && !$0.1.isEmpty }
    .sorted { $0.0.lexicographicallyPrecedes($1.0) }
  }

  /// The totals of each table over each of its dimensions.
  private var margins: [(parts: [Int], total: Int)] {
    var sums: [[Int]: Int] = [:]
    for rows in rows.values {
      let dimensions = rows.keys.first?.count ?? 0
      for dimension in 0..<dimensions {
        var parts: [[String]: [Int]] = [:]
        for (values, number) in rows where values[dimension] != PublishedTable.all {
          var others = values
          others[dimension] = PublishedTable.all
          parts[others, default: []].append(number)
        }
        for (total, parts) in parts {
          if let number = rows[total] { sums[parts.sorted()] = number }
        }
      }
    }
    return sums.map { ($0, $1) }.sorted { $0.parts.lexicographicallyPrecedes($1.parts) }
  }
}

/// The rows of a table by what names them.
struct RowReader {
  struct Row {
    let period: [String]
    let dimensions: [String]
    let cells: [String]
    fileprivate let columns: [String: Int]

    func text(_ column: String) -> String? { columns[column].map { cells[$0] } }
  }

  let rows: [Row]

  init(_ table: ResultTable, _ description: PublishedTable) {
    let columns = Dictionary(
      table.columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let period = description.period.compactMap { columns[$0] }
    let dimensions = description.dimensions.compactMap { columns[$0] }
    guard period.count == description.period.count,
      dimensions.count == description.dimensions.count
    else {
      rows = []
      return
    }
    rows = table.rows.map { cells in
      Row(
        period: period.map { cells[$0] }, dimensions: dimensions.map { cells[$0] }, cells: cells,
        columns: columns)
    }
  }
}

/// A table of an edition that readers have already.
private struct EarlierTable {
  private var rows: [[String]: RowReader.Row] = [:]

  init(_ table: ResultTable, _ description: PublishedTable) {
    for row in RowReader(table, description).rows {
      rows[row.period + row.dimensions] = row
    }
  }

  func text(_ row: RowReader.Row, _ column: String) -> String? {
    rows[row.period + row.dimensions]?.text(column)
  }
}

extension PublishedTable {
  /// Tells tables of one file apart.
  fileprivate var id: String { file + " " + (groups.first?.measures.first ?? "") }

  /// The name of the system in which a group of figures adds up.
  func name(_ period: [String], _ group: Int) -> String {
    system(groups[group].isAlikeEveryYear ? Array(period.dropFirst()) : period)
      + (group == 0 ? "" : " (\(groups[group].measures[0]))")
  }
}
