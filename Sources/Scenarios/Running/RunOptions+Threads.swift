import Dispatch
import Synchronization

extension RunOptions {
  /// Shares the draws out over the threads, a few at a time to whoever is free, and returns when all are done.
  ///
  /// Which thread runs a draw changes nothing: a draw writes its own row, and its random numbers are addressed.
  func onThreads(watch: RunWatch? = nil, _ work: @Sendable (DrawQueue.Draws) -> Void) {
    let queue = DrawQueue(drawn: drawn, watch: watch)
    DispatchQueue.concurrentPerform(iterations: min(threads, drawn.count)) { _ in
      work(DrawQueue.Draws(queue: queue))
    }
  }
}

/// The draws of a run that nobody works on yet.
final class DrawQueue: Sendable {
  /// So many that threads seldom meet, and so few that none is left alone with much at the end.
  private static let portion = 4

  private let end: Int
  private let watch: RunWatch?
  private let next: Atomic<Int>

  init(drawn: Range<Int>, watch: RunWatch? = nil) {
    end = drawn.upperBound
    self.watch = watch
    next = Atomic(drawn.lowerBound)
  }

  /// The draws that one thread gets, until none are left.
  struct Draws: Sequence, IteratorProtocol {
    let queue: DrawQueue
    private var portion = 0..<0

    init(queue: DrawQueue) { self.queue = queue }

    mutating func next() -> Int? {
      if portion.isEmpty { portion = queue.take() }
      return portion.popFirst()
    }
  }

  private func take() -> Range<Int> {
    if watch?.isCancelled == true { return end..<end }
    let start = next.wrappingAdd(Self.portion, ordering: .relaxed).oldValue
    return min(start, end)..<min(start + Self.portion, end)
  }
}
