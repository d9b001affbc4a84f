import Glibc

/// Distribution functions from textbooks, as oracles: Press et al., *Numerical Recipes* (2007), §6.2
/// and §6.4.

/// P(a, x), the distribution function of the gamma law of shape `a` and scale 1.
func gammaDistribution(_ x: Double, shape a: Double) -> Double {
  guard x > 0 else { return 0 }
  let front = exp(a * log(x) - x - lgamma(a))
  guard x >= a + 1 else {
    var (term, sum, n) = (1 / a, 1 / a, a)
    while term > sum * 1e-15 {
      n += 1
      term *= x / n
      sum += term
    }
    return sum * front
  }
  return 1 - front * gammaFraction(x, shape: a)
}

private func gammaFraction(_ x: Double, shape a: Double) -> Double {
  var b = x + 1 - a
  var (c, d) = (1e300, 1 / b)
  var (h, i, step) = (d, 0.0, 0.0)
  while abs(step - 1) > 1e-14 {
    i += 1
    b += 2
    d = 1 / (b - i * (i - a) * d)
    c = b - i * (i - a) / c
    step = c * d
    h *= step
  }
  return h
}

/// I_x(a, b), the distribution function of the beta law.
func betaDistribution(_ x: Double, _ a: Double, _ b: Double) -> Double {
  guard x > 0 && x < 1 else { return x <= 0 ? 0 : 1 }
  let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
  return x < (a + 1) / (a + b + 2)
    ? front * betaFraction(x, a, b) / a : 1 - front * betaFraction(1 - x, b, a) / b
}

private func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
  var (c, d) = (1.0, 1 / (1 - (a + b) * x / (a + 1)))
  var (h, m, step) = (d, 0.0, 0.0)
  while abs(step - 1) > 1e-14 {
    m += 1
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / (1 + even * d)
    c = 1 + even / c
    h *= d * c
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / (1 + odd * d)
    c = 1 + odd / c
    step = d * c
    h *= step
  }
  return h
}

/// The distribution function of Student's t with `nu` degrees of freedom.
func studentDistribution(_ t: Double, degreesOfFreedom nu: Double) -> Double {
  let tail = betaDistribution(nu / (nu + t * t), nu / 2, 0.5) / 2
  return t < 0 ? tail : 1 - tail
}

func normalDistribution(_ x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }

/// The logarithm of the number of ways of choosing k of n.
func logChoices(_ n: Double, _ k: Double) -> Double {
  lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
}

/// The logarithm of Euler's beta function.
func logBeta(_ a: Double, _ b: Double) -> Double { lgamma(a) + lgamma(b) - lgamma(a + b) }
