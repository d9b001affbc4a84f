import Dispatch
import Projection
import Vocabulary

/// Runs every draw of a scenario over some threads.
public struct ScenarioRun: Sendable {
  /// The scenario as it was run.
  public let model: ScenarioModel
  /// How it was run.
  public let options: RunOptions
  /// Every published series by draw.
  public let store: DrawStore
  /// What every draw says of places.
  public let places: PlaceStore
  /// What made the baseline's draws meet their group totals; nil where there are none. Hand it on to the scenarios' runs.
  public let ledger: GroupLedger?

  /// Runs the draws. The result does not depend on the number of threads.
  ///
  /// - Parameters:
  ///   - ledger: that of the baseline's run with the same options; without it a scenario that needs one runs the baseline's draws
  ///     first, with the same result.
  ///   - progress: is told each finished draw, from any thread.
  public init(
    _ model: ScenarioModel, options: RunOptions, following ledger: GroupLedger? = nil,
    progress: @Sendable () -> Void = {}
  ) {
    precondition(options.draws > 0 && options.threads > 0, "a run needs draws and threads")
    let followed = model.baseline.map { baseline in
      ledger ?? GroupLedger(running: baseline, options: options)
    }
    if let followed {
      precondition(
        followed.draws == options.draws && followed.seed == options.seed,
        "a ledger of \(followed.draws) draws, seed \(followed.seed), for \(options)")
    }
    let kept =
      followed == nil && model.projection.assumptions.groups != nil
      ? GroupLedger(model.projection, options: options) : nil
    self.model = model
    self.options = options
    self.ledger = followed ?? kept
    (store, places) = Self.run(model, options, following: followed, keeping: kept, progress)
  }

  private static func run(
    _ model: ScenarioModel, _ options: RunOptions, following: GroupLedger?, keeping: GroupLedger?,
    _ progress: @Sendable () -> Void
  ) -> (DrawStore, PlaceStore) {
    let lines = model.accountLines.count * model.financialYears.count
    let layout = SeriesLayout(
      model.space, years: model.years, settings: model.settings.count,
      hasTopUps: model.topUps != nil)
    let store = DrawStore(layout: layout, draws: options.draws, amounts: lines)
    let places = PlaceStore(
      model.placeShape, years: model.years, settings: model.settings.count,
      draws: options.draws)
    let lock = DispatchQueue(label: "sums over draws")
    options.onThreads { draws in
      var pipeline = DrawPipeline(
        model, seed: options.seed, following: following, keeping: keeping)
      var recorder: DrawRecorder? = DrawRecorder(store, places)
      for draw in draws {
        recorder?.turn(to: draw, of: store)
        pipeline.run(draw, into: &recorder)
        progress()
      }
      if let sums = recorder?.placeSums { lock.sync { places.add(sums) } }
    }
    return (store, places)
  }
}
