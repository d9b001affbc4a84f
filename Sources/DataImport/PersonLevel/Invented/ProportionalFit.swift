import Vocabulary

/// A table by NCY, need and provision that is fitted to three two-way tables (Deming and Stephan, 1940).
struct ProportionalFit {
  private(set) var table: [Double]
  private let needs: Int
  private let provisions: Int

  init(needs: Int, provisions: Int) {
    (self.needs, self.provisions) = (needs, provisions)
    table = Array(repeating: 1, count: NCY.count * needs * provisions)
  }

  /// Rounds of scaling until a round changes no sum by more than a hundred-thousandth of a plan, at most 500.
  mutating func meet(byNeed: [Double], byProvision: [Double], cross: [Double]) {
    for _ in 0..<500 {
      let (needs, provisions) = (needs, provisions)
      scale(to: cross) { $1 * provisions + $2 }
      scale(to: byNeed) { a, b, _ in a * needs + b }
      let change = scale(to: byProvision) { a, _, c in a * provisions + c }
      if change < 1e-5 { return }
    }
  }

  /// Scales the cells of each sum to what is wanted of it, and says by how much the worst sum was off.
  @discardableResult
  private mutating func scale(
    to wanted: [Double], _ position: (Int, Int, Int) -> Int
  ) -> Double {
    var sums = [Double](repeating: 0, count: wanted.count)
    each { sums[position($0, $1, $2)] += $3 }
    let factors = zip(wanted, sums).map { $1 > 0 ? $0 / $1 : 0 }
    var cell = 0
    for a in 0..<NCY.count {
      for b in 0..<needs {
        for c in 0..<provisions {
          table[cell] *= factors[position(a, b, c)]
          cell += 1
        }
      }
    }
    return zip(wanted, sums).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  private func each(_ visit: (Int, Int, Int, Double) -> Void) {
    var cell = 0
    for a in 0..<NCY.count {
      for b in 0..<needs {
        for c in 0..<provisions {
          visit(a, b, c, table[cell])
          cell += 1
        }
      }
    }
  }
}
