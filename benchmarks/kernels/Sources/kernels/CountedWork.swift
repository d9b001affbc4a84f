import NumericalCore

/// Work whose instructions are counted: `count WORK SIZE` does as much of it as SIZE says.
///
/// No BLAS, one thread, fixed seeds; the same work for the same size on every machine. What is done before and beside it is the
/// same for every size, so that the difference between two sizes is the work alone.
struct CountedWork {
  private let name: String
  private let size: Int

  init(_ words: [String]) throws { (name, size) = (try words.text(1), try words.whole(2)) }

  /// Does the work; the answer keeps it from being left out.
  func done() throws -> Int {
    switch name {
    case "binomial":
      try binomial()
    case "uniforms": uniforms()
    case "allocation": try allocation()
    case "summaries": summaries()
    default: throw UsageError()
    }
  }

  /// Counts of the recorded trials and probabilities.
  private func binomial() throws -> Int {
    try BinomialWork(path: "benchmarks/kernels/binomial.csv", draws: size).counted().sum
  }

  /// Pairs of uniforms of 4,096 addresses.
  private func uniforms() -> Int {
    let cells = (0..<4096).map { mixed(UInt64($0), 7) }
    var pairs = [SIMD2<Double>](repeating: .zero, count: cells.count)
    var sum = 0.0
    for draw in 0..<size {
      pairs.withUnsafeMutableBufferPointer { pairs in
        cells.withUnsafeBufferPointer { cells in
          DrawAddress(seed: 2026, draw: UInt32(draw)).fill(pairs, year: 3, cells: cells, purpose: 1)
        }
      }
      sum += pairs[draw % pairs.count].x
    }
    return Int(sum * 1000)
  }

  /// Problems of 40 columns by 500 rows, from nothing.
  private func allocation() throws -> Int {
    let maker = RandomTransport(rows: 500, columns: 40, density: 0.6, places: 0.9)
    var solver = TransportSolver()
    var sum = 0
    for number in 0..<size {
      solver.forget()
      sum += try solver.solve(maker.problem(number)).objective
    }
    return sum
  }

  /// Means and quantiles of a thousand counts and of a thousand amounts.
  private func summaries() -> Int {
    var values = [Int64](repeating: 0, count: 1000)
    var sum = 0
    for series in 0..<size {
      for place in values.indices {
        let bits = mixed(UInt64(series), UInt64(place))
        values[place] = Int64(bits % (series % 2 == 0 ? 300 : 1_000_000_000))
      }
      let summary = values.withUnsafeMutableBufferPointer { summarised($0, tails: true) }
      sum += Int(summary.quantiles[3])
    }
    return sum
  }
}
