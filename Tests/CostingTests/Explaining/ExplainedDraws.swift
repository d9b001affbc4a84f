import Costing
import Testing
import Vocabulary

/// Draws of an authority, the sums that explain them, and what a naive account makes of them.
struct ExplainedDraws {
  let authority: WholeAuthority
  let model: CostingModel
  let draws: [[CostedYear]]
  let sums: AccountSums

  init(
    _ authority: WholeAuthority, draws count: Int = 5, factors: [[Double]]? = nil
  ) throws {
    self.authority = authority
    model = try authority.model()
    draws = authority.draws(count)
    sums = Self.sums(model, draws, factors)
  }

  static func sums(
    _ model: CostingModel, _ draws: [[CostedYear]], _ factors: [[Double]]? = nil
  ) -> AccountSums {
    var sums: AccountSums? = AccountSums(model)
    for (draw, costed) in draws.enumerated() {
      _ = model.account(costed, prices: factors?[draw] ?? [], summing: &sums)
    }
    return sums ?? AccountSums(model)
  }

  func basis(_ name: String, _ year: Int) throws -> LineBasis {
    let line = try #require(model.lines.firstIndex { $0.name == name })
    return try model.basis(of: line, in: year, sums)
  }

  /// The mean over the draws.
  func mean(_ count: ([CostedYear]) -> Int) -> Exact {
    Exact(draws.reduce(0) { $0 + count($1) }, over: draws.count)
  }

  func mean(_ amount: ([CostedYear]) -> Exact) -> Exact {
    draws.map(amount).sum / Exact(draws.count)
  }

  func priced(_ name: String, _ year: Int) throws -> ([PricedPart], [PriceBasis]) {
    switch try basis(name, year).parts {
    case .priced(let parts, let prices), .backPay(let parts, let prices, _, _): (parts, prices)
    default: ([], [])
    }
  }
}

/// Equal but for how fractions are written in binary.
func isNear(_ found: Double, _ expected: Exact) -> Bool {
  abs(found - expected.number) <= 1e-9 * Swift.max(1, abs(expected.number))
}
