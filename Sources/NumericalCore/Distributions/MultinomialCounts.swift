/// Places `trials` heads in cells with the given probabilities, one after the other: each cell is
/// the binomial quantile, among the heads that are left, of its share of the probability that is
/// left (Devroye, *Non-Uniform Random Variate Generation*, 1986, XI.1.4).
///
/// The counts add up to `trials` exactly and a cell of probability 0 stays empty. Cell number i is
/// decided by the i-th next uniform of the stream, whatever the other cells are.
///
/// - Parameters:
///   - trials: at least 0.
///   - probabilities: at least 0 and finite; only their proportions matter; one above 0 unless
///     `trials` is 0.
///   - counts: as many as `probabilities`.
/// - Complexity: O(cells) binomial quantiles; no allocation on the heap for up to about 100 cells.
public func multinomialCounts(
  _ trials: Int, probabilities: UnsafeBufferPointer<Double>,
  into counts: UnsafeMutableBufferPointer<Int>, using stream: inout DrawStream
) {
  let cells = probabilities.count
  precondition(trials >= 0 && cells == counts.count, "\(trials) in \(cells) of \(counts.count)")
  withUnsafeTemporaryAllocation(of: Double.self, capacity: cells) { remainders in
    fillRemainders(remainders, of: probabilities)
    precondition(trials == 0 || (cells > 0 && remainders[0] > 0), "no cell for \(trials) heads")
    var left = trials
    for cell in 0..<cells {
      let u = stream.next()
      let share = left == 0 ? 0 : probabilities[cell] / remainders[cell]
      counts[cell] = binomialQuantile(u, trials: left, probability: share)
      left -= counts[cell]
    }
  }
}

/// `multinomialCounts` of arrays. O(cells) binomial quantiles.
public func multinomialCounts(
  _ trials: Int, probabilities: [Double], using stream: inout DrawStream
) -> [Int] {
  probabilities.withUnsafeBufferPointer { probabilities in
    [Int](unsafeUninitializedCapacity: probabilities.count) { counts, filled in
      let cells = UnsafeMutableBufferPointer(rebasing: counts[..<probabilities.count])
      cells.initialize(repeating: 0)
      multinomialCounts(trials, probabilities: probabilities, into: cells, using: &stream)
      filled = probabilities.count
    }
  }
}

/// Counts whose probabilities are themselves a Dirichlet draw: more variable than a multinomial by
/// the factor (trials + A) / (1 + A), where A is the sum of the alphas.
///
/// - Parameters:
///   - trials: at least 0; the counts add up to it exactly.
///   - alphas: as in `dirichlet`; a cell with 0 stays empty.
/// - Complexity: O(cells) gamma draws and binomial quantiles.
public func dirichletMultinomial(
  _ trials: Int, alphas: [Double], using stream: inout DrawStream
) -> [Int] {
  let shares = dirichlet(alphas, using: &stream)
  return multinomialCounts(trials, probabilities: shares, using: &stream)
}

/// The sum of each cell's probability and of those after it, summed from the end, so that small
/// last cells keep their precision.
private func fillRemainders(
  _ remainders: UnsafeMutableBufferPointer<Double>, of probabilities: UnsafeBufferPointer<Double>
) {
  var sum = 0.0
  for cell in probabilities.indices.reversed() {
    let probability = probabilities[cell]
    precondition(probability >= 0 && probability < .infinity, "probability \(probability)")
    sum += probability
    remainders[cell] = sum
  }
  precondition(sum < .infinity, "the probabilities add up to \(sum)")
}
