import NumericalCore
import Testing
import Vocabulary

@testable import Projection

@Suite("Who comes is placed like those who stay")
struct ComersTests {
  static let kinds = [Seeking.transferIn, .residual]

  /// Only mainstream plans a year before Year 12, many comers, certain parameters.
  private func mainstreamBeforeTransfer() -> ProjectionAssumptions {
    var result = Invented(seed: 51).assumptions().withoutParameterUncertainty
    let space = result.space
    for cell in result.opening.indices {
      let isThere =
        NCY.at(space.ncyIndex(of: cell)) == 11
        && space.codes.provisions[space.provision(of: cell)].kind == .mainstream
      result.opening[cell] = isThere ? 150 : 0
    }
    let main = space.codes.provision("MAIN") ?? 0
    for (to, provision) in space.codes.provisions.enumerated() {
      let rates = ["FE": 0.5, "SPEC-STATE": 0.15, "NONE": 0.1]
      result.moves[(14 * space.provisions + main) * space.provisions + to] =
        rates[provision.code] ?? 0
    }
    result.transferIn = result.transferIn.map { _ in 0.3 }
    result.residual = 0.2
    return result
  }

  /// Sums of NCY × need.
  private func byRow(_ cells: [Int32], _ space: StateSpace) -> [Int] {
    stride(from: 0, to: cells.count, by: space.provisions).map { start in
      cells[start..<(start + space.provisions)].reduce(0) { $0 + Int($1) }
    }
  }

  @Test(
    "Entering Year 12 from mainstream they want what stayers want, each need: within 4 standard errors"
  )
  func comersWantWhatStayersWant() {
    let model = ProjectionModel(mainstreamBeforeTransfer())
    let space = model.space
    var stayers = [Int](repeating: 0, count: space.count)
    var comers = Self.kinds.map { _ in stayers }
    for draw in UInt32(0)..<100 {
      let item = observed(model, draw: draw)[0]
      for cell in item.closing.indices {
        stayers[cell] += Int(item.closing[cell])
        for kind in item.demand.coming { stayers[cell] -= Int(kind[cell]) }
        for (place, kind) in Self.kinds.enumerated() {
          comers[place][cell] += Int(item.demand.coming[kind.rawValue][cell])
        }
      }
    }
    for comers in comers {
      for need in 0..<space.needs {
        let cells = (0..<space.provisions).map { space.cell(14, need, $0) }
        let (came, stayed) = (
          cells.reduce(0.0) { $0 + Double(comers[$1]) },
          cells.reduce(0.0) { $0 + Double(stayers[$1]) }
        )
        #expect(came > 1500 && stayed > 1500)
        for cell in cells {
          let (one, other) = (Double(comers[cell]), Double(stayers[cell]))
          let pooled = (one + other) / (came + stayed)
          let error = (pooled * (1 - pooled) * (1 / came + 1 / stayed)).squareRoot()
          #expect(
            abs(one / came - other / stayed) <= 4 * error,
            "\(space.name(of: cell)): \(one / came) for \(other / stayed) ± \(error)")
        }
        // Otherwise nothing is tested: three destinations and those who stay.
        #expect(cells.count { 50 * comers[$0] > Int(came) } == 4)
      }
    }
  }

  @Test(
    "What they want changes nothing about how many come, by year of age and need", arguments: 1...4)
  func headsAreConserved(seed: Int) {
    var invented = Invented(seed: UInt64(seed))
    invented.residual = 0.05
    let assumptions = invented.assumptions()
    var fixed = assumptions
    fixed.moves = fixed.moves.map { _ in 0 }
    let space = assumptions.space
    var elsewhere = 0
    for draw in UInt32(0)..<4 {
      // The first year only: afterwards there are others to come with.
      let item = observed(ProjectionModel(assumptions), draw: draw)[0].demand
      let still = observed(ProjectionModel(fixed), draw: draw)[0].demand
      for kind in Self.kinds.map(\.rawValue) {
        #expect(byRow(item.coming[kind], space) == byRow(still.coming[kind], space))
        #expect(
          still.coming[kind].indices.allSatisfy {
            still.coming[kind][$0] == 0 || still.aged[$0] > 0
          })
        elsewhere += item.coming[kind].indices.count {
          item.coming[kind][$0] > 0 && item.aged[$0] == 0
        }
      }
    }
    #expect(elsewhere > 0)
  }

  @Test(
    "The drivers' expected stock moves them too: all in college, where all plans end a year later")
  func driversFollow() {
    var given = mainstreamBeforeTransfer()
    let space = given.space
    let college = space.codes.provision("FE") ?? 0
    let main = space.codes.provision("MAIN") ?? 0
    for to in 0..<space.provisions {
      given.moves[(14 * space.provisions + main) * space.provisions + to] = to == college ? 1 : 0
    }
    given.newPlanRate = given.newPlanRate.map { _ in 0 }
    given.transferOut = given.transferOut.map { _ in 0 }
    given.ceasing = given.ceasing.indices.map { $0 == 15 * space.provisions + college ? 1 : 0 }
    given.transferIn = given.transferIn.indices.map { $0 == 14 ? 0.3 : 0 }
    var stock = ExpectedStock(ProjectionModel(given))
    let opening = stock.total
    stock.advance(ExpectedStock.Year(people: given.population[0]))
    #expect(abs(stock.total - 1.3 * opening) < 1e-9 * opening && opening > 0)
    stock.advance(ExpectedStock.Year(people: given.population[1]))
    #expect(abs(stock.total) < 1e-9)
  }
}
