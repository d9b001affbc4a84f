import Synchronization

/// Numbers of those who wait for a preview: when more wait than can be served soon, the first are let go, as they have most likely left.
final class Tickets: Sendable {
  /// So many previews take some seconds.
  private static let most = 6
  private let given = Atomic(0)

  /// The next number.
  func next() -> Int { given.wrappingAdd(1, ordering: .relaxed).newValue }

  /// False where so many have come since that it is not worth the work.
  func holds(_ ticket: Int) -> Bool { given.load(ordering: .relaxed) - ticket < Self.most }
}
