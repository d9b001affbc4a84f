import Vocabulary

/// The amounts of a line in the years given, carried on with growth after each of them.
struct YearlySeries {
  let line: String
  let rows: [YearlyAmount]
  let growth: PriceGrowth
  let file: String

  /// Gathers the rows of a line; the same year twice is a fault.
  init(
    _ line: String, in rows: [YearlyAmount], growth: PriceGrowth, file: String,
    _ faults: inout FaultList
  ) {
    self.line = line
    self.rows = rows.filter { $0.line == line }.sorted { $0.year < $1.year }
    self.growth = growth
    self.file = file
    for (earlier, later) in zip(self.rows, self.rows.dropFirst()) where earlier.year == later.year {
      faults.add("\(file) has two rows for line \(line) in \(later.year): keep one")
    }
  }

  /// As given for the year, or the last given before it, grown; before the first a fault.
  func amount(in year: FinancialYear, _ faults: inout FaultList) -> Money {
    guard let last = rows.last(where: { $0.year <= year }) else {
      faults.add(
        "\(file) has no amount for line \(line) in \(year) or before: add a row, or write 0 and "
          + "say why")
      return .zero
    }
    return growth.grown(last.amount, of: line, from: last.year, to: year, &faults)
  }
}

extension [YearlyAmount] {
  /// The lines, each once, in the order of the file.
  var lines: [String] {
    reduce(into: []) { if !$0.contains($1.line) { $0.append($1.line) } }
  }
}
