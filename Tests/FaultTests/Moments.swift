import Foundation

/// Moments at which something is done to a program, seeded: the same seed gives the same moments.
struct Moments: Sequence, IteratorProtocol {
  /// `SUFFICIENCY_FAULT_SEED`; what failed is named by it and can be done again.
  static let seed = number("SUFFICIENCY_FAULT_SEED") ?? 2026
  /// How many moments there are together: those of the long set where `scripts/test --long` says so.
  static let count = number("SUFFICIENCY_FAULTS").map(Int.init) ?? 12

  static var isLong: Bool { count > 100 }

  private static func number(_ name: String) -> UInt64? {
    ProcessInfo.processInfo.environment[name].flatMap(UInt64.init)
  }

  private var state: UInt64

  init(of purpose: String) {
    state = purpose.utf8.reduce(Self.seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  /// A share of the whole, from 0 to 1, by SplitMix64.
  mutating func next() -> Double? {
    state &+= 0x9e37_79b9_7f4a_7c15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
    return Double((bits ^ (bits >> 31)) >> 11) / Double(UInt64(1) << 53)
  }
}

/// What is missing on a machine for a test, said once a test.
func skip(_ reason: String) { print("skipped: \(reason)") }
