import Glibc

/// Probabilities p(i, j) = logistic(row effect i + column effect j).
///
/// Effects may be infinite: minus infinity where a row or column has no events, plus infinity where
/// everyone exposed has one.
public struct TwoWayLogit: Sendable, Equatable {
  /// One effect for each row.
  public let rowEffects: [Double]
  /// One effect for each column; in each part of the table that shares no exposure with the rest one
  /// column's effect is zero.
  public let columnEffects: [Double]

  /// When each infinite effect was decided: where two contradict each other the earlier holds.
  let rowRanks: [Int]
  let columnRanks: [Int]

  /// The probability of an event in a cell; 0 or 1 where an effect is infinite. O(1).
  public func probability(row: Int, column: Int) -> Double {
    let (a, b) = (rowEffects[row], columnEffects[column])
    guard a.isInfinite && b.isInfinite && a != b else { return logistic(a + b) }
    return logistic(rowRanks[row] < columnRanks[column] ? a : b)
  }
}

/// Finds the effects with which p(i, j) = logistic(a(i) + b(j)) meets the events of every row and
/// every column: for all i, Σⱼ exposure(i, j) p(i, j) = rowEvents(i), and likewise for columns, to
/// 10⁻⁸ relative.
///
/// These are the likelihood equations of a binomial regression on rows and columns (McCullagh and
/// Nelder, *Generalized Linear Models*, §4.4; doi 10.1201/9780203753736); the likelihood is concave,
/// and its maximum is found by damped Newton steps solved with `solvedPositiveDefinite`. Rows and
/// columns without events, including those without exposure, have effect minus infinity and
/// probability 0; those with as many events as exposure have effect infinity and probability 1. Both
/// are left out of the fit.
///
/// - Parameters:
///   - exposure: rows · columns values ≥ 0, row-major.
///   - rows: the number of rows.
///   - columns: the number of columns.
///   - rowEvents: one value ≥ 0 for each row.
///   - columnEvents: one value ≥ 0 for each column, with the same sum to 10⁻⁹ relative.
/// - Throws: `RegressionError`, which names the row or column.
/// - Complexity: O((rows + columns)³ + rows · columns) a Newton step, usually fewer than ten.
public func fittedTwoWayLogit(
  exposure: [Double], rows: Int, columns: Int, rowEvents: [Double], columnEvents: [Double]
) throws(RegressionError) -> TwoWayLogit {
  precondition(
    exposure.count == rows * columns && rowEvents.count == rows && columnEvents.count == columns,
    "\(exposure.count) exposures, \(rowEvents.count) and \(columnEvents.count) events: "
      + "\(rows) by \(columns)")
  precondition(
    (exposure + rowEvents + columnEvents).allSatisfy { $0 >= 0 && $0.isFinite },
    "exposure or events negative or not finite")
  try requireAgreement(rowEvents, columnEvents, within: 0)
  var decided = DecidedMargins(exposure: exposure, rowEvents: rowEvents, columnEvents: columnEvents)
  try decided.decide()
  let parts = ConnectedParts(of: decided)
  var fit = try LogitFit(decided, parts)
  try fit.run()
  return TwoWayLogit(
    rowEffects: decided.rows.effects(fitted: fit.rowEffects),
    columnEffects: decided.columns.effects(fitted: fit.columnEffects),
    rowRanks: decided.rows.ranks, columnRanks: decided.columns.ranks)
}

/// The totals of two margins must agree to 10⁻⁹ relative, or to `slack` if that is more.
func requireAgreement(
  _ rowEvents: [Double], _ columnEvents: [Double], within slack: Double
) throws(RegressionError) {
  let (rows, columns) = (rowEvents.reduce(0, +), columnEvents.reduce(0, +))
  guard abs(rows - columns) > max(slack, 1e-9 * max(rows, columns)) else { return }
  throw .totalsDisagree(rowEvents: rows, columnEvents: columns)
}

/// 1 / (1 + exp(-x)), without overflow.
func logistic(_ x: Double) -> Double {
  if x >= 0 { return 1 / (1 + exp(-x)) }
  let power = exp(x)
  return power / (1 + power)
}

/// log(1 + exp(x)), without overflow.
func softplus(_ x: Double) -> Double {
  max(x, 0) + log1p(exp(-abs(x)))
}
