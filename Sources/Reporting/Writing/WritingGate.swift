import Foundation
import Synchronization

/// Lets a signal end the program between two steps of writing, never within one.
///
/// Who writes goes through `step` for a file, an exchange of folders, a removal, and names the hidden paths that would be left. Who ends
/// the program calls `close`: no step begins after it, so that the hidden paths can be removed and nobody makes them again.
public final class WritingGate: Sendable {
  /// The gate of the program.
  public static let shared = WritingGate()

  /// What there is when no step begins any more.
  public struct Remains: Sendable {
    /// Hidden files and folders that are to be removed.
    public fileprivate(set) var hidden: Set<String> = []
    /// True where a step took so long that it is cut off.
    public fileprivate(set) var isCutOff = false
    /// What was written whole, in words.
    public fileprivate(set) var done: [String] = []
  }

  private let steps = NSLock()
  private let state = Mutex(Remains())

  /// A gate that is open.
  public init() {}

  /// Names a hidden path that is about to be made.
  public func hide(_ path: String) { state.withLock { _ = $0.hidden.insert(path) } }

  /// Says that a hidden path is gone, or has its own name now.
  public func show(_ path: String) { state.withLock { _ = $0.hidden.remove(path) } }

  /// Does one step of writing.
  ///
  /// - Parameter done: what is written when the step is done, in words.
  public func step<Value>(done: String? = nil, _ body: () throws -> Value) rethrows -> Value {
    steps.lock()
    defer { steps.unlock() }
    let value = try body()
    if let done { say(done) }
    return value
  }

  /// Says what is written, in words, instead of something said before. What is within a hidden folder is nothing that anybody waits for.
  public func say(_ done: String, insteadOf earlier: String? = nil) {
    state.withLock { state in
      guard !state.hidden.contains(where: { done.hasPrefix("\($0)/") }) else { return }
      state.done.removeAll { $0 == earlier || $0 == done }
      state.done.append(done)
    }
  }

  /// Waits for the step that has begun, at most 0.8 s, and lets no other begin.
  public func close() -> Remains {
    var isAlone = false
    for _ in 0..<80 where !isAlone {
      isAlone = steps.try()
      if !isAlone { usleep(10_000) }
    }
    return state.withLock { state in
      state.isCutOff = !isAlone
      return state
    }
  }
}
