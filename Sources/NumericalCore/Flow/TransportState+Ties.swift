/// The choice among plans of equal cost.
///
/// An optimal plan is any flow on the cheapest arcs of each row at optimal prices, with every column's
/// load where its price is the marginal cost. So the plan wanted is found on these arcs alone, by
/// moving units round cycles that cost nothing.
extension TransportState {
  /// Of all plans of the same cost takes the one that gives row 0 as much as can be in its lowest
  /// column, then in the next and so on, then row 1 what is best for it in the same sense, and so on.
  ///
  /// - Complexity: O(rows · columns) where costs have no ties; a row with a choice adds a search of
  ///   O(columns' members + columns²) for every time it moves, and one more.
  mutating func settleTies() {
    exchanges.forget()
    for row in 0..<rows { findTies(of: row) }
    for row in 0..<rows where supplies[row] > 0 && ties.isChoice(row: row) { settle(row) }
  }

  private mutating func findTies(of row: Int) {
    let (least, column) = cheapestColumn(of: row)
    rowPrices[row] = column < 0 ? 0 : least
    guard supplies[row] > 0 else { return }
    costs.withUnsafeBufferPointer { costs in
      let own = costs[row * width..<(row + 1) * width]
      ties.load(row: row, costs: own, prices: prices, least: least)
    }
  }

  private mutating func settle(_ row: Int) {
    ties.beginRow()
    for column in 0..<width { ties.setWanted(column, flows[row * width + column] > 0) }
    // What stands in columns after the one in hand.
    var later = supplies[row]
    for column in 0..<width where ties.contains(column, row: row) {
      later -= flows[row * width + column]
      ties.setWanted(column, false)
      while later > 0, let giver = giver(to: column, row: row) {
        later -= sendRound(row: row, from: giver, to: column)
        ties.setWanted(giver, flows[row * width + giver] > 0)
      }
      if later == 0 { return }
    }
  }

  /// A column after `column` that has units of the row and that a unit displaced from `column` by
  /// later rows' moves can reach.
  private mutating func giver(to column: Int, row: Int) -> Int? {
    guard ties.begin(at: column) else { return nil }
    var place = 0
    while let node = ties.queued(place) {
      if let wanted = node == sink ? visitFromSink() : visit(from: node, after: row) {
        return wanted
      }
      place += 1
    }
    ties.endInVain()
    return nil
  }

  private mutating func visitFromSink() -> Int? {
    for column in 0..<width where spare(column) > 0 {
      if ties.visit(column, from: sink, mover: -1) { return column }
    }
    return nil
  }

  private mutating func visit(from column: Int, after row: Int) -> Int? {
    if gap(column) > 0 { ties.visit(sink, from: column, mover: -1) }
    return ties.visit(from: column, by: members[column], after: row)
  }

  /// How much more the column could serve at its price.
  private func gap(_ column: Int) -> Int {
    steps.loads(column, at: prices[column]).upperBound - served[column]
  }

  /// How much less the column could serve at its price.
  private func spare(_ column: Int) -> Int {
    served[column] - steps.loads(column, at: prices[column]).lowerBound
  }

  /// Moves units of a row to `column` from `giver`, and what they displace along the path found.
  ///
  /// - Returns: how many.
  private mutating func sendRound(row: Int, from giver: Int, to column: Int) -> Int {
    var units = flows[row * width + giver]
    var head = giver
    while head != column {
      units = min(units, room(to: head))
      head = Int(ties.parents[head])
    }
    head = giver
    while head != column {
      send(units, to: head)
      head = Int(ties.parents[head])
    }
    transfer(units, row: row, from: giver, to: column)
    return units
  }

  private func room(to head: Int) -> Int {
    let (tail, mover) = (Int(ties.parents[head]), Int(ties.movers[head]))
    if head == sink { return gap(tail) }
    return tail == sink ? spare(head) : flows[mover * width + tail]
  }

  private mutating func send(_ units: Int, to head: Int) {
    let (tail, mover) = (Int(ties.parents[head]), Int(ties.movers[head]))
    if head == sink {
      served[tail] += units
    } else if tail == sink {
      served[head] -= units
    } else {
      transfer(units, row: mover, from: tail, to: head)
    }
  }
}
