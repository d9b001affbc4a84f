import NumericalCore
import Vocabulary

/// The simulation's immutable part: assumptions and the addresses of their cells.
public struct ProjectionModel: Sendable {
  /// The assumptions it was built from.
  public let assumptions: ProjectionAssumptions
  let space: StateSpace
  /// For each NCY × need × from: destinations in code order with their share of those still undecided.
  let destinations: [[Split]]
  /// For each NCY × need: first provisions in code order with their share of those still undecided.
  let firstProvisions: [[Split]]
  /// NCY × need with new plans.
  let newPlanRows: [Int]
  /// For each NCY × need × provision: share that moves at all.
  let moving: [Double]
  /// Positions of the provisions in the order of their codes.
  let provisionOrder: [Int]
  /// The age bands: what belongs to each.
  let bands: BandCells
  /// How new plans spread over NCY × need; scenarios that follow a baseline need the baseline's.
  public let newPlanSpread: NewPlanSpread
  /// Multiplies new plans of each projected year for what the backlog of requests adds.
  let backlogFactor: [Double]

  /// All that the loops of a step ask for.
  let tables: StepTables

  /// One outcome of a sequential split.
  struct Split: Sendable {
    let provision: Int
    /// Probability, given none of the earlier outcomes.
    let conditional: Double
  }

  /// Prepares the assumptions for simulation.
  public init(_ assumptions: ProjectionAssumptions) {
    self.assumptions = assumptions
    space = assumptions.space
    let codes = assumptions.space.codes
    let space = assumptions.space
    let order = codes.provisions.indices.sorted {
      codes.provisions[$0].code < codes.provisions[$1].code
    }
    provisionOrder = order
    bands = BandCells(space)
    newPlanSpread = NewPlanSpread(assumptions, rowsOfBand: bands.rows)
    backlogFactor = assumptions.backlogFactor
    let width = space.provisions
    let rate = { (cell: Int, to: Int) in Self.moveRate(assumptions, cell: cell, to: to) }
    destinations = (0..<space.count).map { cell in Self.split(order) { rate(cell, $0) } }
    firstProvisions = (0..<(space.ncys * space.needs)).map { row in
      Self.split(order) { assumptions.firstProvision[row * width + $0] }
    }
    newPlanRows = assumptions.newPlanRate.indices.filter { assumptions.newPlanRate[$0] > 0 }
    // Affinities weigh the odds of moving against staying: where everybody moves, everybody moves with every need.
    moving = (0..<space.count).map { cell -> Double in
      let weighted = order.reduce(0) { $0 + rate(cell, $1) }
      guard weighted > 0 else { return 0 }
      let row = space.ncyIndex(of: cell) * width + space.provision(of: cell)
      let all = order.reduce(0) { $0 + assumptions.moves[row * width + $1] }
      return weighted / (max(0, 1 - all) + weighted)
    }
    tables = StepTables(
      assumptions, addresses: CellAddresses(space), moving: moving, destinations: destinations,
      firstProvisions: firstProvisions)
  }

  /// The share of a cell that moves to a provision.
  private static func moveRate(
    _ assumptions: ProjectionAssumptions, cell: Int, to: Int
  ) -> Double {
    let space = assumptions.space
    let (ncy, need, from) = (
      space.ncyIndex(of: cell), space.need(of: cell), space.provision(of: cell)
    )
    let rate = assumptions.moves[(ncy * space.provisions + from) * space.provisions + to]
    return rate * assumptions.moveAffinity[(need * space.provisions + from) * space.provisions + to]
  }

  private static func split(_ order: [Int], _ share: (Int) -> Double) -> [Split] {
    var remaining = order.reduce(0) { $0 + share($1) }
    var result: [Split] = []
    for provision in order where share(provision) > 0 {
      result.append(Split(provision: provision, conditional: min(1, share(provision) / remaining)))
      remaining -= share(provision)
    }
    // The last outcome takes whatever is left, so that rounding of the shares loses nobody.
    if let last = result.popLast() {
      result.append(Split(provision: last.provision, conditional: 1))
    }
    return result
  }
}
