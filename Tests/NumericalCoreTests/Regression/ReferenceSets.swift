import NumericalCore
import Testing

/// A linear regression with certified results, from NIST's Statistical Reference Datasets
/// (https://www.itl.nist.gov/div898/strd/lls/lls.shtml; public domain). Certified values were computed
/// with 500 digits (https://www.itl.nist.gov/div898/strd/general/bkground.html).
struct ReferenceSet: Sendable, CustomTestStringConvertible {
  let name: String
  let predictors: [[Double]]
  let response: [Double]
  let coefficients: [Double]
  let standardErrors: [Double]
  let residualDeviation: Double
  let rSquared: Double
  /// Digits of coefficients, and of standard errors, deviation and R², that are required; one or
  /// more fewer than seen with OpenBLAS.
  let digits: (coefficients: Double, spread: Double)

  var testDescription: String { name }

  /// A constant and the predictors; or the powers of the single predictor.
  var design: Matrix {
    let rows = response.indices.map { row -> [Double] in
      guard predictors.count == 1 else { return [1] + predictors.map { $0[row] } }
      var powers = [1.0]
      for _ in 1..<coefficients.count { powers.append((powers.last ?? 1) * predictors[0][row]) }
      return powers
    }
    return Matrix(rows: rows)
  }

  static let all = [norris, pontius, longley, filip] + wampler
}

/// −log₁₀ of the relative error, or of the absolute error where 0 is certified; at most 15.
func correctDigits(_ seen: [Double], _ certified: [Double]) -> Double {
  zip(seen, certified).reduce(15) { least, pair in
    let error = abs(pair.0 - pair.1) / (pair.1 == 0 ? 1 : abs(pair.1))
    return min(least, error > 0 ? -logarithm(error) : 15)
  }
}
