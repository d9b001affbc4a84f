import Glibc

extension Double {
  /// The number nearest to this one among those with at most `digits` significant decimal digits.
  ///
  /// The exact binary value is rounded, ties to even, and the result is the `Double` nearest to that
  /// decimal: the same as printing with `digits` digits and reading back. Zero, infinities and NaN
  /// are returned unchanged.
  ///
  /// - Parameter digits: in 1...17; 17 gives back the number itself.
  /// - Complexity: O(1): a few arithmetic operations, or for numbers very large, very small or next
  ///   to a tie, about a microsecond by way of text.
  public func rounded(toSignificantDigits digits: Int) -> Double {
    precondition((1...17).contains(digits), "\(digits) significant digits")
    guard isFinite && self != 0 else { return self }
    return roundedByScaling(digits) ?? roundedByText(digits)
  }

  /// Scales by an exact power of ten, rounds and scales back, two correctly rounded operations; nil
  /// where the error of the first could decide which way the second goes.
  private func roundedByScaling(_ digits: Int) -> Double? {
    let shift = digits - 1 - Int(log10(magnitude).rounded(.down))
    guard digits <= 15 && abs(shift) < powersOfTen.count else { return nil }
    let power = powersOfTen[abs(shift)]
    let scaled = shift >= 0 ? self * power : self / power
    let size = scaled.magnitude
    guard size >= powersOfTen[digits - 1] && size < powersOfTen[digits] else { return nil }
    let fromTie = abs(size - size.rounded(.down) - 0.5)
    guard fromTie > size * 0x1p-51 else { return nil }
    return shift >= 0 ? scaled.rounded() / power : scaled.rounded() * power
  }

  private func roundedByText(_ digits: Int) -> Double {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { text in
      guard let start = text.baseAddress else { return self }
      let length = withVaList([Int32(digits - 1), self]) { vsnprintf(start, 64, "%.*e", $0) }
      precondition(length > 0 && length < 64, "\(self) printed as \(length) characters")
      return strtod(start, nil)
    }
  }
}

/// The powers of ten that a `Double` holds exactly.
private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18, 1e19, 1e20, 1e21, 1e22,
]
