import Glibc

/// A standard normal number by inversion of the next uniform: mean 0, variance 1, always finite.
/// O(1).
public func normal(using stream: inout DrawStream) -> Double {
  normalQuantile(stream.nextAboveZero())
}

/// A number of Student's t distribution: a normal number over the root of an independent
/// chi-squared one divided by its degrees of freedom.
///
/// - Parameter degreesOfFreedom: ν above 10⁻²⁹⁹, not necessarily whole; infinity gives `normal`.
///   The mean exists for ν > 1, the variance ν / (ν - 2) for ν > 2; a very small ν can give ±∞.
/// - Complexity: O(1) expected.
public func studentT(degreesOfFreedom: Double, using stream: inout DrawStream) -> Double {
  let size = normal(using: &stream)
  guard degreesOfFreedom < .infinity else { return size }
  let half = degreesOfFreedom / 2
  return size * exp((log(half) - logarithmOfGamma(shape: half, using: &stream)) / 2)
}

/// A vector of the multivariate normal distribution: the mean plus L z, where L is the Cholesky
/// factor of the variance and z is one `normal` number a component, in order.
///
/// Source: Devroye, *Non-Uniform Random Variate Generation* (1986), XI.2.1.
///
/// - Parameters:
///   - mean: n values.
///   - factor: of the n by n variance matrix.
/// - Complexity: O(n²).
public func multivariateNormal(
  mean: [Double], factor: CholeskyFactor, using stream: inout DrawStream
) -> [Double] {
  precondition(mean.count == factor.order, "\(mean.count) means, a factor of \(factor.order)")
  let independent = mean.map { _ in normal(using: &stream) }
  return zip(mean, factor.times(independent)).map { $0 + $1 }
}
