import Synchronization

/// A run as somebody outside sees it: how far it is, and a way to end it. Safe from any thread.
public final class RunWatch: Sendable {
  private let finished = Atomic(0)
  private let total = Atomic(0)
  private let ended = Atomic(false)

  private let listener: (@Sendable () -> Void)?

  /// Watches a run that has not begun.
  ///
  /// - Parameter listener: is told each finished simulation, from any thread.
  public init(_ listener: (@Sendable () -> Void)? = nil) { self.listener = listener }

  /// Says how many simulations there will be.
  public func expect(_ draws: Int) { total.store(draws, ordering: .relaxed) }

  /// One more simulation is finished.
  public func advance() {
    finished.wrappingAdd(1, ordering: .relaxed)
    listener?()
  }

  /// Ends the run: simulations that have begun are finished, no others begin, and nothing is kept.
  public func cancel() { ended.store(true, ordering: .relaxed) }

  /// True once somebody has ended the run.
  public var isCancelled: Bool { ended.load(ordering: .relaxed) }

  /// How many simulations are finished, and of how many.
  public var progress: (finished: Int, of: Int) {
    (finished.load(ordering: .relaxed), total.load(ordering: .relaxed))
  }
}

/// A run was ended before it was finished; nothing of it is left.
public struct RunCancelled: Error, CustomStringConvertible {
  /// What happened, in words.
  public let description = "The run was ended before it was finished. Nothing was written."

  /// Says so.
  public init() {}
}
