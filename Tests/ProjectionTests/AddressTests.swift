import NumericalCore
import Testing
import Vocabulary

@testable import Projection

/// Demand by code: what a reader of two folders would compare.
private struct CodedYear: Equatable {
  var heads: [String: [Int32]] = [:]
  var movements: [String: Int] = [:]

  init(_ year: ObservedYear, _ space: StateSpace) {
    let demand = year.demand
    for cell in 0..<space.count {
      let row =
        [demand.aged, demand.ceased, demand.out, demand.lost, demand.releasedStaying].map {
          $0[cell]
        } + demand.coming.map { $0[cell] }
      if row.contains(where: { $0 != 0 }) { heads[space.name(of: cell)] = row }
    }
    for item in demand.movements {
      let cell = space.cell(item.ncyIndex, item.need, item.from)
      let key = "\(space.name(of: cell))|\(space.codes.provisions[item.to].code)|\(item.released)"
      movements[key, default: 0] += item.count
    }
  }
}

@Suite("A draw has an address made of codes")
struct AddressTests {
  private func coded(
    _ invented: Invented, draw: UInt32 = 3, redirections: [(String, String)] = []
  ) -> [CodedYear] {
    let space = invented.space
    var assumptions = invented.assumptions()
    for move in Redirection.Move.allCases {
      for (from, to) in redirections {
        guard let from = space.codes.provision(from), let to = space.codes.provision(to) else {
          continue
        }
        assumptions.redirections.append(
          Redirection(
            move: move, from: from, to: to, share: Array(repeating: 0.4, count: invented.years),
            needs: nil, ncys: NCY.range))
      }
    }
    let years = observed(
      ProjectionModel(assumptions), draw: draw,
      released: { aged, _ in releasedAtTransfers(aged, space) })
    return years.map { CodedYear($0, space) }
  }

  @Test("The same address gives the same bits, another draw or seed gives others")
  func sameAddressSameBits() {
    let model = ProjectionModel(Invented(seed: 11).assumptions())
    func stocks(_ draw: UInt32, _ seed: UInt64) -> [[Int32]] {
      observed(model, draw: draw, seed: seed).map(\.closing)
    }
    #expect(stocks(1, 5) == stocks(1, 5))
    #expect(stocks(1, 5) != stocks(2, 5))
    #expect(stocks(1, 5) != stocks(1, 6))
  }

  @Test("A year does not depend on what was asked before: years can be drawn in any order")
  func yearsAreAddressed() {
    let model = ProjectionModel(Invented(seed: 12).assumptions())
    let years = observed(model, draw: 4)
    let draw = ProjectionDraw(model, address: DrawAddress(seed: 7, draw: 4))
    var demand = Demand(model.space)
    for item in years.reversed() {
      draw.step(
        year: item.year, attended: item.opening, released: item.released, into: &demand)
      #expect(closing(demand, model.space) == item.closing)
    }
  }

  @Test("The order of needs and provisions in the code lists changes no number", arguments: 1...4)
  func orderOfCodesChangesNothing(seed: Int) {
    let invented = Invented(seed: UInt64(seed))
    var other = invented
    other.codes = CodeLists(
      needs: [2, 0, 3, 1].map { Invented.needs[$0] },
      provisions: [4, 2, 5, 0, 3, 1].map { Invented.provisions[$0] })
    let redirections = [("SPEC-STATE", "DSP"), ("MAIN", "SPEC-STATE"), ("SPEC-STATE", "FE")]
    let years = coded(invented, redirections: redirections)
    #expect(years == coded(other, redirections: redirections))
    #expect(years.allSatisfy { !$0.movements.isEmpty && $0.heads.count > 100 })
  }

  @Test("A provision that nobody uses changes no number", arguments: 1...4)
  func unusedProvisionChangesNothing(seed: Int) {
    let invented = Invented(seed: UInt64(seed))
    var other = invented
    other.unused = "AAA"
    let extra = Provision(code: "AAA", name: "Unused", ncys: NCY.range, kind: .elsewhere)
    other.codes = CodeLists(
      needs: Invented.needs, provisions: [extra] + Invented.provisions)
    let years = coded(invented)
    #expect(years == coded(other))
    #expect(years.allSatisfy { !$0.movements.isEmpty })
  }
}
