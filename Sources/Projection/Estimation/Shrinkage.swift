/// Partial pooling of a local rate towards England's.
///
/// The posterior mean of a Beta or Gamma rate whose prior has England's mean and the weight of `strength` heads
/// (Fay & Herriot 1979, doi 10.1080/01621459.1979.10482505, in its conjugate form).
struct Shrinkage: Sendable, Hashable {
  /// Heads (for a level: events) that England's rate is worth.
  let strength: Double

  /// The shrunk rate of `events` among `exposure`.
  func rate(events: Double, exposure: Double, england: Double) -> Double {
    guard exposure + strength > 0 else { return england }
    return (events + strength * england) / (exposure + strength)
  }

  /// The shrunk count where England at the authority's level has `mean`: a Gamma–Poisson posterior.
  func count(_ events: Double, mean: Double) -> Double {
    guard mean > 0 else { return 0 }
    return mean * (events + strength) / (mean + strength)
  }

  /// How the authority's level compares with what England's profile makes of its exposure.
  func level(events: Double, expected: Double) -> Double {
    guard expected + strength > 0 else { return 1 }
    return (events + strength) / (expected + strength)
  }

  /// The weight of the authority's own figure: 0 is England's, 1 its own.
  func ownWeight(_ exposure: Double) -> Double {
    exposure + strength > 0 ? exposure / (exposure + strength) : 0
  }

  /// Standard deviation of the posterior of a share.
  func deviation(of share: Double, exposure: Double) -> Double {
    (share * (1 - share) / (exposure + strength + 1)).squareRoot()
  }
}
