import Vocabulary

/// What is expected of the plans of one age band in one year of one draw, before heads are drawn.
struct LeavingOutlook {
  /// Plans of one NCY and provision.
  private struct Row {
    let heads: Double
    /// Probability of ceasing at the draw's odds.
    let ceasing: Double
    let transferOut: Double
  }

  /// Survivors, how they change with the log odds of ceasing, and the variance of their leaving.
  struct Expectation {
    var survivors: Double
    var slope = 0.0
    var variance = 0.0
  }

  private var rows: [Row] = []
  /// Share of those who do not leave that SEN2's residual leaves in place.
  private let kept: Double
  /// Plans that come with those who are there: transfers in and a residual above 0.
  private var coming = 0.0

  init(
    _ model: ProjectionModel, band: Int, aged: [Int32], odds: Double, residual: Double, year: Int
  ) {
    self.init(
      model, band: band, heads: model.tables.headsByRow(aged), odds: odds, residual: residual,
      year: year)
  }

  /// - Parameter heads: plans a year older by NCY × provision.
  init(
    _ model: ProjectionModel, band: Int, heads: [Int32], odds: Double, residual: Double, year: Int
  ) {
    kept = 1 + min(0, residual)
    let assumptions = model.assumptions
    for ncy in model.bands.ncys[band] {
      let share = assumptions.transferIn[ncy] + max(0, residual)
      for provision in model.provisionOrder {
        let row = ncy * model.tables.provisions + provision
        guard heads[row] > 0 else { continue }
        coming += Double(heads[row]) * share
        let base = model.tables.ceasing[year * heads.count + row]
        rows.append(
          Row(
            heads: Double(heads[row]), ceasing: base * odds / (1 + base * (odds - 1)),
            transferOut: assumptions.transferOut[row]))
      }
    }
  }

  /// What is expected with the odds of ceasing times a factor.
  func expectation(odds: Double) -> Expectation {
    var result = Expectation(survivors: coming)
    for row in rows {
      let ceasing = row.ceasing * odds / (1 + row.ceasing * (odds - 1))
      let leaving = min(1, ceasing + row.transferOut)
      result.survivors += row.heads * (1 - leaving) * kept
      result.slope -= row.heads * ceasing * (1 - ceasing) * kept
      result.variance += row.heads * leaving * (1 - leaving)
    }
    return result
  }

  /// The most that the odds of ceasing may be changed either way.
  static let bound = 20.0

  /// The factor on the odds of ceasing, within the bound, at which a number of survivors is expected.
  ///
  /// Newton's steps on the log odds, halving where one would leave the bracket; survivors never rise with the odds.
  func odds(expecting survivors: Double) -> Double {
    var (low, high) = (-logarithm(Self.bound), logarithm(Self.bound))
    var place = 0.0
    for _ in 0..<40 {
      let here = expectation(odds: exponential(place))
      let excess = here.survivors - survivors
      if abs(excess) < 1e-6 { break }
      if excess > 0 { low = place } else { high = place }
      let step = here.slope < 0 ? place - excess / here.slope : .infinity
      place = step > low && step < high ? step : (low + high) / 2
      if high - low < 1e-9 { break }
    }
    return exponential(place)
  }
}
