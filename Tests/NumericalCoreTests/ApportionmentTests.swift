import NumericalCore
import Testing

struct ApportionmentTests {
  @Test("Shares add up, each within one of its proportion")
  func addsUp() {
    let address = DrawAddress(seed: 3, draw: 0)
    for trial in 0..<500 {
      let weights = (0..<(1 + trial % 9)).map { index in
        (address.uniform(year: trial, cell: UInt64(index), purpose: 1) * 10).rounded(.down)
      }
      let sum = weights.reduce(0, +)
      let total = trial % 41
      let shares = apportioned(total, like: weights)
      #expect(shares.reduce(0, +) == (sum > 0 ? total : 0))
      for (share, weight) in zip(shares, weights) where sum > 0 {
        #expect(abs(Double(share) - Double(total) * weight / sum) < 1)
      }
    }
  }

  @Test("The largest remainders are rounded up, the earlier among equals")
  func remainders() {
    #expect(apportioned(10, like: [1, 1, 1]) == [4, 3, 3])
    #expect(apportioned(7, like: [0.5, 2.4, 0, 1.1]) == [1, 4, 0, 2])
    #expect(apportioned(3, like: [0, 0]) == [0, 0])
  }
}
