import NumericalCore
import Vocabulary

extension YearStep {
  /// Shares movers of a cell out over their destinations.
  func split(
    _ item: OccupiedCell, movers: Int, released: Bool, _ movements: inout [Movement]
  ) {
    let cell = Int(item.cell)
    let (own, ncy) = (tables.cellAddress[cell], Int(item.ncy))
    let kind: Redirection.Move =
      Phase.isTransfer(entering: NCY.at(ncy)) ? .phaseTransfer : .midPhase
    shareOut(
      movers, over: cell, of: tables.destinations, .destination,
      place: { mixed(own, tables.provisionAddress[$0] &+ (released ? 1 : 0)) },
      to: { provision, count, place in
        let movement = Movement(
          ncyIndex: ncy, need: Int(item.need), from: Int(item.provision), to: provision,
          count: count, released: released)
        redirect(movement, kind, address: place, &movements)
      })
  }

  /// Thins a movement by the redirections that apply to it.
  private func redirect(
    _ movement: Movement, _ kind: Redirection.Move, address place: UInt64,
    _ movements: inout [Movement]
  ) {
    var rest = movement
    for index in tables.redirections(kind, from: movement.to)
    where tables.redirections[index].applies(ncyIndex: movement.ncyIndex, need: movement.need) {
      let count = redirected(rest.count, index, address: place)
      guard count > 0 else { continue }
      rest.count -= count
      // Wanting to stay is no movement, unless the setting ends and a place must be found again.
      guard tables.redirections[index].to != movement.from else { continue }
      var other = movement
      other.to = tables.redirections[index].to
      other.count = count
      movements.join(other)
    }
    if rest.count > 0 { movements.join(rest) }
  }

  /// How many of some follow a redirection.
  func redirected(_ count: Int, _ index: Int, address place: UInt64) -> Int {
    let redirection = tables.redirections[index]
    let share = redirection.share[year]
    guard share > 0, count > 0 else { return 0 }
    let target = mixed(place, tables.provisionAddress[redirection.to] &+ UInt64(index))
    let u = address.uniform(year: year, cell: target, purpose: Purpose.redirection.rawValue)
    return binomialQuantile(u, trials: count, probability: share)
  }

  /// Children who would have stayed go on to another provision at the end of a phase, as a scenario says.
  func goOn(_ item: OccupiedCell, released: Int, held: Int, _ movements: inout [Movement]) {
    let ncy = NCY.at(Int(item.ncy))
    guard Phase.isTransfer(entering: ncy) else { return }
    var (freed, kept) = (released, held)
    for move in tables.phaseEndMoves
    where move.applies(from: Int(item.provision), need: Int(item.need), entering: ncy) {
      let share = move.share[year]
      guard share > 0 else { continue }
      let place = mixed(tables.cellAddress[Int(item.cell)], tables.provisionAddress[move.to])
      let (u, v) = address.uniforms(year: year, cell: place, purpose: Purpose.phaseEnd.rawValue)
      let counts = [
        binomialQuantile(u, trials: freed, probability: share),
        binomialQuantile(v, trials: kept, probability: share),
      ]
      for (count, isReleased) in zip(counts, [true, false]) where count > 0 {
        movements.join(
          Movement(
            ncyIndex: Int(item.ncy), need: Int(item.need), from: Int(item.provision), to: move.to,
            count: count, released: isReleased))
      }
      freed -= counts[0]
      kept -= counts[1]
    }
  }
}
