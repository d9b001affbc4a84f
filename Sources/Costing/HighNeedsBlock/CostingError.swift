/// Why money evidence cannot be costed: every fault at once, so that one reading mends it.
public struct CostingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The faults; each says where it is, what was expected and how to mend it.
  public let faults: [String]

  /// One fault a line.
  public var description: String { faults.joined(separator: "\n") }
}

/// Faults as they are found, each once.
struct FaultList {
  private(set) var messages: [String] = []

  mutating func add(_ message: String) {
    if !messages.contains(message) { messages.append(message) }
  }

  func throwIfAny() throws {
    if !messages.isEmpty { throw CostingError(faults: messages) }
  }
}
