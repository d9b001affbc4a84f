import Dispatch

/// Where work that takes long is done one piece after another, so that pages are not kept waiting for a thread.
struct Workbench: Sendable {
  private let queue: DispatchQueue

  init(_ label: String) { queue = DispatchQueue(label: "sufficiency.\(label)") }

  /// Does a piece of work when those before it are done.
  func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      queue.async { continuation.resume(with: Result(catching: work)) }
    }
  }
}
