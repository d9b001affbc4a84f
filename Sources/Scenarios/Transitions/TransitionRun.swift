import Dispatch
import Projection
import Vocabulary

/// Runs every draw of a scenario of transitions over some threads.
public struct TransitionRun: Sendable {
  /// The scenario as it was run.
  public let model: TransitionScenarioModel
  /// How it was run.
  public let options: RunOptions
  /// Every published series by draw.
  public let store: TransitionStore

  /// Runs the draws. The result does not depend on the number of threads; the years are those of the model.
  ///
  /// - Parameter progress: is told each finished draw, from any thread.
  public init(
    _ model: TransitionScenarioModel, options: RunOptions,
    progress: @Sendable () -> Void = {}
  ) {
    precondition(options.draws > 0 && options.threads > 0, "a run needs draws and threads")
    let layout = TransitionLayout(model.evidence, years: model.years)
    let store = TransitionStore(layout: layout, draws: options.draws)
    let threads = min(options.threads, options.draws)
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      var pipeline = TransitionPipeline(model, store, seed: options.seed)
      for draw in stride(from: thread, to: options.draws, by: threads) {
        pipeline.run(draw, of: store)
        progress()
      }
    }
    self.model = model
    self.options = options
    self.store = store
  }
}

/// Runs draws of one scenario on one thread, reusing its buffers.
private struct TransitionPipeline {
  private let model: TransitionModel
  private var draw: TransitionDraw
  private var recorder: TransitionRecorder
  private var flows: TransitionFlows
  private var stock: [Int32]

  init(_ model: TransitionScenarioModel, _ store: TransitionStore, seed: UInt64) {
    self.model = model.model
    draw = TransitionDraw(model.model, seed: seed)
    recorder = TransitionRecorder(model, store)
    flows = TransitionFlows(states: model.model.states.count)
    stock = model.model.opening
  }

  mutating func run(_ number: Int, of store: TransitionStore) {
    draw.turn(to: number)
    recorder.turn(to: number, of: store)
    stock = model.opening
    recorder.stock(0, stock)
    for year in 0..<model.years {
      draw.step(year: year, opening: stock, into: &flows)
      recorder.flows(year, flows)
      swap(&stock, &flows.closing)
      recorder.stock(year + 1, stock)
    }
  }
}
