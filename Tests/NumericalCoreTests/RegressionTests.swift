import Glibc
import NumericalCore
import Testing

/// Exposures, and the events that given effects put into the margins.
private struct KnownTable {
  let exposure: [Double]
  let rowEffects: [Double]
  let columnEffects: [Double]
  var rowEvents: [Double]
  var columnEvents: [Double]

  init(_ trial: Int, rows: Int, columns: Int, zeros: Double) {
    let address = DrawAddress(seed: 91, draw: UInt32(trial))
    exposure = (0..<rows * columns).map {
      let pair = address.uniforms(year: $0, cell: 0, purpose: 0)
      return pair.0 < zeros ? 0 : exp(6 * pair.1)
    }
    rowEffects = (0..<rows).map { 8 * address.uniform(year: $0, cell: 1, purpose: 0) - 6 }
    columnEffects = (0..<columns).map {
      $0 == 0 ? 0 : 4 * address.uniform(year: $0, cell: 2, purpose: 0) - 2
    }
    rowEvents = [Double](repeating: 0, count: rows)
    columnEvents = [Double](repeating: 0, count: columns)
    for (cell, exposed) in exposure.enumerated() {
      let effect = rowEffects[cell / columns] + columnEffects[cell % columns]
      rowEvents[cell / columns] += exposed / (1 + exp(-effect))
      columnEvents[cell % columns] += exposed / (1 + exp(-effect))
    }
  }

  func fitted() throws -> TwoWayLogit {
    try fittedTwoWayLogit(
      exposure: exposure, rows: rowEvents.count, columns: columnEvents.count,
      rowEvents: rowEvents, columnEvents: columnEvents)
  }
}

/// The largest relative difference between the margins of a fit and the wanted events.
private func largestGap(
  _ fit: TwoWayLogit, _ exposure: [Double], _ rowEvents: [Double], _ columnEvents: [Double]
) -> Double {
  var (down, across) = (rowEvents.map { _ in 0.0 }, columnEvents.map { _ in 0.0 })
  for (cell, exposed) in exposure.enumerated() where exposed > 0 {
    let (row, column) = cell.quotientAndRemainder(dividingBy: columnEvents.count)
    let events = exposed * fit.probability(row: row, column: column)
    down[row] += events
    across[column] += events
  }
  return zip(down + across, rowEvents + columnEvents).reduce(0) {
    max($0, $1.1 == 0 ? $1.0 : abs($1.0 / $1.1 - 1))
  }
}

@Suite struct RegressionTests {
  @Test("Known effects are recovered", arguments: 0..<40)
  func recovery(trial: Int) throws {
    let table = KnownTable(trial, rows: 2 + trial % 9, columns: 2 + trial % 6, zeros: 0)
    let fit = try table.fitted()
    #expect(fit.columnEffects.filter { $0 == 0 }.count == 1)
    let shift = fit.columnEffects[0]
    for (seen, known) in zip(fit.rowEffects, table.rowEffects) {
      #expect(abs(seen + shift - known) < 1e-6)
    }
    for (seen, known) in zip(fit.columnEffects, table.columnEffects) {
      #expect(abs(seen - shift - known) < 1e-6)
    }
  }

  @Test("Margins are met to 1e-8 whatever cells are empty", arguments: 0..<6)
  func margins(batch: Int) throws {
    for trial in batch * 60..<(batch + 1) * 60 {
      let table = KnownTable(
        trial, rows: 1 + trial % 12, columns: 1 + trial % 7, zeros: [0, 0.3, 0.6][trial % 3])
      let fit = try table.fitted()
      #expect(largestGap(fit, table.exposure, table.rowEvents, table.columnEvents) <= 1e-8)
    }
  }

  /// Events are those of a random table of probabilities that are no logistic sum, some of them 0.
  @Test("Margins of any table are met, with rows and columns of none and of all", arguments: 0..<6)
  func arbitraryMargins(batch: Int) throws {
    for trial in batch * 50..<(batch + 1) * 50 {
      let (rows, columns) = (2 + trial % 8, 2 + trial % 5)
      let base = KnownTable(1_000 + trial, rows: rows, columns: columns, zeros: 0.2)
      let address = DrawAddress(seed: 92, draw: UInt32(trial))
      var rowEvents = [Double](repeating: 0, count: rows)
      var columnEvents = [Double](repeating: 0, count: columns)
      for cell in 0..<rows * columns {
        let (row, column) = (cell / columns, cell % columns)
        let share = 0.05 + 0.9 * address.uniform(year: cell, cell: 0, purpose: 0)
        let isNone = (row == 0 && trial % 2 == 0) || (column == 0 && trial % 3 == 0)
        let events = isNone ? 0 : row == 1 && trial % 5 == 0 ? 1 : share
        rowEvents[row] += base.exposure[cell] * events
        columnEvents[column] += base.exposure[cell] * events
      }
      let fit = try fittedTwoWayLogit(
        exposure: base.exposure, rows: rows, columns: columns, rowEvents: rowEvents,
        columnEvents: columnEvents)
      #expect(
        largestGap(fit, base.exposure, rowEvents, columnEvents) <= 1e-8, "trial \(trial)")
    }
  }

  @Test func `Probabilities from one in ten million to all are fitted`() throws {
    for trial in 0..<150 {
      let address = DrawAddress(seed: 98, draw: UInt32(trial))
      let (rows, columns) = (1 + trial % 25, 1 + trial % 14)
      var exposure: [Double] = []
      var rowEvents = [Double](repeating: 0, count: rows)
      var columnEvents = [Double](repeating: 0, count: columns)
      for cell in 0..<rows * columns {
        let size = address.uniforms(year: 0, cell: UInt64(cell), purpose: 0)
        let share = address.uniforms(year: 1, cell: UInt64(cell), purpose: 0)
        exposure.append(size.0 < 0.4 ? 0 : pow(10, 6 * size.1 - 1))
        let probability = share.0 < 0.1 ? 0 : share.0 > 0.95 ? 1 : pow(10, -7 * share.1)
        rowEvents[cell / columns] += probability * exposure[cell]
        columnEvents[cell % columns] += probability * exposure[cell]
      }
      let fit = try fittedTwoWayLogit(
        exposure: exposure, rows: rows, columns: columns, rowEvents: rowEvents,
        columnEvents: columnEvents)
      #expect(largestGap(fit, exposure, rowEvents, columnEvents) <= 1e-8, "trial \(trial)")
    }
  }

  @Test func `Margins that only noughts and ones can meet are approached to 1e-8`() throws {
    // The only table is [[1, ½], [½, 0]]: two effects grow without bound.
    let fit = try fittedTwoWayLogit(
      exposure: [1, 1, 1, 1], rows: 2, columns: 2, rowEvents: [1.5, 0.5], columnEvents: [1.5, 0.5])
    #expect(largestGap(fit, [1, 1, 1, 1], [1.5, 0.5], [1.5, 0.5]) <= 1e-8)
    #expect(fit.probability(row: 0, column: 0) > 1 - 1e-7)
  }

  @Test func `A table of one cell has the logit of its share`() throws {
    let fit = try fittedTwoWayLogit(
      exposure: [4], rows: 1, columns: 1, rowEvents: [1], columnEvents: [1])
    #expect(abs(fit.rowEffects[0] - log(1.0 / 3)) < 1e-9 && fit.columnEffects == [0])
    #expect(abs(fit.probability(row: 0, column: 0) - 0.25) < 1e-12)
  }

  @Test func `Rows and columns without events or exposure have probability nought`() throws {
    let fit = try fittedTwoWayLogit(
      exposure: [4, 4, 0, 5, 5, 0, 0, 0, 0], rows: 3, columns: 3, rowEvents: [3, 0, 0],
      columnEvents: [1, 2, 0])
    #expect(fit.rowEffects[1] == -.infinity && fit.rowEffects[2] == -.infinity)
    #expect(fit.columnEffects[2] == -.infinity)
    #expect(fit.probability(row: 1, column: 0) == 0 && fit.probability(row: 0, column: 2) == 0)
    #expect(abs(fit.probability(row: 0, column: 1) - 0.5) < 1e-10)
  }

  @Test func `Where all meets none, what was decided first holds`() throws {
    // Row 0 has no events, so column 0 must take all its events from row 1: all of row 1's exposure.
    let fit = try fittedTwoWayLogit(
      exposure: [3, 3, 2, 4], rows: 2, columns: 2, rowEvents: [0, 3], columnEvents: [2, 1])
    #expect(fit.columnEffects[0] == .infinity && fit.rowEffects[0] == -.infinity)
    #expect(fit.probability(row: 0, column: 0) == 0 && fit.probability(row: 1, column: 0) == 1)
    #expect(abs(fit.probability(row: 1, column: 1) - 0.25) < 1e-10)
  }

  @Test func `More events than exposure are named`() {
    #expect(
      throws: RegressionError.eventsExceedExposure(
        margin: .row, index: 1, events: 5, exposure: 4)
    ) {
      try fittedTwoWayLogit(
        exposure: [9, 9, 2, 2], rows: 2, columns: 2, rowEvents: [1, 5], columnEvents: [3, 3])
    }
    // Column 0 could have its two events only in row 0, which has none.
    #expect(
      throws: RegressionError.eventsExceedExposure(
        margin: .column, index: 0, events: 2, exposure: 0)
    ) {
      try fittedTwoWayLogit(
        exposure: [5, 5, 0, 9], rows: 2, columns: 2, rowEvents: [0, 3], columnEvents: [2, 1])
    }
  }

  @Test func `Fewer events than are certain are named`() {
    // Row 0 is all events, so column 0 must have at least five.
    #expect(
      throws: RegressionError.eventsBelowCertain(margin: .column, index: 0, events: 3, certain: 5)
    ) {
      try fittedTwoWayLogit(
        exposure: [5, 5, 8, 8], rows: 2, columns: 2, rowEvents: [10, 2], columnEvents: [3, 9])
    }
  }

  @Test func `Totals that disagree are named, in the table and in its parts`() {
    #expect(throws: RegressionError.totalsDisagree(rowEvents: 2, columnEvents: 3)) {
      try fittedTwoWayLogit(
        exposure: [5, 5], rows: 1, columns: 2, rowEvents: [2], columnEvents: [1, 2])
    }
    #expect(throws: RegressionError.totalsDisagree(rowEvents: 2, columnEvents: 3)) {
      try fittedTwoWayLogit(
        exposure: [5, 0, 0, 5], rows: 2, columns: 2, rowEvents: [2, 3], columnEvents: [3, 2])
    }
  }

  @Test func `Margins that no probabilities meet are refused`() {
    // Row 0 can send at most two events outside column 0, and column 0 has only one.
    #expect(throws: RegressionError.self) {
      try fittedTwoWayLogit(
        exposure: [9, 1, 1, 9, 9, 9, 9, 9, 9], rows: 3, columns: 3, rowEvents: [8, 4, 4],
        columnEvents: [1, 8, 7])
    }
  }
}
