import Vocabulary

/// The draws of a figure in ascending order, for figures that the store does not hold as a series.
struct Sample {
  private let sorted: [Int64]

  init(_ draws: [Int64]) {
    precondition(!draws.isEmpty, "a sample of no draws")
    sorted = draws.sorted()
  }

  /// Mean and quantiles, by the definition of `Spread`.
  var spread: Spread {
    Spread(
      sum: sorted.reduce(0, +), count: sorted.count,
      quantiles: Spread.probabilities.map { probability in
        let (below, above, hundredths) = neighbours(Int((probability * 100).rounded()))
        return Double(below) + Double(hundredths) / 100 * Double(above - below)
      })
  }

  /// The quantile at a probability in hundredths, rounded up to a whole number: exact.
  func roundedUp(_ percent: Int) -> Int {
    let (below, above, hundredths) = neighbours(percent)
    return Int(below) + (Int(above - below) * hundredths + 99) / 100
  }

  /// The draws around a quantile of type 7, and how far it lies between them, in hundredths.
  private func neighbours(_ percent: Int) -> (Int64, Int64, Int) {
    let (place, rest) = ((sorted.count - 1) * percent).quotientAndRemainder(dividingBy: 100)
    return (sorted[place], sorted[min(place + 1, sorted.count - 1)], rest)
  }
}
