import NumericalCore
import Vocabulary

@testable import Placement

/// What a year of demand may contain.
struct DemandKinds: OptionSet {
  let rawValue: Int
  static let leaving = DemandKinds(rawValue: 1)
  /// Movements of children whose setting ends or who transfer between phases.
  static let transferring = DemandKinds(rawValue: 2)
  static let coming = DemandKinds(rawValue: 4)
  /// Movements in the middle of a phase.
  static let midPhase = DemandKinds(rawValue: 8)
  static let all: DemandKinds = [.leaving, .transferring, .midPhase, .coming]
}

/// Random demand that keeps its promises: leavers and movers are among those who are there.
func randomDemand(
  _ kinds: DemandKinds, attended: [Int32], released: [Int32], _ lots: inout Lots,
  space: StateSpace = RandomNetwork.space
) -> Demand {
  var demand = Demand(space)
  let width = space.cellsPerNCY
  demand.agedOut = Array(attended.suffix(width))
  for cell in width..<space.count where attended[cell - width] > 0 {
    let heads = Int(attended[cell - width])
    demand.aged[cell] = Int32(heads)
    let leaving = kinds.contains(.leaving) && lots.chance(0.4) ? lots.next(0...heads) : 0
    let ceased = lots.next(0...leaving)
    let out = lots.next(0...(leaving - ceased))
    demand.ceased[cell] = Int32(ceased)
    demand.out[cell] = Int32(out)
    demand.lost[cell] = Int32(leaving - ceased - out)
    let free = Int(released[cell])
    let staying = heads - leaving
    let freed = lots.next(max(0, free - leaving)...min(free, staying))
    demand.releasedStaying[cell] = Int32(freed)
    if kinds.contains(.transferring) {
      addMovements(cell, of: freed, released: true, into: &demand, &lots, space)
    }
    if kinds.contains(.midPhase) {
      addMovements(cell, of: staying - freed, released: false, into: &demand, &lots, space)
    }
  }
  if kinds.contains(.coming) { addNewcomers(into: &demand, &lots, space) }
  return demand
}

private func addMovements(
  _ cell: Int, of heads: Int, released: Bool, into demand: inout Demand, _ lots: inout Lots,
  _ space: StateSpace
) {
  var left = heads
  let from = space.provision(of: cell)
  for to in 0..<space.provisions where to != from && left > 0 && lots.chance(0.25) {
    let count = lots.next(0...left)
    guard count > 0 else { continue }
    left -= count
    demand.add(
      Movement(
        ncyIndex: space.ncyIndex(of: cell), need: space.need(of: cell), from: from, to: to,
        count: count, released: released))
  }
}

private func addNewcomers(into demand: inout Demand, _ lots: inout Lots, _ space: StateSpace) {
  for kind in Seeking.allCases {
    for cell in 0..<space.count where lots.chance(0.12) {
      demand.coming[kind.rawValue][cell] = Int32(lots.next(0...3))
    }
  }
}
