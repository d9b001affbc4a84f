import Vocabulary

/// A fraction, so that an oracle rounds where it is told to and nowhere else.
struct Exact: Hashable {
  let top: Int128
  let bottom: Int128

  init(_ top: Int128, over bottom: Int128 = 1) {
    if bottom == 1 {
      (self.top, self.bottom) = (top, bottom)
    } else {
      let common = Self.common(abs(top), bottom)
      (self.top, self.bottom) = (top / common, bottom / common)
    }
  }

  private static func common(_ left: Int128, _ right: Int128) -> Int128 {
    guard var one = Int(exactly: left), var other = Int(exactly: right) else {
      return common(right, left % right)
    }
    while other != 0 { (one, other) = (other, one % other) }
    return Int128(max(1, one))
  }

  init(_ whole: Int, over bottom: Int = 1) { self.init(Int128(whole), over: Int128(bottom)) }

  /// A decimal of at most six places, as evidence gives it.
  init(decimal: Double) { self.init(Int((decimal * 1_000_000).rounded()), over: 1_000_000) }

  static func + (left: Self, right: Self) -> Self {
    Exact(left.top * right.bottom + right.top * left.bottom, over: left.bottom * right.bottom)
  }
  static func - (left: Self, right: Self) -> Self { left + right * Exact(-1) }
  static func * (left: Self, right: Self) -> Self {
    Exact(left.top * right.top, over: left.bottom * right.bottom)
  }
  static func / (left: Self, right: Self) -> Self {
    right.top < 0
      ? left * Exact(-right.bottom, over: -right.top) : left * Exact(right.bottom, over: right.top)
  }

  var number: Double { Double(top) / Double(bottom) }

  /// To the whole number, halves away from zero.
  var rounded: Int {
    let (whole, rest) = (abs(top) / bottom, abs(top) % bottom)
    let magnitude = Int(whole) + (rest + rest >= bottom ? 1 : 0)
    return top < 0 ? -magnitude : magnitude
  }
}

extension Sequence<Exact> {
  var sum: Exact { reduce(Exact(0)) { $0 + $1 } }
}
