/// Partial pooling of a local rate towards England's.
///
/// The posterior mean of a Beta or Gamma rate whose prior has England's mean and the weight of `strength` heads
/// (Fay & Herriot 1979, doi 10.1080/01621459.1979.10482505, in its conjugate form).
struct Shrinkage: Sendable {
  /// Heads that England's rate is worth.
  let strength: Double
  /// Events that England's level is worth where a whole profile is brought to the local level.
  let levelEvents: Double

  /// The shrunk rate of `events` among `exposure`.
  func rate(events: Double, exposure: Double, england: Double) -> Double {
    guard exposure + strength > 0 else { return england }
    return (events + strength * england) / (exposure + strength)
  }

  /// How the authority's level compares with what England's profile makes of its exposure.
  func level(events: Double, expected: Double) -> Double {
    guard expected + levelEvents > 0 else { return 1 }
    return (events + levelEvents) / (expected + levelEvents)
  }
}
