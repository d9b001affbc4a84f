import Vocabulary

extension EvidenceFile {
  static let topUpWithoutPlan = EvidenceFile(
    name: "topup_without_plan",
    columns: ["age_group", "need", "children", "gbp_per_year", "price_year", "status", "source"],
    keys: [["age_group", "need"]], necessity: .never)
}

extension ReadingSession {
  /// Children with top-up funding without a plan; they take the place of a line of that name in `other_costs.csv`.
  mutating func readTopUps() {
    let codes = evidence.codes
    let rows = rows(of: .topUpWithoutPlan) { $0.topUp() }
    evidence.finances.topUps = rows.map(\.value).sorted { $0.order(codes) < $1.order(codes) }
    guard !rows.isEmpty else { return }
    replaceLine()
    rows.forEach { reportUncosted($0) }
  }

  /// The same money must not count twice: the stock counts, the line does not.
  private mutating func replaceLine() {
    let lines = evidence.finances.otherCosts.filter { $0.line == TopUpRow.line }
    guard !lines.isEmpty else { return }
    evidence.finances.otherCosts.removeAll { $0.line == TopUpRow.line }
    report(
      .topUpGivenTwice, .otherCosts, "line",
      seen: "\(lines.count) rows for line \(TopUpRow.line), and a topup_without_plan.csv",
      expected: "one of the two",
      remedy: "Delete the rows of other_costs.csv.")
  }

  /// Where there is an account, every row needs a cost.
  private mutating func reportUncosted(_ row: Located<TopUpRow>) {
    guard row.value.amount == nil, isPresent(.unitCosts) else { return }
    report(
      Finding(
        .topUpUncosted,
        at: .init(EvidenceFile.topUpWithoutPlan.path, row: row.row, column: "gbp_per_year"),
        seen: "no cost of \(row.value.cell.name)", expected: "pounds a child and year",
        remedy: "Give the cost; write 0 and say why if it costs the authority nothing."))
  }
}

extension Row {
  fileprivate mutating func topUp() -> TopUpRow? {
    let bands = AgeBand.allCases.map(\.rawValue)
    let band = code("age_group", among: bands).flatMap(AgeBand.init)
    let (need, children, year) = (needScope(), topUpChildren(), financialYear("price_year"))
    let amount = topUpAmount()
    guard let provenance = provenance(), let band, let need, let children, let amount, let year
    else { return nil }
    return TopUpRow(
      cell: TopUpCell(band, need: need.code), children: children, amount: amount, priceYear: year,
      provenance: provenance)
  }

  private mutating func topUpChildren() -> Int? {
    guard let children = count("children", upTo: Self.mostPlans) else { return nil }
    if children > 1_000_000 {
      report(
        .outOfRange, "children", seen: "\(children)", expected: "at most a million",
        remedy: "Correct the count.")
    }
    return children
  }

  /// The cost, which may be left out where nothing is costed: `.some(nil)`.
  private mutating func topUpAmount() -> Money?? {
    guard let text = text("gbp_per_year") else { return nil }
    if text.isEmpty { return .some(nil) }
    guard let amount = money("gbp_per_year") else { return nil }
    if amount < .zero {
      report(
        .negative, "gbp_per_year", seen: text, expected: "0 or more",
        remedy: "Put income in income.csv.")
    }
    if amount > Money(pounds: 10_000_000) {
      report(
        .outOfRange, "gbp_per_year", seen: text, expected: "at most ten million pounds a child",
        remedy: "Correct the amount.")
    }
    return amount
  }
}

extension TopUpRow {
  /// By band, then by the code list's needs, those not told apart last.
  fileprivate func order(_ codes: CodeLists) -> (Int, Int) {
    (cell.band.index, cell.need.flatMap { codes.need($0) } ?? codes.needs.count)
  }
}
