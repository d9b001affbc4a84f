/// Which counts of a publication are hidden, so that nobody who reads the others can tell a hidden one nearly.
///
/// A reader knows every count that is shown, how counts add, and that none is below 0. What remains possible for a hidden count is an
/// interval, whose ends are two linear programmes over the hidden counts. Small counts are hidden, and then the least others, until every
/// such interval is at least `protection` wide; totals are others like all. Small counts and those hidden for their sake look alike.
/// Source: Fischetti and Salazar-González, "Solving the cell suppression problem on tabular data with linear constraints" (2001), doi
/// 10.1287/mnsc.47.7.1008.9805, whose bounds these are; who else is hidden is found here one count at a time, not for all at once.
struct Suppression: Sendable {
  /// Counts that are hidden for themselves.
  static let small = 1...4
  /// The width of what remains possible, in children.
  static let protection = 5
  /// What is made sure of: figures are printed with two decimals.
  static let room = Double(protection) + 0.02

  /// True for counts of 1 to 4, means that round to them included.
  static func isSmall(_ count: Double) -> Bool {
    small.contains(Int(count.rounded(.toNearestOrAwayFromZero)))
  }

  /// By number of the count in its system.
  private(set) var isHidden: [Bool]
  /// Counts that can be told more nearly whatever else is hidden.
  private(set) var exposed: [Int] = []
  private let system: CountSystem
  /// The rows of each count, which are the same whoever is hidden.
  private let entries: [[LinearProgramme.Entry]]

  /// Hides what has to be hidden.
  ///
  /// - Parameter also: counts that are hidden as well; empty for none.
  init(_ system: CountSystem, also: [Bool] = []) {
    self.system = system
    entries = system.entries
    isHidden = system.counts.indices.map {
      !system.isKnown[$0]
        && (Self.isSmall(system.counts[$0]) || (also.indices.contains($0) && also[$0]))
    }
    let needed = isHidden
    protect()
    showAgain(besides: needed)
  }

  /// Who is hidden where several readings of the same counts are published: one pattern that protects every one of them, so that which
  /// counts are hidden says nothing that differs from one to the other.
  ///
  /// - Parameters:
  ///   - readings: of one system; at least one.
  ///   - also: counts that are hidden whatever they are.
  /// - Returns: which are hidden, and which small ones can be told more nearly all the same in some reading: only where others are known
  ///   already. (What an earlier edition hid for another reason than its sums need not be safe from them.)
  static func pattern(
    _ readings: [CountSystem], also: [Bool]
  ) -> (isHidden: [Bool], exposed: Set<Int>) {
    var pattern = also
    for reading in readings {
      for index in pattern.indices where !reading.isKnown[index] {
        pattern[index] = pattern[index] || isSmall(reading.counts[index])
      }
    }
    guard pattern.contains(true) else { return (pattern, []) }
    while true {
      let before = pattern
      var exposed: Set<Int> = []
      for reading in readings {
        let found = Suppression(reading, also: pattern)
        for index in pattern.indices where found.isHidden[index] { pattern[index] = true }
        exposed.formUnion(found.exposed.filter { isSmall(reading.counts[$0]) })
      }
      if pattern == before { return (pattern, exposed) }
    }
  }

  /// Hides others until every hidden count has its room.
  private mutating func protect() {
    var bounds = SuppressionBounds(system, entries, isHidden)
    while let count = bounds.narrowest(besides: exposed) {
      let others = companions(of: count)
      if others.isEmpty {
        exposed.append(count)
        continue
      }
      for other in others { isHidden[other] = true }
      bounds = SuppressionBounds(system, entries, isHidden)
    }
  }

  /// Shows again what was hidden for the sake of one count and is no longer needed because of what was hidden for another's: the greatest
  /// first, of which a reader would miss most.
  private mutating func showAgain(besides needed: [Bool]) {
    let others = isHidden.indices.filter { isHidden[$0] && !needed[$0] }
    for other in others.sorted(by: { system.counts[$0] > system.counts[$1] }) {
      isHidden[other] = false
      let bounds = SuppressionBounds(system, entries, isHidden)
      isHidden[other] = bounds.narrowest(besides: exposed) != nil
    }
  }

  /// Counts to hide so that a hidden one gets its room: those that the cheapest change of it goes through.
  private func companions(of count: Int) -> [Int] {
    let own = Self.room
    let movable = system.counts.indices.filter { isHidden[$0] || !system.isKnown[$0] }
    let search = CompanionSearch(system, entries, movable: movable, isHidden: isHidden)
    let (up, used) = search.change(of: count, by: own)
    guard up < own - SuppressionBounds.tolerance else { return used }
    let down = min(system.counts[count], own - up)
    return Array(Set(used + search.change(of: count, by: -down).used)).sorted()
  }
}

/// What a reader can tell of hidden counts.
struct SuppressionBounds {
  static let tolerance = 1e-6
  private static let most = Suppression.room

  private let hidden: [Int]
  private let counts: [Double]
  /// How far each may be off, up to the protection.
  private var up: [Double]
  private var down: [Double]

  init(_ system: CountSystem, _ entries: [[LinearProgramme.Entry]], _ isHidden: [Bool]) {
    let hidden = system.counts.indices.filter { isHidden[$0] }
    self.hidden = hidden
    counts = hidden.map { system.counts[$0] }
    up = Array(repeating: 0, count: hidden.count)
    down = up
    guard !hidden.isEmpty else { return }
    let programme = LinearProgramme(
      rows: system.balances.count, entries: hidden.map { entries[$0] },
      bounds: counts.map { -$0...Double.infinity })
    moveTogether(programme)
    for index in hidden.indices where !isWide(index) { moveAlone(index, programme) }
  }

  private func isWide(_ index: Int) -> Bool {
    up[index] + down[index] >= Self.most - Self.tolerance
  }

  /// The hidden count that can be told most nearly, and too nearly; nil where none can.
  func narrowest(besides exposed: [Int]) -> Int? {
    let open = hidden.indices.filter { !isWide($0) && !exposed.contains(hidden[$0]) }
    return open.min { (up[$0] + down[$0], hidden[$0]) < (up[$1] + down[$1], hidden[$1]) }
      .map { hidden[$0] }
  }

  /// Moves all that have no room yet at once, as long as that finds some room: one programme serves many counts.
  private mutating func moveTogether(_ programme: LinearProgramme) {
    for sign in [1.0, -1.0] {
      var left = hidden.indices.filter { !isWide($0) }.count
      while left > 0 {
        let open = hidden.indices.map { !isWide($0) }
        note(programme, open, sign)
        let next = hidden.indices.filter { !isWide($0) }.count
        if next == left { break }
        left = next
      }
    }
  }

  private mutating func moveAlone(_ index: Int, _ programme: LinearProgramme) {
    let own = hidden.indices.map { $0 == index }
    note(programme, own, 1)
    if !isWide(index) { note(programme, own, -1) }
  }

  /// Moves some counts up or down as far as protection asks, and notes how far every count has moved on the way.
  private mutating func note(_ programme: LinearProgramme, _ moved: [Bool], _ sign: Double) {
    programme.bound(
      hidden.indices.map {
        guard moved[$0] else { return -counts[$0]...Double.infinity }
        return sign > 0 ? -counts[$0]...Self.most : max(-Self.most, -counts[$0])...Double.infinity
      })
    guard let change = programme.least(moved.map { $0 ? -sign : 0 }) else {
      preconditionFailure("no change at all is a change that fits")
    }
    for index in hidden.indices {
      up[index] = max(up[index], min(change[index], Self.most))
      down[index] = max(down[index], min(-change[index], Self.most))
    }
  }
}

/// The cheapest way to change a count when others change with it so that what is not moved stays as it is.
private struct CompanionSearch {
  private let movable: [Int]
  private let costs: [Double]
  private let ranges: [ClosedRange<Double>]
  private let programme: LinearProgramme

  init(
    _ system: CountSystem, _ entries: [[LinearProgramme.Entry]], movable: [Int], isHidden: [Bool]
  ) {
    self.movable = movable
    // Hidden counts move for nothing; of the others small ones cost least, nobody at all most: that nobody is there is worth knowing.
    costs = movable.map { number in
      let count = system.counts[number]
      return isHidden[number] ? 0 : count > 0 ? 1 + count.squareRoot() : 100
    }
    ranges =
      movable.map { _ in 0...Double.infinity } + movable.map { 0...system.counts[$0] }
    let own = movable.map { entries[$0] }
    programme = LinearProgramme(
      rows: system.balances.count, entries: own + own.map { $0.map { ($0.row, -$0.coefficient) } },
      bounds: ranges)
  }

  /// - Returns: how far the count moved, at most as far as wanted, and which other counts that are not hidden moved with it.
  func change(of count: Int, by wanted: Double) -> (moved: Double, used: [Int]) {
    guard let own = movable.firstIndex(of: count) else { return (0, []) }
    let column = wanted > 0 ? own : own + movable.count
    let other = wanted > 0 ? own + movable.count : own
    var bounds = ranges
    bounds[column] = 0...min(abs(wanted), ranges[column].upperBound)
    bounds[other] = 0...0
    programme.bound(bounds)
    var objective = [Double](repeating: 0, count: 2 * movable.count)
    objective[column] = -1
    guard let furthest = programme.least(objective)?[column], furthest > 1e-9 else {
      return (0, [])
    }
    bounds[column] = (furthest * (1 - 1e-9))...furthest
    programme.bound(bounds)
    objective = costs + costs
    guard let change = programme.least(objective) else { return (0, []) }
    let used = movable.indices.filter {
      costs[$0] > 0 && abs(change[$0] - change[$0 + movable.count]) > 1e-7
    }
    return (furthest, used.map { movable[$0] })
  }
}
