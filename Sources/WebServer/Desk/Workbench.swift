import Dispatch
import Synchronization

/// Where work that takes long is done one piece after another, so that pages are not kept waiting for a thread.
struct Workbench: Sendable {
  /// What came of a piece of work, handed from thread to thread under a lock: the thread sanitizer sees into no continuation.
  private final class Outcome<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)

    func put(_ new: Result<Value, any Error>) { result.withLock { $0 = new } }

    func get() throws -> Value {
      guard let result = result.withLock({ $0 }) else { preconditionFailure("not done") }
      return try result.get()
    }
  }

  private let queue: DispatchQueue

  init(_ label: String) { queue = DispatchQueue(label: "sufficiency.\(label)") }

  /// Does a piece of work when those before it are done.
  func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    let outcome = Outcome<Value>()
    await withCheckedContinuation { continuation in
      queue.async {
        outcome.put(Result(catching: work))
        continuation.resume()
      }
    }
    return try outcome.get()
  }
}
