/// Which columns are cheapest for each row at the final prices, and the tables of a search among
/// them. Sets of nodes are kept as bits.
struct TieTable: Sendable {
  private var words = 0
  /// By row the columns that are cheapest for it.
  private var ties: [UInt64] = []
  private var seen: [UInt64] = []
  /// The nodes seen by searches of this row that found nothing, which need not be seen again.
  private var spent: [UInt64] = []
  /// The nodes that a search looks for.
  private var wanted: [UInt64] = []
  private(set) var parents: [Int32] = []
  private(set) var movers: [Int32] = []
  private(set) var queue: [Int32] = []

  mutating func resize(rows: Int, width: Int) {
    words = (width + 64) / 64
    ties = [UInt64](repeating: 0, count: rows * words)
    seen = [UInt64](repeating: 0, count: words)
    (spent, wanted) = (seen, seen)
    parents = [Int32](repeating: 0, count: width + 1)
    movers = [Int32](repeating: 0, count: width + 1)
    queue = []
    queue.reserveCapacity(width + 1)
  }

  /// Takes the columns at which a row's cost + price is `least`. O(columns).
  mutating func load(row: Int, costs: Slice<UnsafeBufferPointer<Int>>, prices: [Int], least: Int) {
    for word in row * words..<(row + 1) * words { ties[word] = 0 }
    for (column, cost) in costs.enumerated() where cost + prices[column] == least {
      ties[row * words + column >> 6] |= 1 << UInt64(column & 63)
    }
  }

  func contains(_ column: Int, row: Int) -> Bool {
    ties[row * words + column >> 6] >> UInt64(column & 63) & 1 == 1
  }

  /// Whether a row has more than one cheapest column.
  func isChoice(row: Int) -> Bool {
    var count = 0
    for word in row * words..<(row + 1) * words { count += ties[word].nonzeroBitCount }
    return count > 1
  }

  /// Nothing is wanted, nothing spent.
  mutating func beginRow() {
    for word in 0..<words { (wanted[word], spent[word]) = (0, 0) }
  }

  mutating func setWanted(_ node: Int, _ isWanted: Bool) {
    let bit: UInt64 = 1 << UInt64(node & 63)
    if isWanted { wanted[node >> 6] |= bit } else { wanted[node >> 6] &= ~bit }
  }

  /// Begins a search at a node; false if it has been spent.
  mutating func begin(at node: Int) -> Bool {
    guard spent[node >> 6] >> UInt64(node & 63) & 1 == 0 else { return false }
    for word in 0..<words { seen[word] = spent[word] }
    queue.removeAll(keepingCapacity: true)
    visit(node, from: node, mover: -1)
    return true
  }

  /// The node at a place of the queue, nil behind its end.
  func queued(_ place: Int) -> Int? { place < queue.count ? Int(queue[place]) : nil }

  mutating func endInVain() {
    for word in 0..<words { spent[word] = seen[word] }
  }

  /// Sees a node; true if it is new and wanted.
  @discardableResult
  mutating func visit(_ node: Int, from parent: Int, mover: Int32) -> Bool {
    let bit: UInt64 = 1 << UInt64(node & 63)
    guard seen[node >> 6] & bit == 0 else { return false }
    seen[node >> 6] |= bit
    parents[node] = Int32(truncatingIfNeeded: parent)
    movers[node] = mover
    queue.append(Int32(truncatingIfNeeded: node))
    return wanted[node >> 6] & bit != 0
  }

  /// Sees all columns to which one of these rows can move at no cost from `column`; the rows after
  /// `row` only.
  ///
  /// - Returns: the first that is new and wanted, with which the search ends.
  mutating func visit(from column: Int, by rows: ArraySlice<Int32>, after row: Int) -> Int? {
    for mover in rows where Int(mover) > row {
      for word in 0..<words {
        var new = ties[Int(mover) * words + word] & ~seen[word]
        while new != 0 {
          let node = word << 6 + new.trailingZeroBitCount
          if visit(node, from: column, mover: mover) { return node }
          new &= new - 1
        }
      }
    }
    return nil
  }
}
