import Glibc

/// Shares that add up to 1, to rounding, of the Dirichlet distribution with the given weights:
/// normalised gamma draws, formed in logarithms so that small weights do not underflow together.
///
/// - Parameters:
///   - alphas: 0, which keeps its share at 0, or at least 10⁻³⁰⁰; at least one above 0.
///   - shares: as many as `alphas`; may be the same memory.
/// - Complexity: O(number of alphas) expected, no allocation.
public func dirichlet(
  _ alphas: UnsafeBufferPointer<Double>, into shares: UnsafeMutableBufferPointer<Double>,
  using stream: inout DrawStream
) {
  precondition(alphas.count == shares.count, "\(alphas.count) alphas, \(shares.count) shares")
  var greatest = -Double.infinity
  for place in alphas.indices {
    let alpha = alphas[place]
    shares[place] = alpha == 0 ? -.infinity : logarithmOfGamma(shape: alpha, using: &stream)
    greatest = max(greatest, shares[place])
  }
  precondition(greatest > -.infinity, "no alpha of \(alphas.count) is above 0")
  normalise(shares, greatest: greatest)
}

/// `dirichlet` of an array. O(number of alphas) expected.
public func dirichlet(_ alphas: [Double], using stream: inout DrawStream) -> [Double] {
  var shares = alphas
  shares.withUnsafeMutableBufferPointer { shares in
    dirichlet(UnsafeBufferPointer(shares), into: shares, using: &stream)
  }
  return shares
}

/// Turns logarithms into shares of their exponentials.
private func normalise(_ shares: UnsafeMutableBufferPointer<Double>, greatest: Double) {
  var sum = 0.0
  for place in shares.indices {
    shares[place] = exp(shares[place] - greatest)
    sum += shares[place]
  }
  for place in shares.indices { shares[place] /= sum }
}
