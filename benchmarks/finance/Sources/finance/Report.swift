import Vocabulary

/// A line of the reconciliation: what was published, and what the account makes of it on a basis.
struct Reconciled {
  let name: String
  let comparison: Comparison
  let opening: Int?
  let closing: Int?
}

extension Reconciliation.Result {
  /// The lines that plans move, their sum, and the sum with the lines passed through.
  var reconciled: [Reconciled] {
    let lines = Line.allCases.compactMap { line in
      account.priced[line].map {
        Reconciled(
          name: line.rawValue,
          comparison: Comparison(of: $0, beside: authority.spent(line.costs)),
          opening: authority.opening?.sum(line.provisions),
          closing: authority.closing?.sum(line.provisions))
      }
    }
    return lines + [
      Reconciled(
        name: Self.pricedName, comparison: Comparison(of: pricedTotal, beside: pricedOutturn),
        opening: nil, closing: nil),
      Reconciled(
        name: Self.totalName, comparison: Comparison(of: account.total, beside: outturn),
        opening: nil, closing: nil),
    ]
  }

  static let pricedName = "all lines priced by plans"
  static let totalName = "with lines passed through"
  static let names = Line.allCases.map(\.rawValue) + [pricedName, totalName]
}

/// Prints the reconciliation.
struct Report {
  let reconciliation: Reconciliation

  private static let names = Reconciliation.Result.names

  /// The table of an authority.
  func printAuthority(_ code: String) {
    let results = Basis.allCases.compactMap { reconciliation.result(code, $0) }
    guard let first = results.first else { return print("\(code) is not among the authorities") }
    print("\n\(first.authority.name) (\(code)), 2021-22, GBP")
    let widths = [32, 6, 6, 12, 12, 12, 7, 12, 12, 7, 12, 12, 7]
    print(
      Text.row(
        ["line", "2021", "2022", "outturn"]
          + Basis.allCases.flatMap { [$0.rawValue, "error", "%"] }, widths: widths))
    for name in Self.names {
      let rows = results.map { $0.reconciled.first { $0.name == name } }
      guard let some = rows.compactMap({ $0 }).first else { continue }
      let cells = rows.flatMap { row -> [String] in
        guard let comparison = row?.comparison else { return ["-", "-", "-"] }
        return [
          Text.pounds(comparison.amount), Text.pounds(comparison.error),
          Text.percent(comparison.percent),
        ]
      }
      print(
        Text.row(
          [
            name, some.opening.map(String.init) ?? "", some.closing.map(String.init) ?? "",
            Text.pounds(some.comparison.published),
          ] + cells, widths: widths))
    }
    for (name, costs) in Line.passedThrough {
      print(
        Text.row(["  " + name, "", "", Text.pounds(first.authority.spent(costs))], widths: widths))
    }
    printUnitCosts(results)
  }

  private func printUnitCosts(_ results: [Reconciliation.Result]) {
    for line in Line.allCases {
      let costs = zip(Basis.allCases, results).map { basis, result in
        "\(basis.rawValue) \(result.unitCosts[line].map(Text.pounds) ?? "-")"
      }
      print("  a plan and year, \(line.rawValue): \(costs.joined(separator: ", "))")
    }
  }

  /// The errors of all authorities, line by line.
  func printDistribution() {
    print("\nAll \(reconciliation.authorities.count) authorities with both Januaries: errors")
    let widths = [27, 2, 4, 8, 8, 8, 9, 13, 13, 13]
    print(
      Text.row(
        [
          "line", "", "n", "25 %", "median", "75 %", "in 10 %", "25 % GBP", "median GBP",
          "75 % GBP",
        ],
        widths: widths))
    for name in Self.names {
      for basis in Basis.allCases {
        let comparisons = (reconciliation.results[basis] ?? []).compactMap { result in
          result.reconciled.first { $0.name == name }?.comparison
        }
        print(Text.row([name, basis.rawValue] + Self.cells(comparisons), widths: widths))
      }
    }
  }

  /// Number, quartiles and share within 10 % of those whose published amount is above 0; quartiles in pounds of the same.
  static func cells(_ all: [Comparison]) -> [String] {
    let counted = all.filter { $0.percent != nil }
    let percents = Distribution(counted.compactMap(\.percent))
    let pounds = Distribution(counted.map { Double($0.error.pence) })
    let quartiles = [0.25, 0.5, 0.75]
    return ["\(counted.count)"] + quartiles.map { Text.percent(percents.quantile($0)) }
      + [Text.percent(percents.share(within: 10)).replacing("+", with: "")]
      + quartiles.map { quartile in
        pounds.quantile(quartile).map { Text.pounds(Money(pence: Int($0.rounded()))) } ?? "-"
      }
  }
}
