import NumericalCore
import Vocabulary

/// What is expected without any anchor, to read plans issued against.
struct AnchoringExpectation: Sendable {
  /// Mean plans by census, the base census first.
  let plans: [Double]
  /// New plans by projected year; empty where nobody said.
  let newPlans: [Double]

  init(_ ensemble: [AnchoringState], newPlans: [Double]) {
    let censuses = ensemble.first?.totals.indices ?? 0..<0
    plans = censuses.map { census in
      ensemble.reduce(0) { $0 + $1.plans(at: census) } / Double(ensemble.count)
    }
    self.newPlans = newPlans
  }
}

/// An anchor as a weighted sum of the logarithms of two neighbouring January totals, with an error.
///
/// - A January total is that logarithm itself.
/// - A month-end caseload lies on the straight line between the logarithms of the censuses around it.
/// - Plans issued say how much the year grows: expected growth, more by as many plans as the year is above the new plans expected.
struct AnchoringObservation: Sendable {
  let anchor: Anchor
  /// The opening census, the base census being 0.
  let census: Int
  /// Weights of the opening and the closing census.
  let weights: (opening: Double, closing: Double)
  /// What was counted, in logarithms.
  let value: Double
  /// The standard deviation of its error.
  let sigma: Double
  private let cell: UInt64
  private let growth: AnchoringGrowth?

  /// - Parameters:
  ///   - months: how many month-end caseloads there are: they share the error of one system, so that many of them weigh as one.
  /// - Returns: nil for plans issued where the year's new plans are not expected.
  init?(
    _ anchor: Anchor, code: String, base: Int, expected: AnchoringExpectation, months: Int,
    settings: AnchorSettings
  ) {
    self.anchor = anchor
    census = anchor.census - base
    cell = stableHash("anchor|\(code)|\(anchor.measure.rawValue)|\(anchor.date)")
    let logarithm = AnchoringState.logarithmOfTotal(Double(anchor.value))
    switch anchor.measure {
    case .januaryTotal:
      (weights, value, sigma, growth) = ((1, 0), logarithm, settings.revision, nil)
    case .monthEndTotal:
      weights = (1 - anchor.elapsed, anchor.elapsed)
      (value, sigma) = (logarithm, settings.caseloadDifference * Double(months).squareRoot())
      growth = nil
    case .plansIssued:
      guard let year = AnchoringGrowth(anchor, year: census, expected) else { return nil }
      weights = (-1, 1)
      (value, sigma, growth) = (year.value, year.sigma(settings), year)
    }
  }

  /// What a draw says of it, in logarithms.
  func seen(_ state: AnchoringState) -> Double {
    let closing = weights.closing == 0 ? 0 : weights.closing * state.totals[census + 1]
    return weights.opening * state.totals[census] + closing
  }

  /// What a draw says of it, in plans.
  func plans(_ state: AnchoringState) -> Double {
    guard let growth else { return exponential(seen(state)) }
    return growth.issued(at: seen(state))
  }

  /// What was counted, with the error that a draw gives it.
  func perturbed(_ address: DrawAddress) -> Double {
    var stream = DrawStream(address, year: 0, cell: cell, purpose: TrendCells.anchorPurpose)
    return value + sigma * normal(using: &stream)
  }
}

/// New plans of a part of a year as growth of the whole year's plans.
struct AnchoringGrowth: Sendable {
  private let issued: Double
  private let elapsed: Double
  /// Plans expected at the census that opens the year, and at the one that closes it.
  private let opening: Double
  private let closing: Double
  /// New plans expected in the year.
  private let newPlans: Double

  init?(_ anchor: Anchor, year: Int, _ expected: AnchoringExpectation) {
    guard year < expected.newPlans.count, expected.newPlans[year] > 0, expected.plans[year] > 0
    else { return nil }
    issued = Double(anchor.value)
    elapsed = anchor.elapsed
    (opening, closing) = (expected.plans[year], expected.plans[year + 1])
    newPlans = expected.newPlans[year]
  }

  /// New plans of the whole year at the pace so far.
  private var whole: Double { issued / elapsed }

  /// Plans cannot fall to less than a twentieth in a year.
  private var share: Double { max(0.05, (closing + whole - newPlans) / opening) }

  /// Logarithmic growth of the year's plans.
  var value: Double { logarithm(share) }

  /// The variance of the year's new plans is whole² · (left / issued + (pace · left)²) with left the share of the year to come:
  /// chance, and a pace that changes; 0 on 31 December. Leavers add (their error · expected leavers)² + expected leavers.
  func sigma(_ settings: AnchorSettings) -> Double {
    let left = 1 - elapsed
    let pace = settings.pace == 0 ? 0 : settings.pace * left
    let extrapolation = whole * whole * pace * pace + whole * left / elapsed
    let leavers = max(0, opening + newPlans - closing)
    let leaving = (settings.leavers * leavers) * (settings.leavers * leavers) + leavers
    return (extrapolation + leaving).squareRoot() / (opening * share)
  }

  /// Plans issued by the date in a draw whose plans grow by some logarithm over the year.
  func issued(at growth: Double) -> Double {
    max(0, elapsed * (newPlans + opening * exponential(growth) - closing))
  }
}
