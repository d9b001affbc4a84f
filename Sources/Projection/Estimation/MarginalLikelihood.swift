#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The logarithm of Γ(start + steps) / Γ(start), for steps that need not be whole.
private func risen(_ start: Double, _ steps: Double) -> Double {
  steps > 0 ? lgamma(start + steps) - lgamma(start) : 0
}

/// A count whose mean would be `mean` if the authority were England at its own level.
struct CountCell: Sendable {
  let events: Double
  let mean: Double

  /// The logarithm of its probability where rates differ from England's by a Gamma factor of mean 1 and the shape `strength`:
  /// negative binomial, without the terms that do not depend on the strength.
  ///
  /// Source: Greenwood and Yule (1920), doi 10.2307/2341080.
  func logLikelihood(_ strength: Double) -> Double {
    risen(strength, events) - strength * log1p(mean / strength) - events * log(strength + mean)
  }
}

/// Events among those exposed, of whom England at the authority's level would have the share `rate`.
struct ShareCell: Sendable {
  let events: Double
  let exposure: Double
  let rate: Double

  /// The logarithm of its beta-binomial probability, without its binomial coefficient.
  ///
  /// Source: Skellam (1948), doi 10.1111/j.2517-6161.1948.tb00014.x.
  func logLikelihood(_ strength: Double) -> Double {
    risen(strength * rate, events) + risen(strength * (1 - rate), exposure - events)
      - risen(strength, exposure)
  }

  /// True where its count can say how far authorities differ.
  var isInformative: Bool { exposure > 0 && rate > 0 && rate < 1 }
}

/// Counts of outcomes, of which England at the authority's level would have the given shares.
struct OutcomeCell: Sendable {
  let events: [Double]
  let shares: [Double]

  /// Outcomes that cannot happen by the shares are left out, and the other shares add to 1.
  init?(events: [Double], shares: [Double]) {
    let possible = shares.indices.filter { shares[$0] > 0 }
    let total = possible.reduce(0) { $0 + shares[$1] }
    self.events = possible.map { events[$0].rounded() }
    self.shares = possible.map { shares[$0] / total }
    guard possible.count > 1, self.events.contains(where: { $0 > 0 }) else { return nil }
  }

  /// The logarithm of its Dirichlet-multinomial probability, without its coefficient.
  ///
  /// Source: Mosimann (1962), doi 10.1093/biomet/49.1-2.65.
  func logLikelihood(_ strength: Double) -> Double {
    events.indices.reduce(-risen(strength, events.reduce(0, +))) {
      $0 + risen(strength * shares[$1], events[$1])
    }
  }
}
