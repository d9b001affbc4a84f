import Glibc
import Testing

@testable import NumericalCore

@Suite struct PsiTests {
  private static let euler = 0.5772156649015329

  /// ψ(1) = −γ, ψ(½) = −γ − 2 log 2, ψ(n) = −γ + Σ 1 / k; ψ′(1) = π² / 6, ψ′(½) = π² / 2:
  /// https://dlmf.nist.gov/5.4.ii and https://dlmf.nist.gov/5.15.
  @Test func `ψ and its derivative have their known values`() {
    expectNear([digamma(1), digamma(0.5)], [-Self.euler, -Self.euler - 2 * log(2)], within: 1e-14)
    let harmonic = (1...29).reduce(0) { $0 + 1 / Double($1) }
    expectNear([digamma(30)], [harmonic - Self.euler], within: 1e-14)
    let pi = Double.pi
    expectNear([trigamma(1), trigamma(0.5)], [pi * pi / 6, pi * pi / 2], within: 1e-14)
  }

  @Test("Both obey their recurrences", arguments: [0.01, 0.3, 2.7, 9.5, 10.5, 300, 1e7])
  func recurrence(x: Double) {
    #expect(abs(digamma(x + 1) - digamma(x) - 1 / x) <= 1e-14 * (1 + abs(digamma(x))))
    #expect(abs(trigamma(x + 1) - trigamma(x) + 1 / (x * x)) <= 1e-14 * (1 + trigamma(x)))
  }
}
