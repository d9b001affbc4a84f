import NumericalCore
import Projection

/// What made the draws of a baseline meet their group totals, kept for the scenarios that are compared with it.
///
/// A few bytes a draw, year and age band. A draw writes its own part, whichever thread runs it; hence @unchecked.
public final class GroupLedger: @unchecked Sendable {
  /// The draws, by number.
  let drawn: Range<Int>
  /// The seed of the draws.
  let seed: UInt64
  private let years: Int
  private let bands: Int
  private let newPlans: NewPlanSpread
  private let adjustments: UnsafeMutableBufferPointer<GroupAdjustment>
  /// How many years of each draw have totals.
  private let met: UnsafeMutableBufferPointer<Int>

  /// An empty ledger of a baseline.
  init(_ baseline: ProjectionModel, options: RunOptions) {
    drawn = options.drawn
    seed = options.seed
    years = baseline.assumptions.years
    bands = GroupTotals.bands
    newPlans = baseline.newPlanSpread
    adjustments = .allocate(capacity: drawn.count * years * bands)
    adjustments.initialize(repeating: GroupAdjustment())
    met = .allocate(capacity: drawn.count)
    met.initialize(repeating: 0)
  }

  deinit {
    adjustments.deallocate()
    met.deallocate()
  }

  /// Runs the draws of a baseline for nothing but the ledger.
  convenience init(
    running baseline: ScenarioModel, options: RunOptions, watch: RunWatch? = nil
  ) {
    self.init(baseline.projection, options: options)
    options.onThreads(watch: watch) { draws in
      var pipeline = DrawPipeline([baseline], seed: options.seed, keeping: self)
      var nothing: DrawRecorder?
      for draw in draws { pipeline.run(draw, into: &nothing) }
    }
  }

  /// Writes a year of a draw down; years come in order, and one without totals ends them.
  func keep(_ items: [GroupAdjustment], draw: Int, year: Int) {
    guard !items.isEmpty else { return }
    let place = draw - drawn.lowerBound
    let start = (place * years + year) * bands
    for band in 0..<bands { adjustments[start + band] = items[band] }
    met[place] = year + 1
  }

  /// What the scenarios of a draw follow.
  func path(_ draw: Int) -> GroupPath {
    let place = draw - drawn.lowerBound
    let items = (0..<met[place]).map { year in
      let start = (place * years + year) * bands
      return Array(adjustments[start..<(start + bands)])
    }
    return GroupPath(items, newPlans: newPlans)
  }
}
