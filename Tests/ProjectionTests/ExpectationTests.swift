import NumericalCore
import Testing
import Vocabulary

@testable import Projection

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Expected heads by plain loops over the assumptions: no generator, no model, no addresses.
private struct ExpectedStock {
  let assumptions: ProjectionAssumptions
  var stock: [Double]

  init(_ assumptions: ProjectionAssumptions) {
    self.assumptions = assumptions
    stock = assumptions.opening.map(Double.init)
  }

  private var space: StateSpace { assumptions.space }

  mutating func advance(_ year: Int) {
    var next = [Double](repeating: 0, count: stock.count)
    for ncy in 1..<24 {
      for need in 0..<space.needs {
        for provision in 0..<space.provisions {
          let heads = stock[space.cell(ncy - 1, need, provision)]
          step(heads, ncy, need, provision, year, into: &next)
        }
      }
    }
    addNew(year, into: &next)
    stock = next
  }

  private func step(
    _ heads: Double, _ ncy: Int, _ need: Int, _ from: Int, _ year: Int, into next: inout [Double]
  ) {
    let row = ncy * space.provisions + from
    let ceased = min(1, assumptions.ceasing[row] * assumptions.ceasingFactor[year][ncy])
    let out = min(assumptions.transferOut[row], 1 - ceased)
    var staying = heads * (1 - ceased - out)
    var comers = heads * assumptions.transferIn[ncy]
    let residual = assumptions.residual
    if residual < 0 { staying *= 1 + residual } else { comers += heads * residual }
    let isTransfer = [2, 9, 14].contains(ncy)
    let factor =
      isTransfer && !releases(space.codes.provisions[from].code) ? assumptions.reviewFactor : 1
    var here = staying + comers
    let rates = (0..<space.provisions).map { to in
      assumptions.moves[row * space.provisions + to]
        * assumptions.moveAffinity[(need * space.provisions + from) * space.provisions + to]
    }
    // Affinity weighs the odds of moving against staying.
    let all = (0..<space.provisions).reduce(0.0) {
      $0 + assumptions.moves[row * space.provisions + $1]
    }
    let surplus = rates.reduce(0, +) + max(0, 1 - all)
    for to in 0..<space.provisions {
      let part = surplus > 0 ? rates[to] / surplus : 0
      let moving = staying * factor * part
      here -= moving + comers * part
      // Comers have no setting to be reviewed in, and no lever changes what they want.
      next[space.cell(ncy, need, to)] += comers * part
      let move: Redirection.Move = isTransfer ? .phaseTransfer : .midPhase
      share(moving, wanting: to, move, ncy, need, year, into: &next)
    }
    next[space.cell(ncy, need, from)] += here
  }

  private func share(
    _ heads: Double, wanting: Int, _ move: Redirection.Move, _ ncy: Int, _ need: Int, _ year: Int,
    into next: inout [Double]
  ) {
    var left = heads
    for item in assumptions.redirections
    where item.move == move && item.from == wanting && item.ncys.contains(ncy - 2)
      && (item.needs?.contains(need) ?? true)
    {
      next[space.cell(ncy, need, item.to)] += left * item.share[year]
      left *= 1 - item.share[year]
    }
    next[space.cell(ncy, need, wanting)] += left
  }

  private func addNew(_ year: Int, into next: inout [Double]) {
    var growth = 0.0
    for step in 1...(year + 1) { growth += pow(assumptions.trend.damping, Double(step)) }
    let path = exp(assumptions.trend.growth * growth)
    for ncy in 0..<24 {
      let people = assumptions.population[year][ncy].rounded()
      for need in 0..<space.needs {
        let row = ncy * space.needs + need
        let rate = assumptions.newPlanRate[row] * assumptions.newPlanFactor[year][row] * path
        for provision in 0..<space.provisions {
          let first = assumptions.firstProvision[row * space.provisions + provision]
          share(
            people * min(1, rate) * first, wanting: provision, .newPlan, ncy, need, year,
            into: &next)
        }
      }
    }
  }
}

/// Sums of cells that a test compares.
private struct Groups {
  let names: [String]
  let ofCell: [[Int]]

  init(_ space: StateSpace) {
    let bands = AgeBand.allCases
    var names = ["total"] + bands.map(\.rawValue)
    names += space.codes.provisions.map(\.code) + space.codes.needs.map(\.code)
    names += NCY.range.map { "NCY \($0)" }
    let transfers = [0, 7, 12]
    let start = names.count
    names += transfers.flatMap { ncy in space.codes.provisions.map { "\($0.code) in NCY \(ncy)" } }
    self.names = names
    ofCell = (0..<space.count).map { cell in
      let ncy = space.ncyIndex(of: cell)
      let provision = 1 + bands.count + space.provision(of: cell)
      let need = 1 + bands.count + space.provisions + space.need(of: cell)
      let year = 1 + bands.count + space.provisions + space.needs + ncy
      let here = transfers.firstIndex(of: NCY.at(ncy)).map {
        start + $0 * space.provisions + space.provision(of: cell)
      }
      return [0, 1 + AgeBand(ncy: NCY.at(ncy)).index, provision, need, year]
        + (here.map { [$0] } ?? [])
    }
  }

  func sums<Value: BinaryInteger>(_ cells: [Value]) -> [Double] { sums(cells.map { Double($0) }) }

  func sums(_ cells: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: names.count)
    for (cell, value) in cells.enumerated() where value != 0 {
      for group in ofCell[cell] { result[group] += value }
    }
    return result
  }
}

@Suite("The mean of many draws is the closed form")
struct ExpectationTests {
  static let draws = 150

  @Test(
    "Stock by group is within 4 standard errors of the linear recursion after 1 to 6 years",
    arguments: [(seed: 21, residual: 0.015), (seed: 22, residual: -0.03)])
  func meanStockIsTheRecursion(seed: Int, residual: Double) {
    var invented = Invented(seed: UInt64(seed))
    invented.residual = residual
    invented.size = 8
    var assumptions = invented.assumptions().withoutParameterUncertainty
    assumptions.redirections = [
      Redirection(
        move: .newPlan, from: 3, to: 1, share: [0, 0.2, 0.4, 0.5, 0.5, 0.5], needs: [0, 1],
        ncys: 0...10),
      Redirection(
        move: .newPlan, from: 3, to: 2, share: Array(repeating: 0.3, count: 6), needs: nil,
        ncys: 0...11),
      Redirection(
        move: .phaseTransfer, from: 3, to: 2, share: Array(repeating: 0.5, count: 6), needs: nil,
        ncys: NCY.range),
      Redirection(
        move: .midPhase, from: 3, to: 1, share: Array(repeating: 0.6, count: 6), needs: nil,
        ncys: 1...9),
    ]
    let model = ProjectionModel(assumptions)
    let groups = Groups(assumptions.space)
    var sums = [[Double]](
      repeating: [Double](repeating: 0, count: groups.names.count), count: assumptions.years)
    var squares = sums
    for draw in 0..<Self.draws {
      for item in observed(model, draw: UInt32(draw), seed: 2025) {
        for (group, value) in groups.sums(item.closing).enumerated() {
          sums[item.year][group] += value
          squares[item.year][group] += value * value
        }
      }
    }
    var expected = ExpectedStock(assumptions)
    let count = Double(Self.draws)
    for year in 0..<assumptions.years {
      expected.advance(year)
      for (group, value) in groups.sums(expected.stock).enumerated() {
        let mean = sums[year][group] / count
        let variance = max(squares[year][group] / count - mean * mean, 1e-9)
        let error = (variance / (count - 1)).squareRoot()
        #expect(
          abs(mean - value) <= 4 * error,
          "\(groups.names[group]) after \(year + 1) years: \(mean) for \(value) ± \(error)")
      }
    }
  }

  @Test("Parameters have the mean and spread of their paths: within 4 standard errors")
  func parametersHaveTheirDistribution() {
    let assumptions = Invented(seed: 23).assumptions()
    let drawn = (0..<3000).map {
      DrawParameters(assumptions, draw: DrawAddress(seed: 1, draw: UInt32($0)))
    }
    let trend = assumptions.trend
    var damped = 0.0
    for year in 0..<assumptions.years {
      damped += pow(trend.damping, Double(year + 1))
      let growth = trend.growthDeviation * damped
      expect(
        drawn.map { log($0.newPlanFactor[year]) }, mean: trend.growth * damped,
        variance: variance(trend.noise, year) + growth * growth)
      expect(
        drawn.map { log($0.ceasingOdds[year]) }, mean: 0,
        variance: variance(assumptions.ceasingNoise, year))
      expect(
        drawn.map { $0.residual[year] }, mean: assumptions.residual,
        variance: variance(assumptions.residualNoise, year))
    }
  }

  /// Steps add up, the level and the year's shock count once.
  private func variance(_ noise: Noise, _ year: Int) -> Double {
    noise.level * noise.level + Double(year + 1) * noise.drift * noise.drift
      + noise.year * noise.year
  }

  /// For normal numbers: the mean's standard error is σ/√n, that of the variance σ²·√(2/n).
  private func expect(_ values: [Double], mean: Double, variance: Double) {
    let count = Double(values.count)
    let seen = values.reduce(0, +) / count
    let spread = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    #expect(abs(seen - mean) < 4 * (variance / count).squareRoot())
    #expect(abs(spread - variance) < 4 * variance * (2 / count).squareRoot())
  }

  @Test(
    "Two years of a draw share its level and the steps up to the earlier: within 4 standard errors")
  func levelsAndStepsStay() {
    let assumptions = Invented(seed: 24).assumptions()
    let noise = assumptions.ceasingNoise
    let products = (0..<3000).map { index -> Double in
      let odds = DrawParameters(assumptions, draw: DrawAddress(seed: 9, draw: UInt32(index)))
        .ceasingOdds
      return log(odds[1]) * log(odds[4])
    }
    let count = Double(products.count)
    let mean = products.reduce(0, +) / count
    let squares = products.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
    let shared = noise.level * noise.level + 2 * noise.drift * noise.drift
    #expect(abs(mean - shared) < 4 * (squares / count).squareRoot())
  }

  @Test("Without parameter uncertainty every draw has the mean parameters")
  func noUncertaintyMeansTheMeans() {
    let assumptions = Invented(seed: 25).assumptions().withoutParameterUncertainty
    let one = DrawParameters(assumptions, draw: DrawAddress(seed: 1, draw: 1))
    let other = DrawParameters(assumptions, draw: DrawAddress(seed: 2, draw: 9))
    #expect(one.newPlanFactor == other.newPlanFactor)
    #expect(one.ceasingOdds.allSatisfy { $0 == 1 })
    #expect(one.residual.allSatisfy { $0 == assumptions.residual })
  }

  @Test("Of the released, those who stay are a fair sample: within 4 standard errors")
  func releasedLeaveLikeTheOthers() {
    let assumptions = Invented(seed: 26).assumptions().withoutParameterUncertainty
    let model = ProjectionModel(assumptions)
    var (seen, expected, variance) = (0.0, 0.0, 0.0)
    for draw in 0..<40 {
      let item = observed(
        model, draw: UInt32(draw), released: { aged, _ in aged.map { ($0 + 1) / 2 } })[0]
      for cell in item.demand.aged.indices where item.demand.aged[cell] > 1 {
        let heads = Double(item.demand.aged[cell])
        let leaving = item.demand.ceased[cell] + item.demand.out[cell] + item.demand.lost[cell]
        let staying = heads - Double(leaving)
        let share = Double(item.released[cell]) / heads
        seen += Double(item.demand.releasedStaying[cell])
        expected += staying * share
        variance += staying * share * (1 - share) * (heads - staying) / (heads - 1)
      }
    }
    #expect(abs(seen - expected) < 4 * variance.squareRoot())
    #expect(variance > 50)
  }
}
