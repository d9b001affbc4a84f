public import NumericalCore
public import Vocabulary

/// One draw of the projection: its parameters, and the step from one census to the next.
///
/// Three courses: without group totals the model's own trend makes the totals; with them a baseline meets its draw's totals in every
/// age band, and a scenario follows what made the baseline of the same draw meet them.
public struct ProjectionDraw: Sendable {
  let model: ProjectionModel
  let address: DrawAddress
  let parameters: DrawParameters
  /// The totals to meet.
  let totals: GroupTotals?
  /// The baseline's draw to follow.
  let path: GroupPath?

  /// Draws the parameters of a draw.
  ///
  /// - Parameter path: what made the baseline of this draw meet its group totals; nil for the baseline itself.
  public init(_ model: ProjectionModel, address: DrawAddress, following path: GroupPath? = nil) {
    self.model = model
    self.address = address
    self.path = path
    parameters = DrawParameters(model.assumptions, draw: address)
    totals =
      path == nil
      ? model.assumptions.groups?.totals(address, years: model.assumptions.years) : nil
  }

  /// Fills `demand` with what happens between census `year` and the next.
  ///
  /// - Parameters:
  ///   - year: 0 for the step from the base census.
  ///   - attended: plans at the opening census, cells of the space.
  ///   - released: of the plans a year older, those whose setting ends; cells of the space at the NCY entered.
  ///   - demand: is emptied first.
  /// - Returns: what made each age band meet its total; empty where there is none to meet.
  /// - Complexity: O(cells) visits and a constant number of uniforms for each occupied cell.
  @discardableResult
  public func step(
    year: Int, attended: [Int32], released: [Int32], into demand: inout Demand
  ) -> [GroupAdjustment] {
    demand.clear()
    age(attended, into: &demand)
    let plans = bandPlans(year: year, demand)
    var bands = plans.isEmpty ? followed(year) : plans.map(GroupAdjustment.init)
    let occupied = leave(bands, year: year, into: &demand)
    if !bands.isEmpty { settle(plans, &bands, year: year, into: &demand) }
    for cell in occupied {
      move(cell, released: Int(released[cell]), year: year, into: &demand)
    }
    if bands.isEmpty {
      addNewPlans(year: year, into: &demand)
    } else {
      addNewPlans(bands, year: year, into: &demand)
    }
    return bands
  }

  private func age(_ attended: [Int32], into demand: inout Demand) {
    let width = model.space.cellsPerNCY
    let last = (model.space.ncys - 1) * width
    for offset in 0..<width { demand.agedOut[offset] = attended[last + offset] }
    for cell in 0..<last { demand.aged[cell + width] = attended[cell] }
  }

  /// Who leaves and who comes with those who are there, in every cell; returns the cells with plans.
  private func leave(
    _ bands: [GroupAdjustment], year: Int, into demand: inout Demand
  ) -> [Int] {
    var occupied: [Int] = []
    for ncy in 0..<model.space.ncys {
      let factor = bands.isEmpty ? 1 : bands[model.bands.ofNCY[ncy]].leavingOdds
      let odds = parameters.ceasingOdds[year] * factor
      let first = ncy * model.space.cellsPerNCY
      for cell in first..<(first + model.space.cellsPerNCY) where demand.aged[cell] > 0 {
        let heads = Int(demand.aged[cell])
        let leaving = leave(cell, heads: heads, odds: odds, year: year, into: &demand)
        residual(cell, heads: heads, staying: heads - leaving, year: year, into: &demand)
        occupied.append(cell)
      }
    }
    return occupied
  }

  /// Who of a cell looks for another provision, of those who stay with the authority.
  private func move(_ cell: Int, released: Int, year: Int, into demand: inout Demand) {
    let staying = demand.staying(cell)
    guard staying > 0 else { return }
    let freed = stayingReleased(
      cell, heads: Int(demand.aged[cell]), staying: staying, released: released, year: year)
    demand.releasedStaying[cell] = Int32(freed)
    move(cell, released: freed, held: staying - freed, year: year, into: &demand)
  }

  /// How many of those who stay with the authority are among those whose setting ends.
  private func stayingReleased(
    _ cell: Int, heads: Int, staying: Int, released: Int, year: Int
  ) -> Int {
    if released == 0 || staying == heads { return released }
    let u = address.uniform(
      year: year, cell: model.cellAddress[cell], purpose: Purpose.released.rawValue)
    return hypergeometricQuantile(u, marked: released, population: heads, drawn: staying)
  }

  private func leave(
    _ cell: Int, heads: Int, odds: Double, year: Int, into demand: inout Demand
  ) -> Int {
    let ncy = model.space.ncyIndex(of: cell)
    let row = ncy * model.space.provisions + model.space.provision(of: cell)
    let base = min(
      1, model.assumptions.ceasing[row] * model.assumptions.ceasingFactor[year][ncy])
    let ceasing = base * odds / (1 + base * (odds - 1))
    let out = min(model.assumptions.transferOut[row], 1 - ceasing)
    let rate = ceasing + out
    guard rate > 0 else { return 0 }
    let (u, v) = uniforms(year, cell, .leaving)
    let leaving = binomialQuantile(u, trials: heads, probability: rate)
    guard leaving > 0 else { return 0 }
    let outward = binomialQuantile(v, trials: leaving, probability: out / rate)
    demand.out[cell] = Int32(outward)
    demand.ceased[cell] = Int32(leaving - outward)
    return leaving
  }

  /// Transfers in and the residual, which resemble the authority's own plans of that age and end up like those who stay.
  private func residual(
    _ cell: Int, heads: Int, staying: Int, year: Int, into demand: inout Demand
  ) {
    let ncy = model.space.ncyIndex(of: cell)
    let (u, v) = uniforms(year, cell, .coming)
    let incoming = binomialQuantile(
      u, trials: heads, probability: model.assumptions.transferIn[ncy])
    come(incoming, as: .transferIn, cell, year: year, into: &demand)
    let share = parameters.residual[year]
    guard share < 0 else {
      let extra = binomialQuantile(v, trials: heads, probability: share)
      come(extra, as: .residual, cell, year: year, into: &demand)
      return
    }
    demand.lost[cell] = Int32(binomialQuantile(v, trials: staying, probability: -share))
  }

  /// Comers want what stayers of their cell want, phase transfers included; nobody of them is held by a setting that goes on.
  private func come(
    _ count: Int, as kind: Seeking, _ cell: Int, year: Int, into demand: inout Demand
  ) {
    guard count > 0 else { return }
    let own = mixed(model.cellAddress[cell], UInt64(kind.rawValue))
    var moving = 0
    if model.moving[cell] > 0 {
      let u = address.uniform(year: year, cell: own, purpose: Purpose.comers.rawValue)
      moving = binomialQuantile(u, trials: count, probability: model.moving[cell])
    }
    demand.coming[kind.rawValue][cell] += Int32(count - moving)
    let first = cell - model.space.provision(of: cell)
    for outcome in model.destinations[cell] where moving > 0 {
      let place = mixed(own, model.provisionAddress[outcome.provision])
      let u = address.uniform(year: year, cell: place, purpose: Purpose.comers.rawValue)
      let here = binomialQuantile(u, trials: moving, probability: outcome.conditional)
      demand.coming[kind.rawValue][first + outcome.provision] += Int32(here)
      moving -= here
    }
  }

  private func move(
    _ cell: Int, released: Int, held: Int, year: Int, into demand: inout Demand
  ) {
    let space = model.space
    let ncy = space.ncyIndex(of: cell)
    let rate = model.moving[cell]
    guard rate > 0 else { return }
    let isReview = Phase.isTransfer(entering: NCY.at(ncy))
    let heldRate = isReview ? rate * model.assumptions.reviewFactor : rate
    let (u, v) = uniforms(year, cell, .moving)
    let fromReleased = binomialQuantile(u, trials: released, probability: rate)
    let fromHeld = binomialQuantile(v, trials: held, probability: heldRate)
    if fromReleased > 0 {
      split(cell, movers: fromReleased, released: true, year: year, into: &demand)
    }
    if fromHeld > 0 { split(cell, movers: fromHeld, released: false, year: year, into: &demand) }
  }

  private func split(
    _ cell: Int, movers: Int, released: Bool, year: Int, into demand: inout Demand
  ) {
    let space = model.space
    let ncy = space.ncyIndex(of: cell)
    let need = space.need(of: cell)
    let from = space.provision(of: cell)
    var left = movers
    for outcome in model.destinations[cell] where left > 0 {
      let place = mixed(
        model.cellAddress[cell],
        model.provisionAddress[outcome.provision] &+ (released ? 1 : 0))
      let u = address.uniform(year: year, cell: place, purpose: Purpose.destination.rawValue)
      let count = binomialQuantile(u, trials: left, probability: outcome.conditional)
      left -= count
      guard count > 0 else { continue }
      let movement = Movement(
        ncyIndex: ncy, need: need, from: from, to: outcome.provision, count: count,
        released: released)
      redirect(movement, address: place, year: year, into: &demand)
    }
  }

  /// Thins a movement by the redirections that apply to it.
  private func redirect(
    _ movement: Movement, address place: UInt64, year: Int, into demand: inout Demand
  ) {
    var rest = movement
    let kind: Redirection.Move =
      Phase.isTransfer(entering: NCY.at(movement.ncyIndex)) ? .phaseTransfer : .midPhase
    for (index, redirection) in model.assumptions.redirections.enumerated()
    where applies(redirection, kind, movement.to, movement.need, movement.ncyIndex) {
      let count = redirected(rest.count, redirection, index, address: place, year: year)
      guard count > 0 else { continue }
      rest.count -= count
      // Wanting to stay is no movement, unless the setting ends and a place must be found again.
      guard redirection.to != movement.from else { continue }
      var other = movement
      other.to = redirection.to
      other.count = count
      demand.add(other)
    }
    if rest.count > 0 { demand.add(rest) }
  }

  func applies(
    _ redirection: Redirection, _ kind: Redirection.Move, _ wanted: Int, _ need: Int, _ ncy: Int
  ) -> Bool {
    redirection.move == kind && redirection.from == wanted
      && redirection.ncys.contains(NCY.at(ncy))
      && (redirection.needs?.contains(need) ?? true)
  }

  func redirected(
    _ count: Int, _ redirection: Redirection, _ index: Int, address place: UInt64, year: Int
  ) -> Int {
    let share = redirection.share[year]
    guard share > 0, count > 0 else { return 0 }
    let target = mixed(place, model.provisionAddress[redirection.to] &+ UInt64(index))
    let u = address.uniform(year: year, cell: target, purpose: Purpose.redirection.rawValue)
    return binomialQuantile(u, trials: count, probability: share)
  }

  func uniforms(_ year: Int, _ cell: Int, _ purpose: Purpose) -> (Double, Double) {
    address.uniforms(year: year, cell: model.cellAddress[cell], purpose: purpose.rawValue)
  }
}
