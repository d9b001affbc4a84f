import Vocabulary

extension ReadingSession {
  /// The lines of `income.csv`.
  static let incomeLines = ["high_needs_block", "other_income", "schools_block", "opening_balance"]

  /// Costs, prices and income, in the order of their files.
  mutating func readFinances() {
    var finances = Finances()
    finances.unitCosts = rows(of: .unitCosts) { $0.unitCost() }.map(\.value)
    finances.transport = rows(of: .transport) { $0.transportCost() }.map(\.value)
    finances.fundedPlaces = rows(of: .fundedPlaces) { $0.fundedPlaces() }.map(\.value)
    finances.englandUnitCosts = rows(of: .unitCostsEngland) { $0.englandUnitCost() }.map(\.value)
    finances.outturn = rows(of: .outturn) { $0.outturn() }.map(\.value)
    finances.otherCosts = rows(of: .otherCosts) { row in
      row.yearlyAmount(line: row.name("line"))
    }.map(\.value)
    let inflation = rows(of: .inflation) { $0.growth() }
    finances.inflation = inflation.map(\.value)
    finances.income = rows(of: .income) { row in
      row.income(among: Self.incomeLines)
    }.map(\.value)
    finances.dsgBlocks = rows(of: .dsgBlocks) { $0.dsgBlock() }.map(\.value)
    reportOpenings(finances.dsgBlocks)
    evidence.finances = finances
    readTopUps()
    reportUnknownLines(inflation)
    reportGaps(finances.income.filter { $0.line != "opening_balance" }, .income)
    reportGaps(finances.otherCosts, .otherCosts)
  }

  /// The first year of a block has a balance to start from, and no later one another.
  private mutating func reportOpenings(_ rows: [DSGBlockRow]) {
    guard isSound(.dsgBlocks) else { return }
    for block in DSGBlockRow.Block.allCases {
      let years = rows.filter { $0.block == block }.sorted { $0.year < $1.year }
      guard let first = years.first else { continue }
      let gap = zip(years, years.dropFirst()).first { $0.year.start + 1 != $1.year.start }
      let late = years.dropFirst().first { $0.opening != nil }
      if first.opening != nil, gap == nil, late == nil { continue }
      report(
        .yearGap, .dsgBlocks, "opening_balance",
        seen: "block \(block.rawValue) from \(first.year)"
          + (first.opening == nil ? " without an opening balance" : "")
          + (gap.map { ", nothing between \($0.0.year) and \($0.1.year)" } ?? "")
          + (late.map { ", another opening balance in \($0.year)" } ?? ""),
        expected: "every year from the first, whose balance on 1 April is given",
        remedy: "Give the balance once; later ones follow from it.")
    }
  }

  /// A year left out in the middle would silently take the amount of the year before.
  private mutating func reportGaps(_ amounts: [YearlyAmount], _ file: EvidenceFile) {
    guard isSound(file) else { return }
    let lines = amounts.reduce(into: [String]()) { if !$0.contains($1.line) { $0.append($1.line) } }
    for line in lines {
      let years = amounts.filter { $0.line == line }.map(\.year.start).sorted()
      let missing = zip(years, years.dropFirst()).flatMap { ($0 + 1)..<$1 }
      guard let first = missing.first else { continue }
      report(
        .yearGap, file, "financial_year",
        seen: "\(line) without \(FinancialYear(start: first))", expected: "every year in between",
        remedy: "Add the row; what follows the last year is carried on with its growth.")
    }
  }

  private mutating func reportUnknownLines(_ inflation: [Located<YearlyGrowth>]) {
    let finances = evidence.finances
    let known = Set(
      finances.unitCosts.map(\.line) + finances.otherCosts.map(\.line)
        + (finances.unitCosts + finances.transport).compactMap(\.uplift)
        + finances.transport.map(\.line) + (finances.topUps.isEmpty ? [] : [TopUpRow.line]))
    let optional: [EvidenceFile] = [.otherCosts, .topUpWithoutPlan]
    guard isSound(.unitCosts), optional.allSatisfy({ !isPresent($0) || isSound($0) })
    else { return }
    for growth in inflation {
      guard let line = growth.value.line, !known.contains(line) else { continue }
      report(
        Finding(
          .unknownLine,
          at: .init(EvidenceFile.inflation.path, row: growth.row, column: "line"),
          seen: line.shown, expected: "All, or a line of unit_costs.csv or other_costs.csv",
          remedy: "Check the line's name. \(Suggestion.text(for: line, among: known.sorted()))"))
    }
  }
}

extension Row {
  fileprivate mutating func income(among lines: [String]) -> YearlyAmount? {
    let line = code("line", among: lines)
    let amount = yearlyAmount(line: line)
    if let amount, amount.amount < .zero, line != "opening_balance" {
      report(
        .negative, "gbp", seen: text("gbp") ?? "", expected: "0 or more",
        remedy: "Only the opening_balance may be negative.")
    }
    return amount
  }

  fileprivate mutating func yearlyAmount(line: String?) -> YearlyAmount? {
    let (year, amount) = (financialYear("financial_year"), money("gbp"))
    guard let provenance = provenance(), let line, let year, let amount else { return nil }
    return YearlyAmount(line: line, year: year, amount: amount, provenance: provenance)
  }

  fileprivate mutating func growth() -> YearlyGrowth? {
    let (line, year) = (name("line"), financialYear("financial_year"))
    let percent = number("percent")
    if let percent, !(-50...100).contains(percent) {
      report(
        .outOfRange, "percent", seen: text("percent") ?? "", expected: "from -50 to 100",
        remedy: "Write 2.5 for 2.5 % a year.")
    }
    guard let provenance = provenance(), let line, let year, let percent else { return nil }
    return YearlyGrowth(
      line: line == Scope.allWord ? nil : line, year: year, percent: percent,
      provenance: provenance)
  }
}
