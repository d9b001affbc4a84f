import NumericalCore
import Testing
import Vocabulary

@testable import Projection

@Suite("Levers of the projection work in one direction")
struct MonotonicityTests {
  private func newPlans(_ item: ObservedYear, _ space: StateSpace) -> [Int32] {
    let cells = item.demand.coming[Seeking.newPlan.rawValue]
    return (0..<(space.ncys * space.needs)).map { row in
      cells[(row * space.provisions)..<((row + 1) * space.provisions)].reduce(0, +)
    }
  }

  @Test(
    "A higher rate or factor of new plans never lowers the new plans of any year and need",
    arguments: 1...5)
  func newPlansRiseWithTheirRate(seed: Int) {
    let assumptions = Invented(seed: UInt64(seed)).assumptions()
    var higherRate = assumptions
    var higherFactor = assumptions
    var lots = Lots(UInt64(seed), "raise")
    for row in assumptions.newPlanRate.indices {
      higherRate.newPlanRate[row] *= 1 + lots.next()
      for year in 0..<assumptions.years {
        higherFactor.newPlanFactor[year][row] *= 1 + lots.next()
      }
    }
    let space = assumptions.space
    var rose = 0
    for draw in 0..<5 {
      let base = observed(ProjectionModel(assumptions), draw: UInt32(draw))
      for changed in [higherRate, higherFactor] {
        for (one, other) in zip(base, observed(ProjectionModel(changed), draw: UInt32(draw))) {
          let (before, after) = (newPlans(one, space), newPlans(other, space))
          #expect(zip(before, after).allSatisfy { $0 <= $1 })
          if before != after { rose += 1 }
        }
      }
    }
    #expect(rose > 0)
  }

  @Test(
    "A higher ceasing rate or factor never lowers the leavers of a cell in its first year",
    arguments: 1...5)
  func leaversRiseWithCeasing(seed: Int) {
    let assumptions = Invented(seed: UInt64(seed)).assumptions()
    var higherRate = assumptions
    var higherFactor = assumptions
    for index in assumptions.ceasing.indices where index % 2 == 0 {
      higherRate.ceasing[index] = min(1, 1.7 * assumptions.ceasing[index])
    }
    for ncy in 0..<assumptions.space.ncys { higherFactor.ceasingFactor[0][ncy] *= 1.5 }
    var rose = 0
    for draw in 0..<8 {
      let base = observed(ProjectionModel(assumptions), draw: UInt32(draw))[0].demand
      for changed in [higherRate, higherFactor] {
        let more = observed(ProjectionModel(changed), draw: UInt32(draw))[0].demand
        for cell in 0..<assumptions.space.count {
          let before = base.ceased[cell] + base.out[cell]
          let after = more.ceased[cell] + more.out[cell]
          #expect(before <= after, "\(assumptions.space.name(of: cell))")
          if before < after { rose += 1 }
        }
      }
    }
    #expect(rose > 0)
  }

  @Test("Certain ceasing leaves nobody, and no ceasing, transfers or residual lose nobody")
  func extremeRates() {
    var assumptions = Invented(seed: 3).assumptions().withoutParameterUncertainty
    assumptions.residual = 0
    for index in assumptions.ceasing.indices {
      assumptions.ceasing[index] = 1
      assumptions.transferOut[index] = 0
    }
    for year in 0..<assumptions.years {
      assumptions.ceasingFactor[year] = assumptions.ceasingFactor[year].map { _ in 3 }
    }
    let emptied = observed(ProjectionModel(assumptions), draw: 0)[0].demand
    #expect(emptied.ceased == emptied.aged && emptied.movements.isEmpty)
    for index in assumptions.ceasing.indices { assumptions.ceasing[index] = 0 }
    for item in observed(ProjectionModel(assumptions), draw: 0) {
      let demand = item.demand
      #expect((demand.ceased + demand.out + demand.lost).allSatisfy { $0 == 0 })
    }
  }
}

@Suite("Redirections")
struct RedirectionTests {
  private func redirected(
    _ seed: Int, share: Double, from: String, to: String, moves: [Redirection.Move],
    ncys: ClosedRange<Int> = NCY.range
  ) throws -> ProjectionAssumptions {
    var assumptions = Invented(seed: UInt64(seed)).assumptions()
    let codes = assumptions.space.codes
    let (from, to) = (try #require(codes.provision(from)), try #require(codes.provision(to)))
    assumptions.redirections = moves.map {
      Redirection(
        move: $0, from: from, to: to, share: Array(repeating: share, count: assumptions.years),
        needs: nil, ncys: ncys)
    }
    return assumptions
  }

  @Test("A redirection of nobody changes no byte", arguments: 1...3)
  func shareOfZeroChangesNothing(seed: Int) throws {
    let base = observed(ProjectionModel(Invented(seed: UInt64(seed)).assumptions()), draw: 2)
    let changed = try redirected(
      seed, share: 0, from: "SPEC-STATE", to: "DSP", moves: Redirection.Move.allCases)
    for (one, other) in zip(base, observed(ProjectionModel(changed), draw: 2)) {
      #expect(one.closing == other.closing)
      #expect(one.demand.movements == other.demand.movements)
      #expect(one.demand.coming == other.demand.coming)
      #expect(one.demand.releasedStaying == other.demand.releasedStaying)
    }
  }

  @Test(
    "A redirection of everybody leaves nobody who wants the first provision; the sum stays",
    arguments: 1...4)
  func shareOfOneMovesEverybody(seed: Int) throws {
    let (from, to) = ("SPEC-STATE", "DSP")
    let changed = try redirected(
      seed, share: 1, from: from, to: to, moves: Redirection.Move.allCases)
    let space = changed.space
    let (left, gained) = (
      try #require(space.codes.provision(from)), try #require(space.codes.provision(to))
    )
    // Of the first year only: later years start from different stocks.
    let base = observed(ProjectionModel(Invented(seed: UInt64(seed)).assumptions()), draw: 5)[0]
    let other = observed(ProjectionModel(changed), draw: 5)[0]
    let new = Seeking.newPlan.rawValue
    var redirectedHeads = 0
    for cell in 0..<space.count {
      let (provision, before) = (space.provision(of: cell), base.demand.coming[new])
      let after = other.demand.coming[new]
      switch provision {
      case left:
        #expect(after[cell] == 0)
        redirectedHeads += Int(before[cell])
      case gained: #expect(after[cell] == before[cell] + before[cell - gained + left])
      default: #expect(after[cell] == before[cell])
      }
    }
    #expect(!other.demand.movements.contains { $0.to == left })
    let wanted = base.demand.movements.filter { $0.to == left }
    let stayed = wanted.filter { $0.from == gained }.reduce(0) { $0 + $1.count }
    func count(_ item: ObservedYear) -> Int { item.demand.movements.reduce(0) { $0 + $1.count } }
    #expect(count(other) == count(base) - stayed)
    redirectedHeads += wanted.reduce(0) { $0 + $1.count }
    #expect(redirectedHeads > 0)
  }

  @Test(
    "A redirection works on its own kind of move, years of age and needs only",
    arguments: Redirection.Move.allCases)
  func redirectionKeepsToItsScope(move: Redirection.Move) throws {
    let ncys = 7...12
    var changed = try redirected(
      2, share: 1, from: "SPEC-STATE", to: "DSP", moves: [move], ncys: ncys)
    let item = changed.redirections[0]
    changed.redirections[0] = Redirection(
      move: move, from: item.from, to: item.to, share: item.share, needs: [1, 3], ncys: ncys)
    let space = changed.space
    let base = observed(ProjectionModel(Invented(seed: 2).assumptions()), draw: 1)[0].demand
    let other = observed(ProjectionModel(changed), draw: 1)[0].demand
    func isInScope(_ ncyIndex: Int, _ need: Int, _ kind: Redirection.Move) -> Bool {
      kind == move && ncys.contains(NCY.at(ncyIndex)) && [1, 3].contains(need)
    }
    let new = Seeking.newPlan.rawValue
    for cell in 0..<space.count {
      let hit = isInScope(space.ncyIndex(of: cell), space.need(of: cell), .newPlan)
      guard hit else {
        #expect(base.coming[new][cell] == other.coming[new][cell])
        continue
      }
      if space.provision(of: cell) == item.from { #expect(other.coming[new][cell] == 0) }
    }
    func outside(_ demand: Demand) -> [Movement] {
      demand.movements.filter {
        let kind: Redirection.Move =
          Phase.isTransfer(entering: NCY.at($0.ncyIndex)) ? .phaseTransfer : .midPhase
        return !isInScope($0.ncyIndex, $0.need, kind)
      }
    }
    #expect(outside(base) == outside(other))
    #expect(!outside(base).isEmpty)
    let inside = { (demand: Demand) in demand.movements.filter { !outside(demand).contains($0) } }
    #expect(!inside(other).contains { $0.to == item.from })
  }

  @Test("Part of a redirection is near its share: within 4 standard errors", arguments: [0.2, 0.7])
  func partOfARedirectionIsItsShare(share: Double) throws {
    let changed = try redirected(
      1, share: share, from: "SPEC-STATE", to: "DSP", moves: [.newPlan])
    let space = changed.space
    let left = try #require(space.codes.provision("SPEC-STATE"))
    let (base, other) = (
      ProjectionModel(Invented(seed: 1).assumptions()), ProjectionModel(changed)
    )
    var (wanted, still) = (0.0, 0.0)
    for draw in 0..<40 {
      let new = Seeking.newPlan.rawValue
      let before = observed(base, draw: UInt32(draw))[0].demand.coming[new]
      let after = observed(other, draw: UInt32(draw))[0].demand.coming[new]
      for cell in 0..<space.count where space.provision(of: cell) == left {
        wanted += Double(before[cell])
        still += Double(after[cell])
      }
    }
    let error = (wanted * share * (1 - share)).squareRoot()
    #expect(abs(still - wanted * (1 - share)) < 4 * error)
    #expect(wanted > 200)
  }
}
