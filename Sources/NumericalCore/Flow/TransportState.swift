/// The working tables of a `TransportSolver`: a flow that need not yet be balanced, and prices under
/// which it is as cheap as any with the same imbalances.
///
/// The nodes are the columns, then (where units may be left unserved) a free column for those, then
/// the sink, to which the columns send what they serve. Rows are not nodes: a row with units in
/// column j makes an arc from j to every other of its columns, at the difference of the two costs.
/// At all times
///
/// - each row's units stand where cost + price is least over its arcs,
/// - what a column sends to the sink is between the loads at which its price is the marginal cost;
///   what it has beyond that is its excess, negative where it has less.
struct TransportState: Sendable {
  private(set) var rows = 0
  /// The number of columns, with the free one for unserved units.
  private(set) var width = 0
  /// Whether the last column is for units left unserved.
  private(set) var leavesUnserved = false
  var nodes: Int { width + 1 }
  var sink: Int { width }

  /// Costs and units by row and column, `ColumnSteps.absent` where inadmissible.
  private(set) var costs: [Int] = []
  var flows: [Int] = []
  private(set) var supplies: [Int] = []
  private(set) var steps = ColumnSteps()
  /// What each column sends to the sink.
  var served: [Int] = []

  /// By node, as are the excesses; the sink's price is 0 whenever a search begins or ends.
  var prices: [Int] = []
  var excess: [Int] = []
  /// The least cost + price of each row in the plan, 0 if it lacks arcs.
  var rowPrices: [Int] = []

  var members = ColumnMembers()
  var exchanges = ExchangeTable()
  var search = ColumnSearch()
  var ties = TieTable()

  /// Whether `prices` and `flows` are those of an optimal plan of the last problem.
  var isWarm = false

  /// Takes a problem; keeps prices and flows where its shape is that of the last one.
  mutating func load(_ problem: TransportProblem, largestCost: Int) {
    let hasUnserved = problem.unservedCosts != nil
    let wide = problem.columns.count + (hasUnserved ? 1 : 0)
    let isSameShape =
      problem.supplies.count == rows && wide == width && hasUnserved == leavesUnserved
    if !isSameShape || prices.isEmpty {
      resize(rows: problem.supplies.count, width: wide)
    }
    leavesUnserved = hasUnserved
    supplies = problem.supplies
    let ceiling = problem.supplies.reduce(1, +)
    steps.load(problem.columns, ceiling: ceiling)
    if hasUnserved { steps.appendFreeColumn(ceiling: ceiling) }
    loadCosts(problem)
    startPrices(largestCost: largestCost)
  }

  private mutating func resize(rows: Int, width: Int) {
    (self.rows, self.width) = (rows, width)
    isWarm = false
    flows = [Int](repeating: 0, count: rows * width)
    costs = [Int](repeating: ColumnSteps.absent, count: rows * width)
    served = [Int](repeating: 0, count: width)
    prices = [Int](repeating: 0, count: nodes)
    excess = [Int](repeating: 0, count: nodes)
    rowPrices = [Int](repeating: 0, count: rows)
    members.resize(rows: rows, width: width)
    exchanges.resize(nodes: nodes)
    search.resize(nodes: nodes)
    ties.resize(rows: rows, width: width)
  }

  private mutating func loadCosts(_ problem: TransportProblem) {
    let width = width
    costs.withUnsafeMutableBufferPointer { costs in
      costs.update(repeating: ColumnSteps.absent)
      problem.arcs.forEachArc { row, column, cost in costs[row * width + column] = cost }
      guard let unserved = problem.unservedCosts else { return }
      for row in 0..<rows { costs[row * width + width - 1] = unserved[row] }
    }
  }

  /// The prices of the last plan, or those of the first steps. Prices left by much dearer problems
  /// are dropped, so that sums cannot overflow.
  private mutating func startPrices(largestCost: Int) {
    let limit = 4 * (nodes + 1) * largestCost
    if prices.contains(where: { abs($0) > limit }) { isWarm = false }
    if !isWarm {
      flows.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    }
    for column in 0..<width {
      let first = steps.firstCost(column)
      prices[column] = isWarm ? max(prices[column], first) : first
    }
    prices[sink] = 0
  }

  /// Moves units of a row from one column to another and keeps the tables in step.
  mutating func transfer(_ units: Int, row: Int, from: Int, to: Int) {
    let (source, target) = (row * width + from, row * width + to)
    flows[source] -= units
    if flows[source] == 0 {
      members.remove(row, from: from)
      exchanges.remove(row, from: from)
    }
    if flows[target] == 0 {
      members.insert(row, into: to)
      exchanges.insert(row, into: to, costs: costs)
    }
    flows[target] += units
  }

  /// Changes what a column sends to the sink.
  mutating func serve(_ units: Int, column: Int) {
    served[column] += units
    exchanges.setSink(column, steps: steps, served: served[column])
  }
}

/// Which rows have units in each column.
struct ColumnMembers: Sendable {
  private var rows = 0
  private var width = 0
  private var lists: [Int32] = []
  private var places: [Int32] = []
  private(set) var counts: [Int] = []

  mutating func resize(rows: Int, width: Int) {
    (self.rows, self.width) = (rows, width)
    lists = [Int32](repeating: 0, count: rows * width)
    places = [Int32](repeating: 0, count: rows * width)
    counts = [Int](repeating: 0, count: width)
  }

  mutating func removeAll() {
    for column in counts.indices { counts[column] = 0 }
  }

  /// The rows of a column, in no order.
  subscript(column: Int) -> ArraySlice<Int32> {
    lists[column * rows..<column * rows + counts[column]]
  }

  mutating func insert(_ row: Int, into column: Int) {
    lists[column * rows + counts[column]] = Int32(row)
    places[row * width + column] = Int32(counts[column])
    counts[column] += 1
  }

  mutating func remove(_ row: Int, from column: Int) {
    let place = Int(places[row * width + column])
    counts[column] -= 1
    let last = lists[column * rows + counts[column]]
    lists[column * rows + place] = last
    places[Int(last) * width + column] = Int32(place)
  }
}
