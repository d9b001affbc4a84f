import NumericalCore
import Vocabulary

@testable import Projection

/// A generator with a fixed sequence (Knuth's MMIX constants), started from a seed and a name.
struct Lots {
  private var state: UInt64

  init(_ seed: UInt64, _ name: String = "") { state = seed ^ stableHash(name) }

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 33) * 0x1p-31
  }

  mutating func next(below bound: Int) -> Int { Int(next() * Double(bound)) }
}

/// Random assumptions by hand. Each number is a function of seed and codes, not of positions:
/// two invented authorities with the same codes in another order are the same authority.
struct Invented {
  static let needs = ["ASD", "SEMH", "SLD", "HI"].map { Need(code: $0, name: $0) }
  static let provisions: [Provision] = [
    Provision(code: "EY-PVI", name: "Early years", ncys: -2...0, kind: .earlyYears),
    Provision(code: "MAIN", name: "Mainstream", ncys: -2...15, kind: .mainstream),
    Provision(code: "DSP", name: "Base", ncys: -2...15, kind: .base),
    Provision(code: "SPEC-STATE", name: "Special", ncys: -2...21, kind: .special),
    Provision(code: "FE", name: "College", ncys: 10...21, kind: .furtherEducation),
    Provision(code: "NONE", name: "None", ncys: -2...21, kind: .none),
  ]
  static let codes = CodeLists(needs: needs, provisions: provisions)

  var seed: UInt64
  var codes = Self.codes
  var years = 6
  /// Multiplies the opening plans and the population.
  var size = 1.0
  /// Mean of SEN2's residual.
  var residual = 0.01
  /// The provision with this code occurs in no rate.
  var unused: String?

  var space: StateSpace { StateSpace(codes) }

  func assumptions() -> ProjectionAssumptions {
    ProjectionAssumptions(
      space: space, opening: opening(), newPlanRate: newPlanRate(),
      firstProvision: firstProvision(), population: population(),
      ceasing: byNCYProvision("ceasing", upTo: 0.25),
      transferOut: byNCYProvision("transfer out", upTo: 0.05),
      transferIn: (0..<space.ncys).map { 0.05 * value("transfer in|\(NCY.at($0))") },
      moves: moves(), moveAffinity: moveAffinity(), reviewFactor: 0.4, residual: residual,
      residualNoise: Noise(level: 0.01, drift: 0.004, year: 0.02),
      trend: NewPlanTrend(
        growth: 0.06, growthDeviation: 0.04, damping: 0.8,
        noise: Noise(level: 0.05, drift: 0.03, year: 0.08)),
      ceasingNoise: Noise(level: 0.2, drift: 0.05, year: 0.1), newPlanFactor: newPlanFactor(),
      ceasingFactor: (0..<years).map { year in
        (0..<space.ncys).map { 0.5 + value("ceasing factor|\(year)|\(NCY.at($0))") }
      })
  }

  private func value(_ name: String) -> Double {
    var lots = Lots(seed, name)
    _ = lots.next()
    return lots.next()
  }

  private func need(_ index: Int) -> String { codes.needs[index].code }
  private func provision(_ index: Int) -> String { codes.provisions[index].code }

  private func opening() -> [Int32] {
    (0..<space.count).map { cell in
      let occupied = value("occupied|\(space.name(of: cell))") < 0.6
      guard occupied, provision(space.provision(of: cell)) != unused else { return 0 }
      return Int32(size * 12 * value("opening|\(space.name(of: cell))"))
    }
  }

  private func population() -> [[Double]] {
    (0..<years).map { year in
      (0..<space.ncys).map { size * (80 + 200 * value("people|\(year)|\(NCY.at($0))")) }
    }
  }

  private func newPlanRate() -> [Double] {
    (0..<(space.ncys * space.needs)).map { row in
      let name = "\(NCY.at(row / space.needs))|\(need(row % space.needs))"
      return value("any new|\(name)") < 0.15 ? 0 : 0.03 * value("new|\(name)")
    }
  }

  private func newPlanFactor() -> [[Double]] {
    (0..<years).map { year in
      (0..<(space.ncys * space.needs)).map { row in
        let name = "\(NCY.at(row / space.needs))|\(need(row % space.needs))"
        return 0.5 + value("factor|\(year)|\(name)")
      }
    }
  }

  /// A random share of each provision, many of them 0.
  private func shares(_ name: String) -> [Double] {
    let weights = codes.provisions.indices.map { index -> Double in
      let code = provision(index)
      guard code != unused, value("serves|\(name)|\(code)") < 0.6 else { return 0 }
      return value("share|\(name)|\(code)")
    }
    let order = codes.provisions.indices.sorted { provision($0) < provision($1) }
    let sum = order.reduce(0) { $0 + weights[$1] }
    guard sum > 0 else { return codes.provisions.map { $0.code == "MAIN" ? 1 : 0 } }
    return weights.map { $0 / sum }
  }

  private func firstProvision() -> [Double] {
    (0..<(space.ncys * space.needs)).flatMap { row in
      shares("first|\(NCY.at(row / space.needs))|\(need(row % space.needs))")
    }
  }

  private func moves() -> [Double] {
    (0..<(space.ncys * space.provisions)).flatMap { row -> [Double] in
      let ncy = NCY.at(row / space.provisions)
      let from = row % space.provisions
      let name = "moves|\(ncy)|\(provision(from))"
      let rate = Phase.isTransfer(entering: ncy) ? value(name) : 0.15 * value(name)
      return shares(name).enumerated().map { $0 == from ? 0 : rate * $1 }
    }
  }

  private func moveAffinity() -> [Double] {
    (0..<(space.needs * space.provisions * space.provisions)).map { index in
      let (from, to) = (index / space.provisions % space.provisions, index % space.provisions)
      let need = need(index / space.provisions / space.provisions)
      return 0.4 + 1.2 * value("affinity|\(need)|\(provision(from))|\(provision(to))")
    }
  }

  private func byNCYProvision(_ name: String, upTo top: Double) -> [Double] {
    (0..<(space.ncys * space.provisions)).map { row in
      let code = provision(row % space.provisions)
      return code == unused ? 0 : top * value("\(name)|\(NCY.at(row / space.provisions))|\(code)")
    }
  }
}

/// One year of one draw, as a test sees it.
struct ObservedYear {
  let year: Int
  let opening: [Int32]
  let released: [Int32]
  let demand: Demand
  let closing: [Int32]
}

/// The stock after a year in which everybody gets what they want: the books of the README.
func closing(_ demand: Demand, _ space: StateSpace) -> [Int32] {
  var stock = demand.aged
  for cell in 0..<space.count {
    stock[cell] -= demand.ceased[cell] + demand.out[cell] + demand.lost[cell]
    for kind in demand.coming { stock[cell] += kind[cell] }
  }
  for movement in demand.movements {
    stock[space.cell(movement.ncyIndex, movement.need, movement.from)] -= Int32(movement.count)
    stock[space.cell(movement.ncyIndex, movement.need, movement.to)] += Int32(movement.count)
  }
  return stock
}

/// All years of a draw in which nobody is limited; `released` says who must look again.
func observed(
  _ model: ProjectionModel, draw: UInt32, seed: UInt64 = 7,
  released: (_ aged: [Int32], _ year: Int) -> [Int32] = releasedAtTransfers
) -> [ObservedYear] {
  let assumptions = model.assumptions
  let projection = ProjectionDraw(model, address: DrawAddress(seed: seed, draw: draw))
  var demand = Demand(assumptions.space)
  var stock = assumptions.opening
  return (0..<assumptions.years).map { year in
    let aged = shifted(stock, assumptions.space)
    let free = released(aged, year)
    projection.step(year: year, attended: stock, released: free, into: &demand)
    let after = closing(demand, assumptions.space)
    defer { stock = after }
    return ObservedYear(
      year: year, opening: stock, released: free, demand: demand, closing: after)
  }
}

/// Everybody a year older; those past the last year are gone.
func shifted(_ stock: [Int32], _ space: StateSpace) -> [Int32] {
  [Int32](repeating: 0, count: space.cellsPerNCY) + stock.dropLast(space.cellsPerNCY)
}

/// In some provisions a phase transfer releases everybody, in the others nobody.
func releases(_ code: String) -> Bool { ["EY-PVI", "MAIN", "FE"].contains(code) }

func releasedAtTransfers(_ aged: [Int32], _ year: Int) -> [Int32] {
  let space = StateSpace(Invented.codes)
  precondition(aged.count == space.count, "\(aged.count) cells of the usual codes")
  return releasedAtTransfers(aged, space)
}

func releasedAtTransfers(_ aged: [Int32], _ space: StateSpace) -> [Int32] {
  aged.indices.map { cell in
    let isTransfer = Phase.isTransfer(entering: NCY.at(space.ncyIndex(of: cell)))
    return isTransfer && releases(space.codes.provisions[space.provision(of: cell)].code)
      ? aged[cell] : 0
  }
}
