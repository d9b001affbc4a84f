import Vocabulary

/// The expected stock of a year, by linear recursion: no draws, no places, everybody at what they want.
struct ExpectedStock {
  /// What a year is expected with.
  struct Year {
    /// Population by NCY.
    var people: [Double]
    /// New plans beyond those of the rates.
    var extra = 0.0
    /// SEN2's residual as a share of own plans.
    var residual = 0.0
  }

  private let model: ProjectionModel
  /// The share of each cell that leaves in a year.
  private let leaving: [Double]
  private var stock: [Double]

  /// Starts from the opening plans.
  init(_ model: ProjectionModel) {
    self.model = model
    let space = model.space
    let (ceasing, out) = (model.assumptions.ceasing, model.assumptions.transferOut)
    leaving = (0..<space.count).map { cell in
      let row = space.ncyIndex(of: cell) * space.provisions + space.provision(of: cell)
      return min(1, min(1, ceasing[row]) + out[row])
    }
    stock = model.assumptions.opening.map(Double.init)
  }

  /// All plans.
  var total: Double { stock.reduce(0, +) }

  /// The year after, at the rates of the base: no growth, no lever.
  mutating func advance(_ year: Year) {
    let width = model.space.cellsPerNCY
    var next = [Double](repeating: 0, count: stock.count)
    let tables = model.tables
    for cell in width..<stock.count where stock[cell - width] > 0 {
      let transferIn = model.assumptions.transferIn[cell / width]
      Self.age(
        cell, heads: stock[cell - width], staying: 1 - leaving[cell], transferIn: transferIn,
        residual: year.residual, tables, into: &next)
    }
    begin(year, into: &next)
    stock = next
  }

  private static func age(
    _ cell: Int, heads: Double, staying share: Double, transferIn: Double, residual: Double,
    _ tables: StepTables, into next: inout [Double]
  ) {
    let staying = heads * share * (1 + min(0, residual))
    let coming = transferIn + max(0, residual)
    let first = cell - cell % tables.provisions
    // Who comes is placed like those who stay.
    let all = staying + heads * coming
    var moving = all * tables.moving[cell]
    next[cell] += all - moving
    for index in tables.destinations[cell] where moving > 0 {
      let here = moving * tables.destinations.conditional[index]
      next[first + Int(tables.destinations.provision[index])] += here
      moving -= here
    }
  }

  private func begin(_ year: Year, into next: inout [Double]) {
    let (space, assumptions) = (model.space, model.assumptions)
    let (rate, needs) = (assumptions.newPlanRate, space.needs)
    let plans = rate.indices.map { rate[$0] * year.people[$0 / needs] }
    let expected = plans.reduce(0, +)
    guard expected > 0 else { return }
    let scale = max(0, 1 + year.extra / expected)
    let (first, provisions) = (assumptions.firstProvision, space.provisions)
    for cell in next.indices { next[cell] += plans[cell / provisions] * first[cell] * scale }
  }
}
