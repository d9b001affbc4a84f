import Costing
import Projection
public import Vocabulary

/// Why the cost of a run grows from one financial year to another: causes without an order that add up to the penny.
///
/// The causes are those of the mean over the draws. What plans cost is population × plan rate × need mix × placement mix × unit price,
/// and each factor has its Shapley value: what its change adds, the mean over all orders in which the five could change.
public struct CostDrivers: Sendable {
  /// A cause, in the order of the rows.
  public enum Driver: Int, CaseIterable, Sendable {
    /// Children and young people of the authority, ages 0 to 25.
    case population
    /// Plans a head.
    case planRate
    /// The shares of needs in all plans.
    case needMix
    /// The shares of provisions in the plans of each need.
    case placementMix
    /// What a plan costs: price growth, fee caps.
    case unitPrice
    /// All that is not plans × price: place funding, pupils over number, price pressure, top-up without a plan, other lines.
    case policyAndPlaces

    /// The word in the files.
    public var text: String {
      switch self {
      case .population: "population"
      case .planRate: "plan_rate"
      case .needMix: "need_mix"
      case .placementMix: "placement_mix"
      case .unitPrice: "unit_price"
      case .policyAndPlaces: "policy_and_places"
      }
    }
  }

  /// The growth between two financial years.
  public struct Growth: Sendable {
    /// The year it grows from.
    public let from: FinancialYear
    /// The year it grows to.
    public let to: FinancialYear
    /// The growth of the mean, as the account prints both years; the sum of `parts`.
    public let growth: Money
    /// The part of each cause, in the order of `Driver.allCases`.
    public let parts: [Money]
    /// Mean and quantiles of the growth, draw by draw, in pence.
    public let spread: Spread
  }

  /// From each year to the next, then from the first to the last where there are more than two; none where the run is not costed.
  public let growths: [Growth]

  /// Splits the growth of a run.
  public init(_ run: ScenarioRun) {
    let years = run.model.financialYears.indices
    let pairs = years.dropFirst().map { ($0 - 1, $0) }
    growths = (pairs + (years.count > 2 ? [(0, years.count - 1)] : [])).compactMap {
      Self.growth(run, from: $0, to: $1)
    }
  }

  /// Splits the growth from one financial year to another, by their positions; the later may be the first.
  static func growth(_ run: ScenarioRun, from: Int, to: Int) -> Growth? {
    guard
      let total = run.model.accountLines.firstIndex(where: { $0.name == "total_cost" }),
      let before = plans(run, from), let after = plans(run, to)
    else { return nil }
    let draws = [from, to].map { run.store.pence($0 * run.model.accountLines.count + total) }
    let means = draws.map { Money.divided(Int($0.reduce(0, +)), by: run.store.draws) }
    let growth = means[1] - means[0]
    let years = run.model.financialYears
    return Growth(
      from: years[from], to: years[to], growth: Money(pence: growth),
      parts: PlanCost.split((before, after), growth: growth).map(Money.init(pence:)),
      spread: DrawStore.summary(zip(draws[1], draws[0]).map { $0 - $1 }))
  }

  /// The factors of a financial year, plans being the mean over the draws.
  private static func plans(_ run: ScenarioRun, _ year: Int) -> PlanCost? {
    guard let costing = run.model.costing else { return nil }
    let position = costing.years[year].start - run.model.baseCensus
    return PlanCost(
      population: run.model.projection.assumptions.population[position].reduce(0, +),
      planYears: run.planYears.year(year), perPlan: 24 * run.store.draws,
      prices: costing.planPrices(year), needs: run.model.space.needs)
  }
}
