import NumericalCore
import Vocabulary

/// How the age bands of a step are brought to their totals, or in a scenario to what the baseline did.
struct BandSettling {
  let step: YearStep
  let bands: BandCells
  let provisionOrder: [Int]
  let newPlanSpread: NewPlanSpread
  /// Heads of each NCY × need once leavers are drawn.
  private var staying: [Int32]
  private var ceased: [Int32]

  init(_ step: YearStep, _ model: ProjectionModel) {
    self.step = step
    bands = model.bands
    provisionOrder = model.provisionOrder
    newPlanSpread = model.newPlanSpread
    staying = Array(repeating: 0, count: step.tables.originAddress.count)
    ceased = staying
    for item in step.occupied {
      let origin = Int(item.ncy) * step.tables.needs + Int(item.need)
      staying[origin] += Int32(step.staying(Int(item.cell)))
      ceased[origin] += step.cells.ceased[Int(item.cell)]
    }
  }

  /// Makes the gap between drawn heads and totals good, or in a scenario what the baseline made good of it.
  func settle(_ plans: [BandPlan], _ items: inout [GroupAdjustment]) {
    for band in items.indices {
      let now = heads(band)
      if !plans.isEmpty { balance(&items[band], plans[band], now, band: band) }
      end(items[band], now, band: band)
      turnAway(Int(items[band].turnedAway), band: band)
    }
  }

  /// The heads of a band, comers in cells that nobody was in among them.
  private func heads(_ band: Int) -> BandHeads {
    var heads = BandHeads()
    for ncy in bands.ncys[band] {
      for origin in (ncy * step.tables.needs)..<((ncy + 1) * step.tables.needs) {
        heads.staying += Int(staying[origin])
        heads.ceased += Int(ceased[origin])
      }
      let width = step.tables.cellsPerNCY
      let cells = (ncy * width)..<((ncy + 1) * width)
      heads.aged += sum(step.cells.aged, cells)
      heads.coming += sum(step.cells.transfersIn, cells) + sum(step.cells.residual, cells)
    }
    return heads
  }

  /// Heads of some neighbouring cells, which no 32 bits are too few for.
  private func sum(_ heads: UnsafeMutableBufferPointer<Int32>, _ cells: Range<Int>) -> Int {
    var sum: Int32 = 0
    for cell in cells { sum &+= heads[cell] }
    return Int(sum)
  }

  /// Shares the gap in heads between new plans and leavers, in proportion to the variances of their counts.
  private func balance(
    _ item: inout GroupAdjustment, _ plan: BandPlan, _ now: BandHeads, band: Int
  ) {
    let (u, v) = step.address.uniforms(
      year: step.year, cell: bands.address[band], purpose: Purpose.bandCounts.rawValue)
    let drawn = newPlansDrawn(u, plan.newPlans, band: band)
    let gap = plan.total - now.closing
    let share = (Double(gap - drawn) * plan.newPlanShare + v).rounded(.down)
    var new = max(0, drawn + Int(share))
    // More cannot stay than would have left, and more cannot end than are there.
    new = max(new, gap - now.ceased)
    let staying = max(gap - new, -now.staying)
    let canBegin = !newPlanSpread.splits[step.year][band].isEmpty || now.aged > 0
    item.newPlans = canBegin ? Int32(new) : 0
    item.ended = Int32(-staying)
    item.among = Int32(staying < 0 ? now.staying : now.ceased)
    item.turnedAway = Int32(staying - (gap - new))
  }

  private func newPlansDrawn(_ u: Double, _ expected: Double, band: Int) -> Int {
    let people = bands.ncys[band].reduce(0) { $0 + step.people(ncy: $1) }
    guard people > 0 else { return 0 }
    return binomialQuantile(u, trials: people, probability: expected / Double(people))
  }

  /// Ends plans of those who stayed, or keeps some of those who would have left.
  private func end(_ item: GroupAdjustment, _ now: BandHeads, band: Int) {
    guard item.ended != 0 else { return }
    let isEnding = item.ended > 0
    var among = isEnding ? now.staying : now.ceased
    let u = step.address.uniform(
      year: step.year, cell: bands.address[band], purpose: Purpose.endingCount.rawValue)
    let count = scaled(Int(abs(item.ended)), by: Double(among), of: Double(item.among), u)
    var left = min(among, count)
    for origin in bands.rows[band] where left > 0 {
      let heads = Int(isEnding ? staying[origin] : ceased[origin])
      guard heads > 0 else { continue }
      let chosen = drawn(step.tables.originAddress[origin], heads, of: among, left)
      among -= heads
      left -= chosen
      if chosen > 0 { end(chosen, of: heads, origin, isEnding) }
    }
  }

  /// How many of some heads are among those chosen from all.
  @inline(__always)
  private func drawn(_ place: UInt64, _ heads: Int, of among: Int, _ chosen: Int) -> Int {
    let u = step.address.uniform(
      year: step.year, cell: place, purpose: Purpose.bandEnding.rawValue)
    return hypergeometricQuantile(u, marked: heads, population: among, drawn: chosen)
  }

  /// Spreads endings over the provisions of an NCY and need.
  private func end(_ count: Int, of heads: Int, _ origin: Int, _ isEnding: Bool) {
    var (left, among) = (count, heads)
    for provision in provisionOrder where left > 0 {
      let cell = origin * step.tables.provisions + provision
      let here = isEnding ? step.staying(cell) : Int(step.cells.ceased[cell])
      guard here > 0 else { continue }
      let chosen = drawn(step.tables.cellAddress[cell], here, of: among, left)
      step.cells.ceased[cell] += Int32(isEnding ? chosen : -chosen)
      among -= here
      left -= chosen
    }
  }

  /// Where a total is less than the plans that come with those who are there.
  private func turnAway(_ count: Int, band: Int) {
    guard count > 0 else { return }
    var left = Int32(count)
    for cell in bands.cells[band] where left > 0 {
      for coming in [step.cells.residual, step.cells.transfersIn] {
        let turned = min(left, coming[cell])
        coming[cell] -= turned
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
}

/// The heads of an age band once leavers are drawn.
struct BandHeads {
  var aged = 0
  var staying = 0
  var ceased = 0
  /// Those who came, new plans apart.
  var coming = 0
  /// Those who stay and those who came, new plans apart.
  var closing: Int { staying + coming }
}

extension GroupAdjustment {
  /// What is known of a band before heads are drawn.
  init(_ plan: BandPlan) {
    self.init()
    leavingOdds = plan.leavingOdds
  }
}
