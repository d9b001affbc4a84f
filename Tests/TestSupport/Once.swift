import Foundation

/// Something that is made when it is first wanted.
public final class Once<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private let make: () throws -> Value
  private var made: Result<Value, any Error>?

  /// - Parameter make: called once, by whoever is first.
  public init(_ make: @escaping () throws -> Value) { self.make = make }

  /// The value; the error of making it where that failed.
  public func get() throws -> Value {
    lock.lock()
    defer { lock.unlock() }
    let result = made ?? Result { try make() }
    made = result
    return try result.get()
  }
}
