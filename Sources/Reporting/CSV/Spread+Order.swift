import Vocabulary

extension Spread {
  /// The quantiles from low to high, with the tails where they are known.
  var inOrder: [Double] {
    tails.map { [$0.lowerBound] + quantiles + [$0.upperBound] } ?? quantiles
  }

  /// True where the quantiles and the mean are 0; a series that may be below 0 can still have draws that are not.
  var isZero: Bool { sum == 0 && quantiles.allSatisfy { $0 == 0 } }
}
