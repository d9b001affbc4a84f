import Foundation
import Synchronization
import Testing

@testable import Reporting

/// A signal ends the program between two steps of writing, not within one.
struct WritingGateTests {
  /// A step of writing on a thread of its own that ends when it is told to.
  private final class Step: Sendable {
    let gate = WritingGate()
    let mayEnd = DispatchSemaphore(value: 0)

    /// Returns when the step has begun.
    func begin() {
      let begun = DispatchSemaphore(value: 0)
      Thread.detachNewThread { [self] in
        gate.step(done: "a file") {
          begun.signal()
          mayEnd.wait()
        }
      }
      begun.wait()
    }
  }

  @Test func `a step that has begun is waited for`() {
    let step = Step()
    step.begin()
    Thread.detachNewThread {
      usleep(50_000)
      step.mayEnd.signal()
    }
    let remains = step.gate.close()
    #expect(remains.done == ["a file"] && !remains.isCutOff)
  }

  @Test func `no step begins afterwards`() {
    final class Written: Sendable { let isWritten = Mutex(false) }
    let (gate, written) = (WritingGate(), Written())
    _ = gate.close()
    // It waits as long as the program lives, which is to end.
    Thread.detachNewThread { gate.step { written.isWritten.withLock { $0 = true } } }
    usleep(100_000)
    #expect(!written.isWritten.withLock { $0 })
  }

  @Test func `a step that takes too long is cut off`() {
    let step = Step()
    step.begin()
    let remains = step.gate.close()
    #expect(remains.done.isEmpty && remains.isCutOff)
    step.mayEnd.signal()
  }
}
