import NumericalCore
import Vocabulary

/// What a step asks of the model in its loops: flat tables, as small as can be, because together they must stay in a processor's cache.
///
/// A class, so that a step takes one reference; taking the model's arrays one by one counts references that all threads share.
final class StepTables: Sendable {
  let ncys: Int
  let needs: Int
  let provisions: Int
  /// Address of each cell.
  let cellAddress: [UInt64]
  /// Address of each NCY × need.
  let originAddress: [UInt64]
  let provisionAddress: [UInt64]
  /// Share of each cell that moves at all.
  let moving: [Double]
  /// How much of that applies in a setting that goes on, by NCY entered.
  let heldFactor: [Double]
  /// Destinations of each cell.
  let destinations: ProvisionSplits
  /// First provisions of each NCY × need.
  let firstProvisions: ProvisionSplits
  /// Plans transferred in, by NCY entered.
  let transferIn: [Double]
  /// Probability of ceasing before a draw's odds: projected year × NCY × provision.
  let ceasing: [Double]
  /// Probability of moving to another authority, NCY × provision.
  let transferOut: [Double]
  /// Whole people by projected year and NCY.
  let people: [Int]
  /// Who goes on to another provision at the end of a phase.
  let phaseEndMoves: [PhaseEndMove]
  let redirections: [PreparedRedirection]
  /// Positions in `redirections` by kind of move and provision wanted, in their order.
  let redirectionsFrom: [[Int]]

  init(
    _ assumptions: ProjectionAssumptions, addresses: CellAddresses, moving rates: [Double],
    destinations splits: [[ProjectionModel.Split]], firstProvisions: [[ProjectionModel.Split]]
  ) {
    let space = assumptions.space
    (ncys, needs, provisions) = (space.ncys, space.needs, space.provisions)
    cellAddress = addresses.cells
    originAddress = addresses.origins
    provisionAddress = addresses.provisions
    moving = rates
    heldFactor = (0..<space.ncys).map {
      Phase.isTransfer(entering: NCY.at($0)) ? assumptions.reviewFactor : 1
    }
    destinations = ProvisionSplits(splits)
    self.firstProvisions = ProvisionSplits(firstProvisions)
    transferIn = assumptions.transferIn
    ceasing = (0..<assumptions.years).flatMap { year in
      assumptions.ceasing.indices.map { row in
        min(1, assumptions.ceasing[row] * assumptions.ceasingFactor[year][row / space.provisions])
      }
    }
    transferOut = assumptions.transferOut
    people = assumptions.population.flatMap { $0.map { Int($0.rounded()) } }
    phaseEndMoves = assumptions.phaseEndMoves
    redirections = assumptions.redirections.map { PreparedRedirection($0, needs: space.needs) }
    redirectionsFrom = Redirection.Move.allCases.flatMap { move in
      (0..<space.provisions).map { provision in
        assumptions.redirections.indices.filter {
          assumptions.redirections[$0].move == move
            && assumptions.redirections[$0].from == provision
        }
      }
    }
  }

  var cellsPerNCY: Int { needs * provisions }

  /// Plans by NCY × provision. O(cells).
  func headsByRow(_ aged: [Int32]) -> [Int32] {
    let width = provisions
    var heads = [Int32](repeating: 0, count: ncys * width)
    heads.withUnsafeMutableBufferPointer { heads in
      aged.withUnsafeBufferPointer { aged in
        for origin in 0..<(ncys * needs) {
          let row = heads.extracting((origin / needs * width)..<(origin / needs * width + width))
          let cells = aged.extracting((origin * width)..<(origin * width + width))
          for provision in 0..<width { row[provision] &+= cells[provision] }
        }
      }
    }
    return heads
  }

  /// Positions of the redirections that may apply to those who want a provision.
  func redirections(_ move: Redirection.Move, from provision: Int) -> [Int] {
    redirectionsFrom[move.position * provisions + provision]
  }
}

/// Where the random numbers of a space live, made of its codes.
struct CellAddresses {
  let cells: [UInt64]
  /// NCY × need.
  let origins: [UInt64]
  let provisions: [UInt64]

  init(_ space: StateSpace) {
    let codes = space.codes
    cells = (0..<space.count).map { stableHash(space.name(of: $0)) }
    origins = (0..<(space.ncys * space.needs)).map {
      stableHash("\(NCY.at($0 / space.needs))|\(codes.needs[$0 % space.needs].code)")
    }
    provisions = codes.provisions.map { stableHash($0.code) }
  }
}

/// Sequential splits over provisions, one after another in flat arrays.
struct ProvisionSplits: Sendable {
  /// Where each split begins; one more for the end.
  private let first: [Int32]
  /// Probability of each outcome, given none of the earlier ones; 1 for the last of a split.
  let conditional: [Double]
  let provision: [UInt16]

  init(_ splits: [[ProjectionModel.Split]]) {
    first = splits.reduce(into: [0]) { $0.append(($0.last ?? 0) + Int32($1.count)) }
    conditional = splits.flatMap { $0.map(\.conditional) }
    provision = splits.flatMap { $0.map { UInt16($0.provision) } }
  }

  /// The outcomes of a split.
  subscript(split: Int) -> Range<Int> { Int(first[split])..<Int(first[split + 1]) }
}

/// A redirection whose needs are looked up by position.
struct PreparedRedirection: Sendable {
  let to: Int
  let share: [Double]
  private let needs: [Bool]
  private let ncys: ClosedRange<Int>

  init(_ redirection: Redirection, needs: Int) {
    to = redirection.to
    share = redirection.share
    self.needs = (0..<needs).map { redirection.needs?.contains($0) ?? true }
    ncys = redirection.ncys
  }

  func applies(ncyIndex: Int, need: Int) -> Bool {
    needs[need] && ncys.contains(NCY.at(ncyIndex))
  }
}

extension Redirection.Move {
  /// The position in `allCases`.
  fileprivate var position: Int {
    switch self {
    case .newPlan: 0
    case .phaseTransfer: 1
    case .midPhase: 2
    }
  }
}
