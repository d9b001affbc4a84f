public import Costing
public import Placement
public import Projection
public import Vocabulary

/// One scenario, ready to run: the immutable models of the three stages.
public struct ScenarioModel: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// The evidence it was made from.
  public let evidence: Evidence
  private var stages: Stages
  /// Every parameter with source and status.
  public let log: [Assumption]
  /// What a reader should know.
  public let findings: [Finding]
  /// What the counts that the run is conditioned on have done.
  public let anchorEffects: [AnchorEffect]

  /// How many, or rather: how plans come and go.
  public var projection: ProjectionModel { stages.projection }
  /// Where they go.
  public var placement: PlacementModel { stages.placement }
  /// What it costs; nil where the folder has no money evidence.
  public var costing: CostingModel? { stages.costing }
  /// Children with top-up funding without a plan, who are in no count of plans; nil where the folder has none.
  public var topUps: TopUpStock? { stages.topUps }

  /// The models behind one reference. A target that imports Scenarios alone is not built anew when the layout of a stage's model
  /// changes: it must not know that layout.
  private final class Stages: Sendable {
    let projection: ProjectionModel
    let placement: PlacementModel
    let costing: CostingModel?
    let topUps: TopUpStock?
    /// What the scenario's draws follow: the baseline, where it meets group totals.
    let baseline: Stages?

    init(
      _ projection: ProjectionModel, _ placement: PlacementModel, _ costing: CostingModel?,
      topUps: TopUpStock? = nil, baseline: Stages?
    ) {
      self.projection = projection
      self.placement = placement
      self.costing = costing
      self.topUps = topUps
      self.baseline = baseline
    }
  }

  /// The baseline without its account, where this is a scenario whose draws follow it; nil where it makes its own totals.
  var baseline: ScenarioModel? {
    guard let baseline = stages.baseline else { return nil }
    var result = self
    result.stages = baseline
    return result
  }

  /// True where another scenario of the same evidence has the same children in every draw, and only their account may differ.
  public func sharesChildren(with other: ScenarioModel) -> Bool {
    // Where places are given out as is cheapest, prices move children.
    guard allocation == .fillOrder, other.allocation == .fillOrder else { return false }
    return years == other.years && scenario.movingLevers == other.scenario.movingLevers
  }

  /// The shape of the state.
  public var space: StateSpace { projection.assumptions.space }
  /// The number of projected years: those asked for, or fewer if the population ends before.
  public var years: Int { projection.assumptions.years }
  /// The January census the run starts from.
  public var baseCensus: Int { evidence.authority.baseCensus }
  /// The settings, those a scenario opens included.
  public var settings: [Setting] { placement.assumptions.settings }

  /// The lines of the account; none where it is not costed.
  public var accountLines: [AccountLine] { costing?.lines ?? [] }
  /// How the account meets the outturn of a closed year; empty where it is not reconciled to one.
  public var calibrations: [Calibration] { costing?.calibrations ?? [] }
  /// The financial years of the account.
  public var financialYears: [FinancialYear] { costing?.years ?? [] }
  /// The share of each setting's places that stands for each need × phase, adding to 1; a description, not an admission rule.
  public var placeShares: [[Double]] { placement.placeShares }
  /// Commissioned places are known of a setting: they are not taken from its roll, or it has neither yet.
  public func placesAreKnown(_ setting: Int) -> Bool {
    placement.assumptions.commissioned[settings[setting].id] != nil
      || settings[setting].baseRoll + settings[setting].imports == 0
  }
  /// True where nothing but population says where children live.
  public var isPopulationOnly: Bool { placement.isPopulationOnly }
  /// How places are given out.
  public var allocation: AllocationMethod { placement.assumptions.method }
  /// The schemes that may open in this run.
  public var schemes: [Scheme] { placement.assumptions.schemes }
  /// What stands in the way of a place for a need, phase and area, the least of its years; `places` where settings are within reach.
  public func placeLimit(_ provision: Int, need: Int, phase: Int, area: Int) -> PlaceLimit {
    placement.limit(provision, need: need, phase: phase, area: area)
  }
  /// What a placement costs the authority in a whole year; nil where the run is not costed.
  public func placementCost(need: Int, provision: Int, in year: FinancialYear) -> Money? {
    costing?.placementCost(need: need, provision: provision, in: year)
  }
  /// What a commissioned place costs in a whole year that nobody fills; nil where the run is not costed.
  public func emptyPlaceCost(_ setting: Int, in year: FinancialYear) -> Money? {
    costing?.emptyPlaceCost(setting, in: year)
  }
  /// What a pupil above the commissioned places costs in a whole year, the top-up apart; nil where the run is not costed.
  public func overNumberCost(_ setting: Int, in year: FinancialYear) -> Money? {
    costing?.overNumberCost(setting, in: year)
  }
  /// The shape of what is said about places.
  public var placeShape: PlaceSpace { placement.shape }
  /// Places of each setting without schemes by projected year: the academic year that holds the closing census.
  public var plannedPlaces: [[Places]] { placement.plannedPlaces }

  /// The names a folder may give in `evidence/assumptions.csv`, and the values they may have.
  public static let knownAssumptions = EstimationSettings.bounds
    .merging(TopUpSettings.bounds) { first, _ in first }
    .merging(DemandOutlook.bounds) { first, _ in first }
    .merging(PlacementSettings.bounds) { first, _ in first }
    .merging(BorrowingTerms.bounds) { first, _ in first }
    .merging(DeficitTerms.bounds) { first, _ in first }
    .merging([CostingAssumptions.backPayName: 0...52]) { first, _ in first }

  /// Estimates the baseline, applies the levers, and prepares the stages.
  ///
  /// - Throws: what a stage cannot do with the evidence, in words for its owner.
  public init(_ scenario: Scenario, evidence: Evidence, years: Int) throws {
    try self.init(scenario, basis: try ScenarioBasis(evidence, years: years))
  }

  /// Applies the levers to what was estimated before, and prepares the stages: the same model as without.
  ///
  /// - Throws: what a stage cannot do with the evidence, in words for its owner.
  public init(_ scenario: Scenario, basis: ScenarioBasis) throws {
    let (evidence, years, own, groups) = (basis.evidence, basis.years, basis.estimate, basis.groups)
    let variant = scenario.allLevers.compactMap { lever -> String? in
      if case .population(let variant) = lever.change { variant } else { nil }
    }.last
    // Another population is another estimate; the totals and the baseline are the authority's own.
    let estimate =
      variant == nil ? own : try Estimate(evidence, years: years, variant: variant)
    let length = estimate.assumptions.years
    let start = StageAssumptions(estimate, evidence, groups: groups)
    let changed = start.applying(scenario)
    self.scenario = scenario
    self.evidence = evidence
    let costing = try Self.costing(changed, evidence: evidence, years: length)
    let placement = try PlacementModel(
      changed.placement.priced(costing), opening: changed.projection.opening)
    let topUps = TopUpAssumptions(evidence, projection: changed.projection).map(TopUpStock.init)
    stages = Stages(
      ProjectionModel(changed.projection), placement, costing, topUps: topUps,
      baseline: try Self.baseline(scenario, changed, evidence) {
        variant == nil ? start : StageAssumptions(own, evidence, groups: groups)
      })
    log =
      Self.log(estimate, costing: costing, scenario: scenario, placement: placement, evidence)
      + (topUps?.log ?? []) + (groups?.log ?? [])
      + (costing == nil ? [] : DeficitTerms(evidence.assumptions).log(evidence.assumptions))
    anchorEffects = groups?.anchorEffects ?? []
    findings =
      evidence.findings + estimate.findings + placement.findings + (groups?.findings ?? [])
      + Self.shortened(years, length, evidence) + Self.unfunded(evidence, costing)
      + ClosedYear(evidence, basePlans: changed.costing.basePlans).findings
      + CalibrationFindings.of(costing)
      + LeverFindings.of(
        scenario, assumptions: changed.placement, model: placement,
        lastCensus: evidence.authority.baseCensus + length)
  }

  /// The baseline that a scenario with levers follows where there are group totals.
  private static func baseline(
    _ scenario: Scenario, _ changed: StageAssumptions, _ evidence: Evidence,
    start: () throws -> StageAssumptions
  ) throws -> Stages? {
    guard changed.projection.groups != nil, !scenario.allLevers.isEmpty else { return nil }
    let start = try start()
    // The baseline's own prices, not those of the scenario, where places are given out as is cheapest.
    let costing =
      start.placement.method == .lowestCost
      ? try costing(start, evidence: evidence, years: start.projection.years) : nil
    let placement = try PlacementModel(
      start.placement.priced(costing), opening: start.projection.opening)
    return Stages(ProjectionModel(start.projection), placement, nil, baseline: nil)
  }

  private static func costing(
    _ assumptions: StageAssumptions, evidence: Evidence, years: Int
  ) throws -> CostingModel? {
    let finances = assumptions.costing.finances
    let first = max(evidence.authority.firstFinancialYear.start, assumptions.baseCensus)
    let last = assumptions.baseCensus + years - 1
    guard !finances.unitCosts.isEmpty, !finances.income.isEmpty, first <= last else { return nil }
    return try CostingModel(
      assumptions: assumptions.costing, rulebook: try Rulebook.published(),
      years: (first...last).map(FinancialYear.init(start:)),
      occurring: Occurrence(assumptions).cells)
  }

  /// Places are costed by setting: without a register the account has none.
  private static func unfunded(_ evidence: Evidence, _ costing: CostingModel?) -> [Finding] {
    guard costing != nil, evidence.settings.isEmpty else { return [] }
    return [
      Finding(
        .costsWithoutSettings, at: Finding.Place("evidence/settings.csv"),
        seen: "costs but no settings", expected: "settings, whose places are paid for",
        remedy: "Write settings.csv.")
    ]
  }

  private static func shortened(_ asked: Int, _ given: Int, _ evidence: Evidence) -> [Finding] {
    guard given < asked else { return [] }
    return [
      Finding(
        .runShortened, at: Finding.Place("evidence/population.csv"),
        seen: "population for \(given) of \(asked) projected years, to January "
          + "\(evidence.authority.baseCensus + given)",
        expected: "population to mid-\(evidence.authority.baseCensus + asked - 1)",
        remedy: "Add the years to population.csv, or run fewer with --years.")
    ]
  }
}

extension StageAssumptions {
  /// The assumptions of the baseline.
  fileprivate init(_ estimate: Estimate, _ evidence: Evidence, groups: GroupSource?) {
    var projection = estimate.assumptions
    if let groups {
      projection.groups = groups.totals
      projection.backlog = groups.backlog
    }
    var costing = CostingAssumptions(
      finances: evidence.finances, settings: evidence.settings, codes: evidence.codes)
    costing.basePlans = projection.openingByNeedAndProvision
    costing.closedYear = ClosedYear(evidence, basePlans: costing.basePlans).costed
    costing.backPay = evidence.assumptions[CostingAssumptions.backPayName].flatMap {
      $0.value > 0 ? (weeks: $0.value, provenance: $0.provenance) : nil
    }
    self.init(
      projection: projection,
      placement: PlacementAssumptions(evidence, years: projection.years), costing: costing,
      baseCensus: evidence.authority.baseCensus)
  }
}

extension ProjectionAssumptions {
  /// Opening plans, need × provision.
  fileprivate var openingByNeedAndProvision: [Int] {
    opening.indices.reduce(into: Array(repeating: 0, count: space.cellsPerNCY)) { sums, cell in
      sums[cell % space.cellsPerNCY] += Int(opening[cell])
    }
  }
}

/// Which need × provision cells can hold plans in a run, and so need a unit cost.
struct Occurrence {
  /// Need × provision, provision running fastest.
  let cells: [Bool]

  init(_ assumptions: StageAssumptions) {
    let projection = assumptions.projection
    let space = projection.space
    var needs = [Bool](repeating: false, count: space.needs)
    var provisions = [Bool](repeating: false, count: space.provisions)
    for cell in 0..<space.count
    where projection.opening[cell] > 0 || projection.firstProvision[cell] > 0 {
      needs[space.need(of: cell)] = true
      provisions[space.provision(of: cell)] = true
    }
    for index in projection.moves.indices where projection.moves[index] > 0 {
      provisions[index % space.provisions] = true
    }
    for redirection in projection.redirections { provisions[redirection.to] = true }
    for move in projection.phaseEndMoves { provisions[move.to] = true }
    for row in assumptions.placement.overflow {
      if case .provision(let index) = row.went { provisions[index] = true }
    }
    if let none = space.codes.provision(of: .none) { provisions[none] = true }
    cells = (0..<space.cellsPerNCY).map {
      needs[$0 / space.provisions] && provisions[$0 % space.provisions]
    }
  }
}
