import Vocabulary

/// The cohort model's expectation of one year on NCY × provision: no draws, no places, everybody at what they want.
struct CohortStep {
  /// Yearly probability of leaving, NCY entered × provision.
  var leaving: CrossTable
  /// Moves of those who stay: NCY entered × from × to.
  var moves: [Double]
  /// New plans, NCY × first provision, in plans.
  var newPlans: CrossTable
  /// Plans transferred in, as a share of own plans of the NCY entered.
  var transferIn: [Double]
  /// SEN2's residual as a share of own plans.
  var residual: Double

  /// What the plans of a January are expected to be the January after; those past the last year are gone.
  ///
  /// Who comes by transfer or with the residual is spread over provisions as those of the year who stay end up.
  func closing(from stock: CrossTable) -> CrossTable {
    var result = newPlans
    for ncy in 1..<stock.rows {
      let aged = Array(stock.row(ncy - 1))
      let ended = settled(aged, ncy: ncy)
      let (heads, staying) = (aged.reduce(0, +), ended.reduce(0, +))
      let coming = heads * (transferIn[ncy] + residual)
      let growth = staying > 0 ? 1 + coming / staying : 1
      for provision in ended.indices { result[ncy, provision] += ended[provision] * growth }
    }
    return result
  }

  /// Those who stay, where they end up.
  private func settled(_ aged: [Double], ncy: Int) -> [Double] {
    let width = aged.count
    var result = [Double](repeating: 0, count: width)
    for from in 0..<width where aged[from] > 0 {
      let staying = aged[from] * (1 - leaving[ncy, from])
      let start = (ncy * width + from) * width
      let rates = moves[start..<(start + width)]
      result[from] += staying * max(0, 1 - rates.reduce(0, +))
      for (to, rate) in rates.enumerated() { result[to] += staying * rate }
    }
    return result
  }
}
