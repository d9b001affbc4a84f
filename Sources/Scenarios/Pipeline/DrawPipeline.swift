import Costing
import NumericalCore
import Placement
import Projection
import Vocabulary

/// Runs draws of one scenario on one thread, reusing its buffers.
struct DrawPipeline {
  private let model: ScenarioModel
  /// What the children of a draw cost, in each scenario that shares them.
  private let costings: [(model: CostingModel, prices: PriceDraw)?]
  private let seed: UInt64
  private let following: GroupLedger?
  private let keeping: GroupLedger?
  private var demand: Demand
  private var placements: Placements
  private var placement: PlacementDraw
  private var released: [Int32]
  private var attended: [Int32]
  /// Provisions required; empty until a recorder asks for them.
  private var required: [Int32] = []

  /// - Parameters:
  ///   - models: scenarios with the same children, at least one.
  ///   - following: what made the baseline's draws meet their group totals.
  ///   - keeping: where to write what makes these draws meet theirs.
  init(
    _ models: [ScenarioModel], seed: UInt64, following: GroupLedger? = nil,
    keeping: GroupLedger? = nil
  ) {
    let model = models[0]
    self.model = model
    costings = models.map { $0.costing.map { ($0, PriceDraw($0)) } }
    self.seed = seed
    self.following = following
    self.keeping = keeping
    demand = Demand(model.space)
    placements = Placements(model.placement.shape, settings: model.settings.count)
    placement = PlacementDraw(model.placement, address: DrawAddress(seed: seed, draw: 0))
    released = Array(repeating: 0, count: model.space.count)
    attended = model.projection.assumptions.opening
  }

  /// One draw: projected wanted provision, placement, attended provision, which is next year's state; then costs.
  ///
  /// Without a recorder nothing is costed and nothing but the ledger remembers it.
  mutating func run(_ draw: Int, into recorder: inout DrawRecorder?) {
    let address = DrawAddress(seed: seed, draw: UInt32(draw))
    let projection = ProjectionDraw(
      model.projection, address: address, following: following?.path(draw))
    placement.restart(address)
    attended = model.projection.assumptions.opening
    recorder?.open(attended, model.placement)
    if let topUps = model.topUps { recorder?.open(topUps) }
    var topUps = model.topUps.map { TopUpDraw($0, address: address) }
    var costed: [CostedYear] = []
    var before = model.placement.baseSettingYears
    for year in 0..<model.years {
      placement.released(into: &released)
      let bands = projection.step(
        year: year, attended: attended, released: released, into: &demand)
      keeping?.keep(bands, draw: draw, year: year)
      placement.place(year: year, demand: demand, into: &placements)
      if recorder != nil {
        recorder?.record(year, demand: demand, placements: placements)
        if recorder?.countsRequired == true { recordRequired(year, into: &recorder) }
        let topUp = topUps?.step(year: year, newPlans: NewPlanTable(demand, model.space))
        if let topUp, let stock = model.topUps { recorder?.record(year, topUp, of: stock) }
        if let item = costedYear(year, before: before, topUp) {
          recorder?.record(planYears24: item.stock.planYears24, financialYear: costed.count)
          costed.append(item)
        }
        before = model.settings.indices.map(settingYear)
      }
      swap(&attended, &placements.attended)
    }
    for (index, costing) in costings.enumerated() where recorder != nil {
      guard let costing else { continue }
      recorder?.record(
        costing.model, costed, prices: costing.prices.factors(address), in: index)
    }
  }

  private mutating func recordRequired(_ year: Int, into recorder: inout DrawRecorder?) {
    if required.isEmpty { required = Array(repeating: 0, count: model.space.count) }
    placement.required(into: &required)
    recorder?.record(year, required: required)
  }

  /// The financial year that starts in the April after the opening census; nil if it is not costed.
  private func costedYear(
    _ year: Int, before: [CostedYear.SettingYear], _ topUp: TopUpYear?
  ) -> CostedYear? {
    let financial = FinancialYear(start: model.baseCensus + year)
    guard let costing = model.costing, costing.years.contains(financial) else { return nil }
    return CostedYear(
      year: financial, stock: PlanStock(model.space, opening: attended, demand, placements),
      topUpYears24: topUp?.childYears24 ?? [], before: before,
      after: model.settings.indices.map(settingYear))
  }

  private func settingYear(_ setting: Int) -> CostedYear.SettingYear {
    // Other authorities' children fill places too; whoever fills a place, it is paid for here.
    CostedYear.SettingYear(
      roll: placements.roll[setting] + model.settings[setting].imports,
      rollPost16: placements.rollPost16[setting], places: placements.places[setting])
  }
}

extension PlacementModel {
  /// Roll and places of each setting at the base census.
  var baseSettingYears: [CostedYear.SettingYear] {
    basePlaces.indices.map {
      CostedYear.SettingYear(
        roll: baseRoll[$0] + assumptions.settings[$0].imports, rollPost16: baseRollPost16[$0],
        places: basePlaces[$0])
    }
  }
}
