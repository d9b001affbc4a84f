import Projection
public import Vocabulary

/// Why the plans of a run grow from the base census: causes that add up to the growth in every draw.
///
/// Population, ageing, backlog and residual are expectations at unchanged rates, the same in every draw; rates are what a draw grows
/// beyond them. Each is what it adds to those before it.
public struct GrowthDrivers: Sendable {
  /// A cause, in the order in which they are added.
  public enum Driver: Int, CaseIterable, Sendable {
    /// Leaving of the opening stock, and new plans and transfers, at unchanged rates and population.
    case ageing
    /// The same rates on the changed population.
    case population
    /// New plans from working off the backlog of requests.
    case backlog
    /// SEN2's residual at its mean.
    case residual
    /// Growth of new-plan and leaving rates, a scenario's levers and places among its causes, and luck.
    case rate

    /// The word in the files.
    public var text: String {
      switch self {
      case .ageing: "ageing"
      case .population: "population"
      case .backlog: "backlog"
      case .residual: "residual"
      case .rate: "rate"
      }
    }
  }

  private let run: ScenarioRun
  /// The expected causes, by driver and projected year.
  private let expected: [[Int]]

  /// Works the causes of a run out.
  public init(_ run: ScenarioRun) {
    self.run = run
    let path = GrowthPath(run.model.projection)
    expected = [path.ageing, path.population, path.backlog, path.residual]
  }

  /// Growth of all plans from the base census to the census that closes a projected year, by draw.
  public func growth(_ year: Int) -> [Int64] {
    let layout = run.store.layout
    func plans(_ census: Int) -> [Int64] {
      run.store.heads(layout.plans(census, SeriesLayout.bands - 1, layout.space.needs))
    }
    return zip(plans(year + 1), plans(0)).map { $0 - $1 }
  }

  /// The part of that growth which is a cause's, by draw.
  public func growth(_ year: Int, from driver: Driver) -> [Int64] {
    guard driver == .rate else {
      return Array(repeating: Int64(expected[driver.rawValue][year]), count: run.store.draws)
    }
    let others = expected.reduce(0) { $0 + Int64($1[year]) }
    return growth(year).map { $0 - others }
  }

  /// Mean and quantiles of growth, or of a cause's part of it.
  public func summary(_ year: Int, from driver: Driver? = nil) -> Spread {
    DrawStore.summary(driver.map { growth(year, from: $0) } ?? growth(year))
  }
}
