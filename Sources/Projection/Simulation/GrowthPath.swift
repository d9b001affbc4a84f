/// Growth of all plans from the base census that is expected without a change of rates, told apart by cause, in whole heads.
///
/// In this order, each cause being what it adds to those before it: the ageing of the opening stock at unchanged rates and population,
/// the change of population, the backlog of requests, SEN2's residual at its mean. What a draw grows beyond them is its rates'.
public struct GrowthPath: Sendable, Hashable {
  /// Leaving and unchanged new plans and transfers, by projected year.
  public let ageing: [Int]
  /// New plans at the same rates on the changed population.
  public let population: [Int]
  /// New plans that the backlog of requests adds.
  public let backlog: [Int]
  /// SEN2's residual.
  public let residual: [Int]

  /// Works the growth out. O(years × cells).
  public init(_ model: ProjectionModel) {
    let paths = Self.paths(model)
    // Whole heads are differences of rounded stocks: they add up to the head.
    let opening = model.assumptions.opening.reduce(0) { $0 + Int($1) }
    ageing = paths[0].map { $0 - opening }
    population = zip(paths[1], paths[0]).map { $0 - $1 }
    backlog = zip(paths[2], paths[1]).map { $0 - $1 }
    residual = zip(paths[3], paths[2]).map { $0 - $1 }
  }

  /// All plans by projected year with none of the causes, with the first, and so on.
  private static func paths(_ model: ProjectionModel) -> [[Int]] {
    let assumptions = model.assumptions
    guard let first = assumptions.basePopulation ?? assumptions.population.first else {
      return [[], [], [], []]
    }
    return (0..<4).map { causes in
      var stock = ExpectedStock(model)
      return (0..<assumptions.years).map { year in
        stock.advance(
          ExpectedStock.Year(
            people: causes > 0 ? assumptions.population[year] : first,
            extra: causes > 1 ? assumptions.extraPlans(year) : 0,
            residual: causes > 2 ? assumptions.residual : 0))
        return Int(stock.total.rounded())
      }
    }
  }
}
