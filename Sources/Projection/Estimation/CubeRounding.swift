import NumericalCore
import Vocabulary

/// Rounds a raked cube to whole heads, one year at a time.
struct CubeRounding {
  let space: StateSpace
  private(set) var cube: [Double]
  private(set) var ncyNeed: CrossTable
  private(set) var ncyProvision: CrossTable
  private(set) var needProvision: CrossTable
  private(set) var heads: [Int32]
  /// Sum of rounded less published, need × provision.
  private var deviation: [Double]

  init(
    space: StateSpace, cube: [Double], ncyNeed: CrossTable, ncyProvision: CrossTable,
    needProvision: CrossTable
  ) {
    self.space = space
    self.cube = cube
    self.ncyNeed = ncyNeed
    self.ncyProvision = ncyProvision
    self.needProvision = needProvision
    heads = Array(repeating: 0, count: space.count)
    deviation = needProvision.values.map { -$0 }
  }

  var largestDeviation: (heads: Double, need: Int, provision: Int) {
    var worst = (heads: 0.0, need: 0, provision: 0)
    for (index, value) in deviation.enumerated() where abs(value) > worst.heads {
      worst = (abs(value), index / space.provisions, index % space.provisions)
    }
    return worst
  }

  /// A first round of unsteered rounding, then rounds that feed the deviations back until no figure is off by more than 1.
  mutating func run() throws {
    for ncy in 0..<space.ncys { try round(ncy, weight: 0) }
    for sweep in 1...12 where largestDeviation.heads > 1 {
      for ncy in 0..<space.ncys { try round(ncy, weight: Double(min(sweep, 4))) }
    }
  }

  /// The same for another number of plans. Where whole heads of both margins do not fit the pairs of need and provision that there
  /// are, as with few plans, any pair may be.
  mutating func runScaled(to plans: Int) throws {
    let scaled = scaled(to: plans)
    self = scaled
    do {
      try run()
    } catch is RoundingError {
      self = scaled
      for cell in cube.indices { cube[cell] += 1e-6 }
      try run()
    }
  }

  private func scaled(to plans: Int) -> CubeRounding {
    var (cube, byNeed, byProvision, pairs) = (cube, ncyNeed, ncyProvision, needProvision)
    let years = apportioned(plans, like: ncyNeed.rowSums)
    for (ncy, total) in years.enumerated() {
      let share = Double(total) / max(1, ncyNeed.rowSums[ncy])
      for offset in 0..<space.cellsPerNCY { cube[ncy * space.cellsPerNCY + offset] *= share }
      byNeed.apportion(total, inRow: ncy)
      byProvision.apportion(total, inRow: ncy)
    }
    let share = Double(plans) / max(1, ncyNeed.total)
    for index in pairs.values.indices { pairs.values[index] *= share }
    return CubeRounding(
      space: space, cube: cube, ncyNeed: byNeed, ncyProvision: byProvision, needProvision: pairs)
  }

  private mutating func round(_ ncy: Int, weight: Double) throws {
    let width = space.cellsPerNCY
    let base = ncy * width
    let rows = (0..<space.needs).map { Int(ncyNeed[ncy, $0].rounded()) }
    let columns = (0..<space.provisions).map { Int(ncyProvision[ncy, $0].rounded()) }
    let table = Array(cube[base..<(base + width)])
    for offset in 0..<width { deviation[offset] -= Double(heads[base + offset]) }
    // What the other years leave to this one: rounding up where they fall short is cheap.
    let steering = (0..<width).map { offset in
      2 * weight * (deviation[offset] + table[offset])
    }
    let whole = try controlledRounding(table, rows: rows, columns: columns, steering: steering)
    for offset in 0..<width {
      heads[base + offset] = Int32(whole[offset])
      deviation[offset] += Double(whole[offset])
    }
  }
}

extension CrossTable {
  /// Makes a row whole numbers with a sum, in proportion to what it was.
  fileprivate mutating func apportion(_ total: Int, inRow row: Int) {
    for (column, heads) in apportioned(total, like: Array(self.row(row))).enumerated() {
      self[row, column] = Double(heads)
    }
  }
}
