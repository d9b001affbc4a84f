/// The flow that a solve starts with.
extension TransportState {
  /// Puts every unit where cost + price is least, on the arcs of the last plan where those still are
  /// cheapest and else on the lowest column; works out what each column serves and its excess. Rows
  /// without arcs are left out.
  mutating func assign() {
    members.removeAll()
    exchanges.forget()
    for node in 0..<nodes { excess[node] = 0 }
    var units = 0
    for row in 0..<rows where supplies[row] > 0 || isWarm { units += assign(row: row) }
    for column in 0..<width {
      let range = steps.loads(column, at: prices[column])
      served[column] = min(max(excess[column], range.lowerBound), range.upperBound)
      excess[column] -= served[column]
      excess[sink] += served[column]
      exchanges.setSink(column, steps: steps, served: served[column])
    }
    excess[sink] -= units
  }

  /// Keeps what can be kept of a row's flow, and adds the excess of its columns.
  ///
  /// - Returns: the units placed: all, or none if the row lacks arcs.
  private mutating func assign(row: Int) -> Int {
    let (least, cheapest) = cheapestColumn(of: row)
    let left = isWarm ? supplies[row] - keepFlows(of: row, at: least) : supplies[row]
    guard cheapest >= 0 else { return 0 }
    if left > 0 { place(left, row: row, column: cheapest) }
    return supplies[row]
  }

  /// Keeps the flow of a row where it is cheapest, lowest columns first, up to its supply.
  ///
  /// - Returns: the units kept.
  private mutating func keepFlows(of row: Int, at least: Int) -> Int {
    var left = supplies[row]
    for cell in row * width..<(row + 1) * width where flows[cell] > 0 {
      let column = cell - row * width
      let isCheapest = costs[cell] + prices[column] == least
      let kept = isCheapest ? min(flows[cell], left) : 0
      flows[cell] = 0
      left -= kept
      if kept > 0 { place(kept, row: row, column: column) }
    }
    return supplies[row] - left
  }

  private mutating func place(_ units: Int, row: Int, column: Int) {
    if flows[row * width + column] == 0 { members.insert(row, into: column) }
    flows[row * width + column] += units
    excess[column] += units
  }

  /// The least cost + price of a row and the lowest column that has it; no column if it lacks arcs.
  /// O(columns).
  func cheapestColumn(of row: Int) -> (least: Int, column: Int) {
    let (start, width) = (row * width, width)
    return costs.withUnsafeBufferPointer { costs in
      prices.withUnsafeBufferPointer { prices in
        var (least, cheapest) = (ColumnSearch.unreached, -1)
        for column in 0..<width {
          let sum = costs[start + column] + prices[column]
          if sum < least { (least, cheapest) = (sum, column) }
        }
        return (least, cheapest)
      }
    }
  }
}
