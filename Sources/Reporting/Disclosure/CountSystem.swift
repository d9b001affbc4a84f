/// The counts of a publication, and how they add: whatever tables they stand in, a count that stands in several is here once.
struct CountSystem: Sendable {
  /// Counts that add up to the same.
  struct Balance: Sendable {
    let left: [Int]
    let right: [Int]
  }

  /// Counts as they would be shown, at least 0: whole, or means of simulations.
  private(set) var counts: [Double] = []
  /// Counts that cannot be hidden, because they are known from elsewhere.
  private(set) var isKnown: [Bool] = []
  private(set) var balances: [Balance] = []

  /// Adds a count; returns its number.
  mutating func add(_ count: Int, isKnown: Bool = false) -> Int {
    precondition(count >= 0, "a count of \(count)")
    counts.append(Double(count))
    self.isKnown.append(isKnown)
    return counts.count - 1
  }

  /// Says that counts add up to another.
  mutating func add(_ parts: [Int], upTo total: Int) {
    balances.append(Balance(left: parts, right: [total]))
  }

  /// Says that counts add up to what others add up to.
  mutating func balance(_ left: [Int], _ right: [Int]) {
    balances.append(Balance(left: left, right: right))
  }

  /// The same sums of other numbers: what another scenario makes of each count, or what another figure of the same children is.
  func reading(_ counts: [Double], isKnown: [Bool]) -> CountSystem {
    precondition(counts.count == self.counts.count && isKnown.count == counts.count)
    var copy = self
    (copy.counts, copy.isKnown) = (counts, isKnown)
    return copy
  }

  /// The rows of each count in a linear programme.
  var entries: [[LinearProgramme.Entry]] {
    var entries = [[LinearProgramme.Entry]](repeating: [], count: counts.count)
    for (row, balance) in balances.enumerated() {
      for count in balance.left { entries[count].append((row, 1)) }
      for count in balance.right { entries[count].append((row, -1)) }
    }
    return entries
  }
}
