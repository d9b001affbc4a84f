import Vocabulary

/// The high needs block after the last year that `income.csv` gives, grown by a percentage that is a named assumption, and the balance
/// that it leaves.
///
/// Nothing else changes with the block, so that every draw of the balance shifts by the block's difference from the account.
struct AllocationRange {
  /// By financial year and draw, in pence.
  let block: [[Int64]]
  /// The balance at 31 March, likewise.
  let cumulative: [[Int64]]

  private static let line = "high_needs_block"

  /// The last year with an allocation; nil where `income.csv` has none.
  static func lastGiven(_ model: ScenarioModel) -> FinancialYear? {
    last(model)?.year
  }

  private static func last(_ model: ScenarioModel) -> YearlyAmount? {
    model.evidence.finances.income.filter { $0.line == line }.max { $0.year < $1.year }
  }

  /// - Parameters:
  ///   - percent: growth a year.
  ///   - block: of the account, by financial year and draw.
  ///   - cumulative: likewise.
  init(_ model: ScenarioModel, percent: Double, block: [[Int64]], cumulative: [[Int64]]) {
    let last = Self.last(model)
    let blocks = zip(model.financialYears, block).map { year, draws in
      guard let last, year > last.year else { return draws }
      let grown = Self.grown(last.amount, percent, years: year.start - last.year.start)
      return draws.map { _ in Int64(grown.pence) }
    }
    self.block = blocks
    var shift = [Int64](repeating: 0, count: block.first?.count ?? 0)
    self.cumulative = cumulative.indices.map { year in
      for draw in shift.indices { shift[draw] += blocks[year][draw] - block[year][draw] }
      return zip(cumulative[year], shift).map { $0 + $1 }
    }
  }

  /// Compounded year by year and rounded once to the penny, as the account's own growth of income is.
  private static func grown(_ amount: Money, _ percent: Double, years: Int) -> Money {
    amount.grown(by: (0..<years).reduce(1.0) { factor, _ in factor * ((100 + percent) / 100) })
  }
}
