public import Scenarios
public import Vocabulary

/// The few figures of a run that its summary needs, so that the run itself need not be kept.
public struct ScenarioDigest: Sendable {
  /// A figure of a year.
  struct Dated: Sendable {
    /// The year as printed.
    let year: String
    let figure: Spread
  }

  /// Plans in a group of provisions, at the base census and the last.
  struct Group: Sendable {
    let name: String
    let base: Spread
    let last: Spread
  }

  /// The account of a financial year, pence.
  struct Account: Sendable {
    let year: String
    let cost: Spread
    let income: Spread
    let inYear: Spread
    let cumulative: Spread
  }

  /// The id of the scenario.
  public let id: String
  /// Its name in words.
  public let name: String
  /// The number of projected years.
  public let years: Int
  let plans: [Dated]
  let groups: [Group]
  let places: PlacesOutlook
  let account: [Account]
  /// What is said of the deficit beside the account; nil where the run is not costed.
  let deficit: DeficitDigest?
  /// The last January census and financial year, as `Comparison` names them.
  let lastCensus: String
  let lastFinancialYear: String?
  /// Plans in independent and non-maintained schools at the last census, by draw.
  let independent: [Int64]
  /// Figures of the assumption log that were given to the run, and how many of them are illustrative.
  let given: Int
  let illustrative: Int
  /// How the account meets a closed year; empty where it is not reconciled to one.
  public let calibrations: [Calibration]
  /// What later counts did to the run.
  let anchorEffects: [AnchorEffect]

  /// Keeps the figures of a run.
  ///
  /// - Parameter places: what it says of places, where that is worked out already.
  public init(_ run: ScenarioRun, places figures: PlaceFigures? = nil) {
    let model = run.model
    let series = SummarySeries(run)
    id = model.scenario.id
    calibrations = model.calibrations
    name = model.scenario.name
    years = model.years
    plans = Self.steps([0, 1, 2, 5, model.years], upTo: model.years).map {
      Dated(year: String(model.baseCensus + $0), figure: series.plans($0))
    }
    groups = ProvisionGroup.allCases.map { group in
      Group(
        name: group.rawValue, base: Sample(series.plans(0, group)).spread,
        last: Sample(series.plans(model.years, group)).spread)
    }
    places = PlacesOutlook(
      run, figures ?? PlaceFigures(run), years: Self.steps([1, 5, model.years], upTo: model.years))
    let count = model.financialYears.count
    account = Self.steps([0, 3, 5, count - 1], upTo: count - 1).compactMap(series.account)
    deficit = DeficitDigest(DeficitOutlook(run))
    lastCensus = String(model.baseCensus + model.years)
    lastFinancialYear = model.financialYears.last.map { "\($0)" }
    independent = series.plans(model.years, .independent)
    (illustrative, given) = model.log.illustrative
    anchorEffects = model.anchorEffects
  }

  /// The steps that a run has, each once.
  static func steps(_ wanted: [Int], upTo last: Int) -> [Int] {
    Set(wanted.filter { $0 <= last }).sorted()
  }
}

/// Provisions as a place planner speaks of them.
enum ProvisionGroup: String, CaseIterable {
  case special = "State special schools"
  case bases = "Specialist bases (DSP) and support bases"
  case independent = "Independent and non-maintained schools"
  case mainstream = "Mainstream schools"
  case post16 = "Colleges and specialist post-16"
  case other = "Early years, alternative, at home, no school"

  init(_ kind: Provision.Kind) {
    switch kind {
    case .special: self = .special
    case .base: self = .bases
    case .independent: self = .independent
    case .mainstream: self = .mainstream
    case .furtherEducation, .specialistPost16: self = .post16
    case .earlyYears, .alternative, .elsewhere, .none: self = .other
    }
  }
}

/// Reads the series of a run that the summary is made of.
struct SummarySeries {
  private let run: ScenarioRun
  private let allBands = SeriesLayout.bands - 1

  init(_ run: ScenarioRun) { self.run = run }

  func plans(_ census: Int) -> Spread {
    run.store.summary(heads: run.store.layout.plans(census, allBands, run.model.space.needs))
  }

  func plans(_ census: Int, _ group: ProvisionGroup) -> [Int64] {
    let provisions = run.model.space.codes.provisions.enumerated().filter {
      ProvisionGroup($1.kind) == group
    }
    return sum(
      provisions.map { index, _ in
        run.store.layout.placements(census, index, allBands, run.model.space.needs)
      })
  }

  /// The sum of some series, draw by draw.
  func sum(_ series: [Int]) -> [Int64] {
    series.reduce(into: [Int64](repeating: 0, count: run.store.draws)) { total, index in
      for (draw, heads) in run.store.heads(index).enumerated() { total[draw] += heads }
    }
  }

  func account(_ year: Int) -> ScenarioDigest.Account? {
    let lines = run.model.accountLines
    func spread(_ name: String) -> Spread? {
      lines.firstIndex { $0.name == name }.map {
        run.store.summary(pence: year * lines.count + $0)
      }
    }
    guard year >= 0, let cost = spread("total_cost"), let income = spread("total_income"),
      let inYear = spread("in_year_balance"), let cumulative = spread("cumulative_balance")
    else { return nil }
    return ScenarioDigest.Account(
      year: "\(run.model.financialYears[year])", cost: cost, income: income, inYear: inYear,
      cumulative: cumulative)
  }
}
