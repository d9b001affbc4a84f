import Vocabulary

/// Growth in percent a year by line, compounded year by year.
struct PriceGrowth {
  let rows: [YearlyGrowth]
  /// What holds for a line without a row; nil where that is a fault.
  let unstated: Double?

  /// The row that holds for a line in a year.
  func row(_ line: String, _ year: FinancialYear) -> YearlyGrowth? {
    latest(line, year) ?? latest(nil, year)
  }

  private func latest(_ line: String?, _ year: FinancialYear) -> YearlyGrowth? {
    var found: YearlyGrowth?
    for row in rows where row.line == line && row.year <= year {
      if let earlier = found, row.year < earlier.year { continue }
      found = row
    }
    return found
  }

  /// An amount in the prices of another year, rounded once to the penny, halves away from zero.
  ///
  /// Where `to` is before `from` the amount is divided by the growth between them.
  func grown(
    _ amount: Money, of line: String, from: FinancialYear, to year: FinancialYear,
    _ faults: inout FaultList
  ) -> Money {
    if from == year || amount == .zero { return amount }
    let growth = factor(line, from: min(from, year), to: max(from, year), &faults)
    return amount.grown(by: from < year ? growth : 1 / growth)
  }

  /// The compounded growth; 1 where a year has no or an impossible percentage, a fault.
  private func factor(
    _ line: String, from: FinancialYear, to: FinancialYear, _ faults: inout FaultList
  ) -> Double {
    var factor = 1.0
    for start in (from.start + 1)...to.start {
      let year = FinancialYear(start: start)
      guard let percent = row(line, year)?.percent ?? unstated else {
        faults.add(
          "evidence/inflation.csv has no percent for line \(line) in \(year): add a row for the "
            + "line or for All from that year or before")
        return 1
      }
      guard isPossible(percent) else { return 1 }
      factor *= (100 + percent) / 100
    }
    return factor
  }

  /// The growth that `grown` compounds, year by year: its product is the factor.
  func basis(_ line: String, from: FinancialYear, to: FinancialYear) -> GrowthBasis {
    let (first, last) = (min(from, to).start, max(from, to).start)
    let steps = (first..<last).map { start in
      let year = FinancialYear(start: start + 1)
      let row = row(line, year)
      return GrowthBasis.Step(year: year, percent: row?.percent ?? unstated ?? 0, row: row)
    }
    return GrowthBasis(line: line, from: from, to: to, steps: steps)
  }

  private func isPossible(_ percent: Double) -> Bool { percent > -100 && percent <= 100 }

  /// Refuses percentages that no price can grow by, and lines that nothing has.
  func check(_ file: String, lines: [String], _ faults: inout FaultList) {
    for row in rows {
      if !isPossible(row.percent) {
        faults.add(
          "\(file) has \(row.percent) percent from \(row.year) for line \(row.line ?? "All"): "
            + "give a number above -100 and at most 100")
      }
      if let line = row.line, !lines.contains(line) {
        faults.add(
          "\(file) has a row for line \(line), which nothing grows by: use All or one of "
            + lines.joined(separator: ", "))
      }
    }
  }
}
