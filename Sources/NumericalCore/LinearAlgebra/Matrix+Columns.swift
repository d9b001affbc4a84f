extension Matrix {
  /// For each column the power of two that brings its length into [1, 2); 1 for zeros. O(rows · columns).
  func columnScales() -> [Double] {
    storage.withUnsafeBufferPointer { storage in
      (0..<columns).map { column in
        Self.scale(of: UnsafeBufferPointer(rebasing: storage[(column * rows)...].prefix(rows)))
      }
    }
  }

  /// The columns multiplied by powers of two, which rounds nothing. O(rows · columns).
  func scaled(by scales: [Double]) -> Matrix {
    var result = self
    let rows = rows
    result.storage.withUnsafeMutableBufferPointer { storage in
      for (column, scale) in scales.enumerated() {
        for row in 0..<rows { storage[column * rows + row] *= scale }
      }
    }
    return result
  }

  private static func scale(of column: UnsafeBufferPointer<Double>) -> Double {
    let square = sumOfSquares(column, scaledBy: 1)
    // Squares that are neither lost nor infinite need no care.
    if square > 1e-200 && square < 1e200 { return powerBelow(square.squareRoot()) }
    let largest = column.reduce(0) { max($0, abs($1)) }
    guard largest > 0 else { return 1 }
    let coarse = powerBelow(largest)
    return coarse * powerBelow(sumOfSquares(column, scaledBy: coarse).squareRoot())
  }

  /// The power of two that brings a number into [1, 2).
  private static func powerBelow(_ value: Double) -> Double {
    Double(sign: .plus, exponent: -value.exponent, significand: 1)
  }

  private static func sumOfSquares(
    _ column: UnsafeBufferPointer<Double>, scaledBy scale: Double
  ) -> Double {
    let whole = column.count & ~3
    var lanes = SIMD4<Double>.zero
    for row in stride(from: 0, to: whole, by: 4) {
      let values = SIMD4(column[row], column[row + 1], column[row + 2], column[row + 3]) * scale
      lanes += values * values
    }
    return column[whole...].reduce(lanes.sum()) { $0 + ($1 * scale) * ($1 * scale) }
  }
}

/// A factor in two halves of 26 bits, so that the rounding error of its products is known exactly (Dekker 1971, doi
/// 10.1007/BF01397083): the error that a fused multiplication gives, without one.
struct SplitDouble {
  private let value: Double
  private let high: Double
  private let low: Double

  init(_ value: Double) {
    self.value = value
    (high, low) = Self.halves(value)
  }

  @inline(__always)
  private static func halves(_ value: Double) -> (Double, Double) {
    let shifted = value * 134_217_729
    let high = shifted - (shifted - value)
    return (high, value - high)
  }

  /// The product, rounded, and what rounding took from it. Exact where no product of halves under- or overflows.
  @inline(__always)
  func times(_ other: Double) -> (product: Double, lost: Double) {
    let (otherHigh, otherLow) = Self.halves(other)
    let product = value * other
    let lost = ((high * otherHigh - product) + high * otherLow + low * otherHigh) + low * otherLow
    return (product, lost)
  }
}
