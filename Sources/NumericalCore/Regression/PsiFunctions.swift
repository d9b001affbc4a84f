import Glibc

/// ψ(x), the derivative of log Γ(x), for x > 0: the asymptotic series above 10 (Abramowitz and
/// Stegun 6.3.18, https://dlmf.nist.gov/5.11.E2), reached by the recurrence 6.3.5. Error below
/// 10⁻¹⁴ (1 + |ψ|).
func digamma(_ x: Double) -> Double {
  var (argument, sum) = (x, 0.0)
  while argument < 10 {
    sum -= 1 / argument
    argument += 1
  }
  let square = 1 / (argument * argument)
  let terms = [1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32_760, 1.0 / 12]
  let series = terms.reversed().reduce(0) { ($0 + $1) * square }
  return sum + log(argument) - 0.5 / argument - series
}

/// ψ′(x) for x > 0, by the series https://dlmf.nist.gov/5.15.E8 above 10. Relative error below 10⁻¹⁴.
func trigamma(_ x: Double) -> Double {
  var (argument, sum) = (x, 0.0)
  while argument < 10 {
    sum += 1 / (argument * argument)
    argument += 1
  }
  let square = 1 / (argument * argument)
  let terms = [1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2_730, 7.0 / 6]
  let series = terms.reversed().reduce(0) { ($0 + $1) * square }
  return sum + 1 / argument + 0.5 * square + series / argument
}
