import NumericalCore
import Vocabulary

@testable import Projection

/// Totals that grow by a factor a year from some plans, with noise of the draw.
struct WalkingTotals: GroupTotalsSource {
  /// Plans by age band at the base census.
  let start: [Double]
  /// Yearly growth of each band.
  var growth = [Double](repeating: 1, count: AgeBand.allCases.count)
  /// Half the width of the noise, as a share.
  var noise = 0.1

  func totals(_ address: DrawAddress, years: Int) -> GroupTotals {
    GroupTotals(
      (0..<years).map { year in
        start.indices.map { band in
          let u = address.uniform(year: year, cell: UInt64(band), purpose: 200)
          let size = (0...year).reduce(start[band]) { plans, _ in plans * growth[band] }
          return Int(size * (1 + noise * (2 * u - 1)))
        }
      })
  }
}

/// The same totals in every draw.
struct FixedTotals: GroupTotalsSource {
  let heads: [[Int]]

  func totals(_ address: DrawAddress, years: Int) -> GroupTotals {
    GroupTotals(Array(heads.prefix(years)))
  }
}

/// Plans by age band.
func bandTotals(_ stock: [Int32], _ space: StateSpace) -> [Int] {
  var result = [Int](repeating: 0, count: AgeBand.allCases.count)
  for cell in stock.indices {
    result[AgeBand(ncy: NCY.at(space.ncyIndex(of: cell))).index] += Int(stock[cell])
  }
  return result
}

extension Invented {
  /// The authority's assumptions with totals that walk from its opening plans.
  func assumptions(growth: [Double], noise: Double = 0.1) -> ProjectionAssumptions {
    var result = assumptions()
    let start = bandTotals(result.opening, space).map(Double.init)
    result.groups = WalkingTotals(start: start, growth: growth, noise: noise)
    return result
  }
}

/// One draw with what made it meet its totals.
struct FollowedDraw {
  var years: [ObservedYear] = []
  var adjustments: [[GroupAdjustment]] = []

  /// All years of a draw in which nobody is limited; `path` is the baseline's, nil for the baseline.
  init(_ model: ProjectionModel, draw: UInt32, seed: UInt64 = 7, path: GroupPath? = nil) {
    let assumptions = model.assumptions
    let projection = ProjectionDraw(
      model, address: DrawAddress(seed: seed, draw: draw), following: path)
    var demand = Demand(assumptions.space)
    var stock = assumptions.opening
    for year in 0..<assumptions.years {
      let free = releasedAtTransfers(shifted(stock, assumptions.space), assumptions.space)
      adjustments.append(
        projection.step(year: year, attended: stock, released: free, into: &demand))
      let after = closing(demand, assumptions.space)
      years.append(
        ObservedYear(year: year, opening: stock, released: free, demand: demand, closing: after))
      stock = after
    }
  }

  /// What a scenario of the same draw follows.
  func path(_ model: ProjectionModel) -> GroupPath {
    GroupPath(adjustments, newPlans: model.newPlanSpread)
  }
}
