import Vocabulary

/// Prints place funding gross and net of recoupment.
struct PlaceReport {
  let returns: [PlaceFundingReturn]
  let funding: DirectFunding

  private static let widths = [34, 13, 13, 13, 7]

  func printAuthority(_ code: String) {
    guard let one = returns.first(where: { $0.authority.code == code }) else { return }
    print(
      "\n\(one.authority.name), place funding 2021-22, GBP: budget \(Text.pounds(one.budget)), "
        + "outturn \(Text.pounds(one.outturn)), deducted by DfE \(Text.pounds(one.deducted)), "
        + "of which colleges \(one.colleges.map(Text.pounds) ?? "-")")
    print(Text.row(["", "outturn", "budget", "error", "%"], widths: Self.widths))
    let rows: [(String, Comparison?)] = [
      ("gross: outturn + deductions", one.gross),
      ("  colleges' deductions left out", one.grossWithoutColleges),
      ("  of the file's own total", one.grossOfOwnTotal),
      ("net: beside budget - deductions", one.net),
    ]
    for (name, comparison) in rows {
      guard let comparison else { continue }
      print(
        Text.row(
          [
            name, Text.pounds(comparison.amount), Text.pounds(comparison.published),
            Text.pounds(comparison.error), Text.percent(comparison.percent),
          ], widths: Self.widths))
    }
  }

  func printDistribution() {
    print("\nPlace funding of \(returns.count) authorities: errors")
    let widths = [34, 4, 8, 8, 8, 9, 13, 13, 13]
    print(
      Text.row(
        ["", "n", "25 %", "median", "75 %", "in 10 %", "25 % GBP", "median GBP", "75 % GBP"],
        widths: widths))
    let rows = [
      ("gross: outturn + deductions", returns.map(\.gross)),
      ("  of the file's own total", returns.map(\.grossOfOwnTotal)),
      ("net: beside budget - deductions", returns.map(\.net)),
    ]
    for (name, comparisons) in rows {
      print(Text.row([name] + Report.cells(comparisons), widths: widths))
    }
    printAllTogether()
  }

  /// The sums of all authorities, for which colleges' deductions are published too.
  private func printAllTogether() {
    let budget = returns.reduce(Money.zero) { $0 + $1.budget }
    let outturn = returns.reduce(Money.zero) { $0 + $1.outturn }
    let deducted = returns.reduce(Money.zero) { $0 + $1.deducted }
    let england = Blocks.Key(code: Blocks.england, year: Account.year)
    let colleges = funding.colleges[england] ?? .zero
    let all = Comparison(of: outturn + deducted, beside: budget)
    let schools = Comparison(of: outturn + deducted - colleges, beside: budget)
    print(
      "All together: budget \(Text.pounds(budget)), outturn \(Text.pounds(outturn)), deducted "
        + "\(Text.pounds(deducted)): gross \(Text.percent(all.percent)) %; without colleges "
        + "(\(Text.pounds(colleges))) \(Text.percent(schools.percent)) %")
  }
}
