#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A base above 0 to a power.
func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
