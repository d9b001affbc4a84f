import NumericalCore
import Testing

/// A random real table with a share of zeros and whole-number totals, raked to within `tolerance`.
private struct RandomTable {
  let values: [Double]
  let rows: [Int]
  let columns: [Int]

  init?(_ trial: Int, rows height: Int, columns width: Int, tolerance: Double) {
    let address = DrawAddress(seed: 66, draw: UInt32(trial))
    let seed = (0..<height * width).map { cell in
      let pair = address.uniforms(year: cell, cell: 0, purpose: 0)
      return pair.0 < 0.25 ? 0 : 4 * pair.1 * pair.1
    }
    // A whole-number table with the same zeros proves that its totals can be met.
    let whole = seed.enumerated().map { cell, value in
      value > 0 ? 1 + Int(4 * address.uniform(year: cell, cell: 1, purpose: 0)) : 0
    }
    rows = (0..<height).map { row in whole[row * width..<(row + 1) * width].reduce(0, +) }
    columns = (0..<width).map { column in
      stride(from: column, to: whole.count, by: width).reduce(0) { $0 + whole[$1] }
    }
    let fitted = try? raked(
      seed: seed, rows: rows.map(Double.init), columns: columns.map(Double.init),
      tolerance: tolerance)
    guard let fitted else { return nil }
    values = fitted.values
  }

  func hasTotals(_ rounded: [Int]) -> Bool {
    let width = columns.count
    return rows.indices.allSatisfy { row in
      rounded[row * width..<(row + 1) * width].reduce(0, +) == rows[row]
    }
      && columns.indices.allSatisfy { column in
        stride(from: column, to: rounded.count, by: width).reduce(0) { $0 + rounded[$1] }
          == columns[column]
      }
  }

  /// The least cost of rounding every cell to floor or ceiling with the right totals, by trying all.
  func cheapest(_ steering: [Double]) -> Double {
    let floors = values.map { Int($0.rounded(.down)) }
    return (0..<1 << values.count).reduce(.infinity) { best, choice in
      let rounded = floors.indices.map { floors[$0] + (choice >> $0 & 1) }
      let isAllowed = values.indices.allSatisfy {
        Double(rounded[$0]) <= values[$0].rounded(.up)
      }
      guard isAllowed && hasTotals(rounded) else { return best }
      return min(best, cost(rounded, steering))
    }
  }

  func cost(_ rounded: [Int], _ steering: [Double]) -> Double {
    values.indices.reduce(0) { sum, cell in
      let gap = Double(rounded[cell]) - values[cell]
      return sum + gap * gap + (gap > 0 ? steering[cell] : 0)
    }
  }
}

@Suite struct ControlledRoundingTests {
  @Test("Totals are exact and every cell is floor or ceiling", arguments: 0..<8)
  func laws(batch: Int) throws {
    for trial in batch * 250..<(batch + 1) * 250 {
      guard
        let table = RandomTable(
          trial, rows: 1 + trial % 9, columns: 1 + trial % 7, tolerance: 1e-10)
      else { continue }
      let rounded = try controlledRounding(table.values, rows: table.rows, columns: table.columns)
      #expect(table.hasTotals(rounded))
      for (whole, value) in zip(rounded, table.values) {
        // Raking leaves 1e-10, so a value may be that far past a whole number.
        #expect(Double(whole) >= (value - 1e-9).rounded(.down))
        #expect(Double(whole) <= (value + 1e-9).rounded(.up))
        #expect(value > 0 || whole == 0)
      }
    }
  }

  @Test func `Tables whose own totals are a thousandth out are rounded to exact totals`() throws {
    for trial in 0..<400 {
      guard
        let table = RandomTable(
          trial, rows: 2 + trial % 9, columns: 2 + trial % 7, tolerance: 1e-10)
      else { continue }
      let address = DrawAddress(seed: 67, draw: UInt32(trial))
      let values = table.values.enumerated().map { cell, value in
        value * (1 + 2e-3 * (address.uniform(year: cell, cell: 0, purpose: 0) - 0.5))
      }
      let rounded = try controlledRounding(values, rows: table.rows, columns: table.columns)
      #expect(table.hasTotals(rounded))
      #expect(zip(rounded, values).allSatisfy { abs(Double($0) - $1) < 2 && ($1 > 0 || $0 == 0) })
    }
  }

  @Test("The rounding is the cheapest of all, steered or not", arguments: [0, 0.5, 3])
  func optimum(strength: Double) throws {
    var compared = 0
    for trial in 0..<60 {
      guard let table = RandomTable(trial, rows: 3, columns: 3, tolerance: 1e-12) else { continue }
      let address = DrawAddress(seed: 68, draw: UInt32(trial))
      let steering = (0..<9).map {
        strength * (address.uniform(year: $0, cell: 0, purpose: 0) - 0.5)
      }
      let rounded = try controlledRounding(
        table.values, rows: table.rows, columns: table.columns, steering: steering)
      let cheapest = table.cheapest(steering)
      guard cheapest.isFinite else { continue }
      compared += 1
      #expect(abs(table.cost(rounded, steering) - cheapest) < 1e-8)
    }
    #expect(compared > 20)
  }

  @Test func `Whole tables stay as they are`() throws {
    let rounded = try controlledRounding(
      [3, 0, 1, 0, 7, 2], rows: [4, 9], columns: [3, 7, 3],
      steering: [-9, -9, 9, -9, 9, 9])
    #expect(rounded == [3, 0, 1, 0, 7, 2])
  }

  @Test func `Steering decides between roundings that are equally near`() throws {
    let halves = [0.5, 0.5, 0.5, 0.5]
    let one = try controlledRounding(
      halves, rows: [1, 1], columns: [1, 1], steering: [-0.1, 0, 0, 0])
    let other = try controlledRounding(
      halves, rows: [1, 1], columns: [1, 1], steering: [0.1, 0, 0, 0])
    #expect(one == [1, 0, 0, 1] && other == [0, 1, 1, 0])
  }

  @Test func `When floor and ceiling do not suffice cells go one further before two`() throws {
    let rounded = try controlledRounding([1, 1, 1, 1, 1], rows: [8], columns: [2, 2, 1, 2, 1])
    #expect(rounded == [2, 2, 1, 2, 1])
    let lower = try controlledRounding([2.5, 2.5], rows: [2], columns: [1, 1])
    #expect(lower == [1, 1])
  }

  @Test func `What no table can meet is refused with the units missing`() {
    #expect(throws: RoundingError.outOfReach(missing: 6)) {
      try controlledRounding([1], rows: [9], columns: [9])
    }
    #expect(throws: RoundingError.outOfReach(missing: 1)) {
      try controlledRounding([0, 1], rows: [2], columns: [1, 1])
    }
    #expect(throws: RoundingError.totalsDisagree(rows: 2, columns: 3)) {
      try controlledRounding([1, 1], rows: [2], columns: [1, 2])
    }
  }

  @Test func `An empty table is rounded to an empty table`() throws {
    #expect(try controlledRounding([], rows: [], columns: []).isEmpty)
    #expect(try controlledRounding([], rows: [0, 0], columns: []).isEmpty)
  }
}
