public import NumericalCore
public import Vocabulary

/// One draw of the stock of children with top-up funding without a plan, in whole heads.
///
/// Each number is a function of (seed, draw, year, codes of the cell, purpose): neither the order
/// of cells nor other draws matter.
public struct TopUpDraw {
  private enum Purpose: UInt8 {
    case ageing = 96
    case leaving
    case entering
  }

  private let stock: TopUpStock
  private let address: DrawAddress
  /// Children by cell at the last census.
  public private(set) var children: [Int]

  /// Starts a draw from the base census.
  public init(_ stock: TopUpStock, address: DrawAddress) {
    self.stock = stock
    self.address = address
    children = stock.assumptions.rows.map(\.children)
  }

  /// What happens between census `year` and the next; 0 is the step from the base census.
  ///
  /// - Parameter newPlans: the new plans of the same year of the same draw. No more children
  ///   convert than get a plan in their band and need; who would, keeps the top-up.
  /// - Complexity: O(cells) quantiles.
  public mutating func step(year: Int, newPlans: NewPlanTable) -> TopUpYear {
    var result = TopUpYear(cells: children.count)
    result.opening = children
    for cell in children.indices { grow(cell, year, &result) }
    var plans = newPlans
    for cell in stock.order { leave(cell, year, &plans, &result) }
    for cell in children.indices { enter(cell, year, &result) }
    children = result.closing
    return result
  }

  private func grow(_ cell: Int, _ year: Int, _ result: inout TopUpYear) {
    let (u, v) = uniforms(cell, year, .ageing)
    let older = binomialQuantile(
      u, trials: children[cell], probability: stock.ageing[cell])
    result.agedOn[cell] = older
    guard let next = stock.next[cell] else {
      result.ended[cell] = older
      return
    }
    let going = binomialQuantile(v, trials: older, probability: stock.continuing[next])
    result.ended[cell] = older - going
    result.agedIn[next] += going
  }

  private func leave(
    _ cell: Int, _ year: Int, _ plans: inout NewPlanTable, _ result: inout TopUpYear
  ) {
    let (u, v) = uniforms(cell, year, .leaving)
    let settings = stock.assumptions.settings
    let there = result.opening[cell] - result.agedOn[cell] + result.agedIn[cell]
    let wanted = binomialQuantile(u, trials: there, probability: settings.conversion)
    result.converted[cell] = plans.take(
      wanted, band: stock.assumptions.rows[cell].cell.band.index, need: stock.needs[cell])
    // Those who would have had a plan but for the limit keep their top-up.
    result.left[cell] = binomialQuantile(v, trials: there - wanted, probability: settings.exit)
  }

  private func enter(_ cell: Int, _ year: Int, _ result: inout TopUpYear) {
    let (u, _) = uniforms(cell, year, .entering)
    result.entered[cell] = poissonQuantile(u, mean: stock.entering(cell, year: year))
    result.closing[cell] =
      result.opening[cell] - result.agedOn[cell] + result.agedIn[cell] + result.entered[cell]
      - result.converted[cell] - result.left[cell]
  }

  private func uniforms(_ cell: Int, _ year: Int, _ purpose: Purpose) -> (Double, Double) {
    address.uniforms(year: year, cell: stock.addresses[cell], purpose: purpose.rawValue)
  }
}
