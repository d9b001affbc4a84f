/// A table fitted to its margins.
public struct RakedCube: Sendable, Equatable {
  /// The fitted table, in the order of the seed.
  public let values: [Double]
  /// The number of times all margins were fitted in turn.
  public let iterations: Int
  /// The largest absolute difference left between a sum of the table and its margin.
  public let largestDeviation: Double
}

/// Fits a three-way table to its three two-way margins by iterative proportional fitting: of all
/// tables with the margins, the one nearest to the seed in relative entropy, with its zeros.
///
/// Source: Deming and Stephan (1940), doi 10.1214/aoms/1177731829.
///
/// - Parameters:
///   - seed: A · B · C values ≥ 0; entry (a, b, c) is at (a · B + b) · C + c.
///   - shape: (A, B, C).
///   - margins: `ab` is A by B, summed over c; `ac` is A by C; `bc` is B by C. All row-major, ≥ 0.
///   - tolerance: the permitted absolute difference between a sum and its margin.
///   - maximumIterations: how often to fit all three margins before giving up.
/// - Throws: `RakingError`, which names the margin or the cell.
/// - Complexity: O(A · B · C) an iteration.
public func raked(
  seed: [Double], shape: (Int, Int, Int), margins: (ab: [Double], ac: [Double], bc: [Double]),
  tolerance: Double = 1e-3, maximumIterations: Int = 10_000
) throws(RakingError) -> RakedCube {
  let (a, b, c) = shape
  let axes = (
    a: Axis(length: a, stride: b * c), b: Axis(length: b, stride: c), c: Axis(length: c, stride: 1)
  )
  let ab = Margin(name: "ab", wanted: margins.ab, first: axes.a, second: axes.b, summed: axes.c)
  let ac = Margin(name: "ac", wanted: margins.ac, first: axes.a, second: axes.c, summed: axes.b)
  let bc = Margin(name: "bc", wanted: margins.bc, first: axes.b, second: axes.c, summed: axes.a)
  try requireAgreement(ab, ab.firstTotals, ac, ac.firstTotals, along: "a", within: tolerance)
  try requireAgreement(ab, ab.secondTotals, bc, bc.firstTotals, along: "b", within: tolerance)
  try requireAgreement(ac, ac.secondTotals, bc, bc.secondTotals, along: "c", within: tolerance)
  var fit = ProportionalFit(seed: seed, margins: [ab, ac, bc])
  return try fit.run(tolerance: tolerance, maximumIterations: maximumIterations)
}

/// Fits a two-way table to its row and column totals by iterative proportional fitting.
///
/// Source: Deming and Stephan (1940), doi 10.1214/aoms/1177731829.
///
/// - Parameters:
///   - seed: rows · columns values ≥ 0, row-major.
///   - rows: the wanted total of each row, ≥ 0.
///   - columns: the wanted total of each column, ≥ 0.
///   - tolerance: the permitted absolute difference between a sum and its margin.
///   - maximumIterations: how often to fit both margins before giving up.
/// - Throws: `RakingError`, which names the margin or the row or column.
/// - Complexity: O(rows · columns) an iteration.
public func raked(
  seed: [Double], rows: [Double], columns: [Double], tolerance: Double = 1e-3,
  maximumIterations: Int = 10_000
) throws(RakingError) -> RakedCube {
  let down = Axis(length: rows.count, stride: columns.count)
  let across = Axis(length: columns.count, stride: 1)
  let one = Axis(length: 1, stride: 0)
  let margins = [
    Margin(name: "rows", wanted: rows, first: down, second: one, summed: across),
    Margin(name: "columns", wanted: columns, first: across, second: one, summed: down),
  ]
  try requireAgreement(
    margins[0], margins[0].secondTotals, margins[1], margins[1].secondTotals, along: "total",
    within: tolerance)
  var fit = ProportionalFit(seed: seed, margins: margins)
  return try fit.run(tolerance: tolerance, maximumIterations: maximumIterations)
}

/// Two margins that share an axis must have the same totals along it.
private func requireAgreement(
  _ one: Margin, _ first: [Double], _ other: Margin, _ second: [Double], along axis: String,
  within tolerance: Double
) throws(RakingError) {
  for index in first.indices {
    let permitted = max(tolerance, 1e-9 * max(first[index], second[index]))
    guard abs(first[index] - second[index]) > permitted else { continue }
    throw .totalsDisagree(
      first: first[index], second: second[index],
      place: "\(axis) = \(index), in \(one.name) and \(other.name)")
  }
}
