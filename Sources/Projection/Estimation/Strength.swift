import NumericalCore

/// How many plans (or events) England's profile is worth beside an authority's own figures.
public struct Strength: Sendable, Hashable {
  /// How it was come by.
  public enum Source: String, Sendable, Hashable {
    /// The marginal likelihood has its maximum there.
    case estimated
    /// The likelihood rises up to the greatest strength: beyond chance the cells do not differ from England's profile.
    case atMost = "at_most"
    /// The likelihood rises down to the least strength: England's profile says nothing of the cells.
    case atLeast = "at_least"
    /// Fewer than two cells say anything.
    case uninformed
    /// The folder sets it.
    case given
  }

  /// The kind of rate.
  public let kind: StrengthKind
  /// Plans or events, as the kind says; 0 or more.
  public let value: Double
  /// Standard error of its natural logarithm, from the curvature of the log-likelihood; nil but for an interior maximum.
  public let logError: Double?
  /// How it was come by.
  public let source: Source
  /// Cells that entered the likelihood.
  public let cells: Int

  /// Standard error of the value, in its unit: value × that of its logarithm.
  public var standardError: Double? { logError.map { $0 * value } }

  /// The pooling it stands for.
  var shrinkage: Shrinkage { Shrinkage(strength: value) }
}

/// The strength under which an authority's cells are most likely, each cell's own rate integrated out.
///
/// Empirical Bayes: Robbins (1956); maximum marginal likelihood as in Morris (1983), doi 10.1080/01621459.1983.10477920.
/// One dimension: a grid over the logarithm, then golden sections (Kiefer 1953, doi 10.1090/S0002-9939-1953-0055639-3).
struct StrengthSearch {
  /// The least and the greatest strength that is looked at.
  static let bounds = 0.1...100_000.0
  /// A maximum that is not this much likelier than the ends of the range is none.
  private static let leastGain = 1e-3

  let kind: StrengthKind
  let cells: Int
  let logLikelihood: (Double) -> Double

  /// The maximum; an end of the range where the likelihood has none inside.
  func strength() -> Strength {
    guard cells > 1 else { return found(kind.fallback, nil, .uninformed) }
    let (low, high) = (logarithm(Self.bounds.lowerBound), logarithm(Self.bounds.upperBound))
    let steps = 28
    let grid = (0...steps).map { low + (high - low) * Double($0) / Double(steps) }
    let values = grid.map(value)
    let best = values.indices.max { values[$0] < values[$1] } ?? 0
    if values[best] - values[steps] < Self.leastGain {
      return found(Self.bounds.upperBound, nil, .atMost)
    }
    if values[best] - values[0] < Self.leastGain {
      return found(Self.bounds.lowerBound, nil, .atLeast)
    }
    let place = maximised(from: grid[max(0, best - 1)], to: grid[min(steps, best + 1)])
    return found(exponential(place), error(at: place), .estimated)
  }

  private func value(_ place: Double) -> Double { logLikelihood(exponential(place)) }

  private func maximised(from low: Double, to high: Double) -> Double {
    var (low, high) = (low, high)
    let share = (5.0.squareRoot() - 1) / 2
    while high - low > 1e-6 {
      let (left, right) = (high - share * (high - low), low + share * (high - low))
      if value(left) < value(right) { low = left } else { high = right }
    }
    return (low + high) / 2
  }

  /// From the second difference of the log-likelihood; nil where it is not curved downwards.
  private func error(at place: Double) -> Double? {
    let step = 0.1
    let bend = value(place + step) - 2 * value(place) + value(place - step)
    return bend < 0 ? step / (-bend).squareRoot() : nil
  }

  /// Four digits: a strength is not known better than that, and another library of functions gives the same.
  private func found(_ value: Double, _ error: Double?, _ source: Strength.Source) -> Strength {
    Strength(
      kind: kind, value: value.rounded(toSignificantDigits: 4),
      logError: error?.rounded(toSignificantDigits: 4), source: source, cells: cells)
  }
}

extension StrengthSearch {
  /// Counts around fixed means.
  init(_ kind: StrengthKind, _ cells: [CountCell]) {
    let known = cells.filter { $0.mean > 0 }
    self.init(kind: kind, cells: known.count) { strength in
      known.reduce(0) { $0 + $1.logLikelihood(strength) }
    }
  }

  /// Events among those exposed.
  init(_ kind: StrengthKind, _ cells: [ShareCell]) {
    let known = cells.filter(\.isInformative)
    self.init(kind: kind, cells: known.count) { strength in
      known.reduce(0) { $0 + $1.logLikelihood(strength) }
    }
  }

  /// Outcomes of several sorts.
  init(_ kind: StrengthKind, _ cells: [OutcomeCell]) {
    self.init(kind: kind, cells: cells.count) { strength in
      cells.reduce(0) { $0 + $1.logLikelihood(strength) }
    }
  }
}
