import Testing

@testable import Reporting

/// Counts of 1 to 4 children are not shown, nor what one could be worked out from.
struct SmallNumbersTests {
  @Test(arguments: [
    ([5, 0, 9], [false, false, false]), ([3, 20, 7], [true, false, true]),
    ([3, 20, 1], [true, false, true]), ([3, 0], [true, false]), ([], []),
  ])
  func `with a known total a single small count takes the smallest other with it`(
    counts: [Int], mask: [Bool]
  ) {
    #expect(SmallNumbers(counts, totalIsKnown: true).mask == mask)
  }

  @Test(arguments: 0..<300)
  func `exactly the small ones go, and one more only where it must`(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func below(_ bound: UInt64) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % bound)
    }
    let counts = (0..<(1 + below(8))).map { _ in below(3) == 0 ? below(30) : below(6) }
    let small = counts.map { (1...4).contains($0) }
    #expect(SmallNumbers(counts, totalIsKnown: false).mask == small)
    let mask = SmallNumbers(counts, totalIsKnown: true).mask
    let added = counts.indices.filter { mask[$0] && !small[$0] }
    let others = counts.filter { $0 > 4 }
    #expect(zip(small, mask).allSatisfy { !$0 || $1 })
    #expect(added.count == (small.count { $0 } == 1 && !others.isEmpty ? 1 : 0))
    #expect(added.allSatisfy { counts[$0] == others.min() })
  }
}
