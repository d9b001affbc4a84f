#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The logarithm of Γ(start + steps) / Γ(start), for whole steps: a sum while they are few.
func risingLogarithm(_ start: Double, _ steps: Double) -> Double {
  if steps > 64 { return lgamma(start + steps) - lgamma(start) }
  return (0..<Int(steps)).reduce(0) { $0 + log(start + Double($1)) }
}
