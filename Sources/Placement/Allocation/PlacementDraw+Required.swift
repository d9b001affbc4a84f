import Vocabulary

extension PlacementDraw {
  /// Plans at the last census by the provision required, cells of the space: the one attended, but for children who wait for another
  /// or settled elsewhere for want of one, who are counted there. Every child counts once.
  public func required(into cells: inout [Int32]) {
    precondition(cells.count == plan.cells, "\(cells.count) cells of \(plan.cells)")
    for cell in cells.indices { cells[cell] = openCells[cell] }
    for index in 0..<seats.keys.count {
      let key = PupilKey(bits: seats.keys[index])
      cells[key.row * plan.provisions + provisionRequired(key)] += seats.counts[index]
    }
  }

  private func provisionRequired(_ key: PupilKey) -> Int {
    guard key.status != 0 else { return Int(plan.seats[key.base].provision) }
    let wanted = key.status - 1
    return plan.limited[wanted < plan.limitedCount ? wanted : wanted - plan.limitedCount]
  }
}
