import Dispatch
import Vocabulary

/// Runs every draw of a scenario over some threads.
public struct ScenarioRun: Sendable {
  /// The scenario as it was run.
  public let model: ScenarioModel
  /// How it was run.
  public let options: RunOptions
  /// Every published series by draw.
  public let store: DrawStore

  /// Runs the draws. The result does not depend on the number of threads.
  ///
  /// - Parameter progress: is told each finished draw, from any thread.
  public init(
    _ model: ScenarioModel, options: RunOptions, progress: @Sendable () -> Void = {}
  ) {
    precondition(options.draws > 0 && options.threads > 0, "a run needs draws and threads")
    let lines = model.accountLines.count * model.financialYears.count
    let layout = SeriesLayout(model.space, years: model.years, settings: model.settings.count)
    let store = DrawStore(layout: layout, draws: options.draws, amounts: lines)
    let lock = DispatchQueue(label: "overflow sums")
    let threads = min(options.threads, options.draws)
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      var pipeline = DrawPipeline(model, seed: options.seed)
      var recorder = DrawRecorder(store)
      for draw in stride(from: thread, to: options.draws, by: threads) {
        recorder.turn(to: draw, of: store)
        pipeline.run(draw, into: &recorder)
        progress()
      }
      lock.sync { store.addOverflow(recorder.overflow) }
    }
    self.model = model
    self.options = options
    self.store = store
  }
}
