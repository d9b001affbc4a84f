import NumericalCore
import Vocabulary

extension ProjectionDraw {
  /// How each band of a year is brought to its total; empty where there are no totals to meet.
  func bandPlans(year: Int, _ demand: Demand) -> [BandPlan] {
    guard let totals, year < totals.years else { return [] }
    let assumptions = model.assumptions
    let (newPlans, ceasing) = (
      assumptions.trend.variance(year), assumptions.ceasingNoise.variance(year)
    )
    return (0..<GroupTotals.bands).map { band in
      BandPlan(
        total: totals[year, band],
        outlook: LeavingOutlook(
          model, band: band, aged: demand.aged, odds: parameters.ceasingOdds[year],
          residual: parameters.residual[year], year: year),
        expectedNew: model.newPlanSpread.totals[year][band] * newPlanFactor(year),
        newPlanVariance: newPlans, ceasingVariance: ceasing)
    }
  }

  /// What the baseline of this draw did in a year; empty where there is nothing to follow.
  func followed(_ year: Int) -> [GroupAdjustment] {
    guard let path, year < path.adjustments.count else { return [] }
    return path.adjustments[year]
  }

  /// Makes the gap between drawn heads and totals good, or in a scenario what the baseline made good of it.
  func settle(
    _ plans: [BandPlan], _ bands: inout [GroupAdjustment], year: Int, into demand: inout Demand
  ) {
    for band in bands.indices {
      let now = BandHeads(model.bands.cells[band], demand)
      if !plans.isEmpty { balance(&bands[band], plans[band], now, band: band, year: year) }
      end(bands[band], now, band: band, year: year, into: &demand)
      turnAway(Int(bands[band].turnedAway), band: band, into: &demand)
    }
  }

  /// Shares the gap in heads between new plans and leavers, in proportion to the variances of their counts.
  private func balance(
    _ item: inout GroupAdjustment, _ plan: BandPlan, _ now: BandHeads, band: Int, year: Int
  ) {
    let (u, v) = address.uniforms(
      year: year, cell: model.bands.address[band], purpose: Purpose.bandCounts.rawValue)
    let drawn = newPlansDrawn(u, plan.newPlans, band: band, year: year)
    let gap = plan.total - now.closing
    let share = (Double(gap - drawn) * plan.newPlanShare + v).rounded(.down)
    var new = max(0, drawn + Int(share))
    // More cannot stay than would have left, and more cannot end than are there.
    new = max(new, gap - now.ceased)
    let staying = max(gap - new, -now.staying)
    let canBegin = !model.newPlanSpread.splits[year][band].isEmpty || now.aged > 0
    item.newPlans = canBegin ? Int32(new) : 0
    item.ended = Int32(-staying)
    item.among = Int32(staying < 0 ? now.staying : now.ceased)
    item.turnedAway = Int32(staying - (gap - new))
  }

  private func newPlansDrawn(_ u: Double, _ expected: Double, band: Int, year: Int) -> Int {
    let people = model.bands.ncys[band].reduce(0) {
      $0 + Int(model.assumptions.population[year][$1].rounded())
    }
    guard people > 0 else { return 0 }
    return binomialQuantile(u, trials: people, probability: expected / Double(people))
  }

  /// Ends plans of those who stayed, or keeps some of those who would have left.
  private func end(
    _ item: GroupAdjustment, _ now: BandHeads, band: Int, year: Int, into demand: inout Demand
  ) {
    guard item.ended != 0 else { return }
    let isEnding = item.ended > 0
    var among = isEnding ? now.staying : now.ceased
    let u = address.uniform(
      year: year, cell: model.bands.address[band], purpose: Purpose.endingCount.rawValue)
    let count = scaled(Int(abs(item.ended)), by: Double(among), of: Double(item.among), u)
    var left = min(among, count)
    for row in model.bands.rows[band] where left > 0 {
      let heads = (0..<model.space.provisions).reduce(0) {
        $0 + available(row * model.space.provisions + $1, isEnding, demand)
      }
      guard heads > 0 else { continue }
      let u = address.uniform(
        year: year, cell: model.originAddress[row], purpose: Purpose.bandEnding.rawValue)
      let chosen = hypergeometricQuantile(u, marked: heads, population: among, drawn: left)
      among -= heads
      left -= chosen
      end(chosen, of: heads, row, isEnding, year: year, into: &demand)
    }
  }

  /// Heads of a cell that can be ended, or kept.
  private func available(_ cell: Int, _ isEnding: Bool, _ demand: Demand) -> Int {
    isEnding ? demand.staying(cell) : Int(demand.ceased[cell])
  }

  /// Spreads endings over the provisions of an NCY and need.
  private func end(
    _ count: Int, of heads: Int, _ row: Int, _ isEnding: Bool, year: Int, into demand: inout Demand
  ) {
    var (left, among) = (count, heads)
    for provision in model.provisionOrder where left > 0 {
      let cell = row * model.space.provisions + provision
      let here = available(cell, isEnding, demand)
      guard here > 0 else { continue }
      let u = address.uniform(
        year: year, cell: model.cellAddress[cell], purpose: Purpose.bandEnding.rawValue)
      let chosen = hypergeometricQuantile(u, marked: here, population: among, drawn: left)
      demand.ceased[cell] += Int32(isEnding ? chosen : -chosen)
      among -= here
      left -= chosen
    }
  }

  /// Where a total is less than the plans that come with those who are there.
  private func turnAway(_ count: Int, band: Int, into demand: inout Demand) {
    guard count > 0 else { return }
    var left = Int32(count)
    for cell in model.bands.cells[band] where left > 0 {
      for kind in [Seeking.residual.rawValue, Seeking.transferIn.rawValue] {
        let turned = min(left, demand.coming[kind][cell])
        demand.coming[kind][cell] -= turned
        left -= turned
      }
    }
  }

  /// A count times a ratio, rounded up as often as its fraction says; exactly the count where the ratio is 1.
  private func scaled(_ count: Int, by part: Double, of whole: Double, _ u: Double) -> Int {
    if part == whole { return count }
    guard whole > 0 else { return 0 }
    return Int((Double(count) * (part / whole) + u).rounded(.down))
  }

  /// New plans of each band over NCY × need as in the baseline, each row then in proportion to what a scenario changes of it.
  func addNewPlans(_ bands: [GroupAdjustment], year: Int, into demand: inout Demand) {
    let spread = path?.newPlans ?? model.newPlanSpread
    for band in bands.indices where bands[band].newPlans > 0 {
      let count = Int(bands[band].newPlans)
      let splits = spread.splits[year][band]
      if splits.isEmpty { addLikeStock(count, band: band, year: year, into: &demand) }
      var left = count
      for split in splits where left > 0 {
        let u = address.uniform(
          year: year, cell: model.originAddress[split.row], purpose: Purpose.newPlanRow.rawValue)
        let here = binomialQuantile(u, trials: left, probability: split.conditional)
        left -= here
        let own = changed(here, split.row, spread.expected[year][split.row], year: year)
        if own > 0 { splitNewPlans(split.row, count: own, year: year, into: &demand) }
      }
    }
    // What the baseline does not expect at all cannot be a multiple of it.
    for row in model.newPlanRows where spread.expected[year][row] == 0 {
      addNewPlans(row, year: year, into: &demand)
    }
  }

  private func changed(_ count: Int, _ row: Int, _ baseline: Double, year: Int) -> Int {
    let own = model.newPlanSpread.expected[year][row]
    if count == 0 || own == baseline { return count }
    let u = address.uniform(
      year: year, cell: model.originAddress[row], purpose: Purpose.newPlanChange.rawValue)
    let wanted = min(Double(count) * (own / baseline) + u, 1e9).rounded(.down)
    return min(Int(wanted), max(count, people(row, year)))
  }

  /// New plans of a band in which none are expected resemble the plans that are there.
  private func addLikeStock(_ count: Int, band: Int, year: Int, into demand: inout Demand) {
    let cells = model.bands.cells[band]
    var stock = cells.reduce(0) { $0 + Int(demand.aged[$1]) }
    var left = count
    for cell in cells where demand.aged[cell] > 0 && left > 0 {
      let heads = Int(demand.aged[cell])
      let u = address.uniform(
        year: year, cell: model.cellAddress[cell], purpose: Purpose.newPlanRow.rawValue)
      let here = binomialQuantile(u, trials: left, probability: Double(heads) / Double(stock))
      demand.coming[Seeking.newPlan.rawValue][cell] += Int32(here)
      stock -= heads
      left -= here
    }
  }
}

/// The heads of an age band once leavers are drawn.
struct BandHeads {
  private(set) var aged = 0
  private(set) var staying = 0
  private(set) var ceased = 0
  /// Those who stay and those who came, new plans apart.
  private(set) var closing = 0

  /// Counts the cells of a band, those too that comers want and nobody was in.
  init(_ cells: [Int], _ demand: Demand) {
    let (incoming, extra) = (
      demand.coming[Seeking.transferIn.rawValue], demand.coming[Seeking.residual.rawValue]
    )
    for cell in cells {
      closing += Int(incoming[cell]) + Int(extra[cell])
      guard demand.aged[cell] > 0 else { continue }
      let here = demand.staying(cell)
      aged += Int(demand.aged[cell])
      staying += here
      ceased += Int(demand.ceased[cell])
      closing += here
    }
  }
}

extension Demand {
  /// Plans of a cell that neither cease nor leave.
  func staying(_ cell: Int) -> Int {
    Int(aged[cell]) - Int(ceased[cell]) - Int(out[cell]) - Int(lost[cell])
  }
}

extension GroupAdjustment {
  /// What is known of a band before heads are drawn.
  init(_ plan: BandPlan) {
    self.init()
    leavingOdds = plan.leavingOdds
  }
}
