/// Partial pooling of a local rate towards England's.
///
/// The posterior mean of a Beta or Gamma rate whose prior has England's mean and the weight of `strength` heads
/// (Fay & Herriot 1979, doi 10.1080/01621459.1979.10482505, in its conjugate form).
struct Shrinkage: Sendable {
  /// Heads that England's rate is worth.
  let strength: Double

  /// The shrunk rate of `events` among `exposure`.
  func rate(events: Double, exposure: Double, england: Double) -> Double {
    guard exposure + strength > 0 else { return england }
    return (events + strength * england) / (exposure + strength)
  }
}
