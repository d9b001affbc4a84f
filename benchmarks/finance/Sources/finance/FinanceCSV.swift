import Foundation
import Vocabulary

/// Every authority's comparisons, one a row.
struct FinanceCSV {
  private var lines = [
    "la_code,la_name,line,basis,plans_january_2021,plans_january_2022,published_gbp,account_gbp,error_gbp,error_percent"
  ]

  init(_ reconciliation: Reconciliation, _ places: [PlaceFundingReturn]) {
    for basis in Basis.allCases {
      for result in reconciliation.results[basis] ?? [] {
        for row in result.reconciled { add(result.authority, row, basis.rawValue) }
      }
    }
    for one in places {
      for (basis, comparison) in [("gross", one.gross), ("net", one.net)] {
        add(
          one.authority,
          Reconciled(
            name: "place_funding", comparison: comparison, opening: nil, closing: nil), basis)
      }
    }
  }

  private mutating func add(_ authority: Authority, _ row: Reconciled, _ basis: String) {
    let comparison = row.comparison
    let name = authority.name.contains(",") ? "\"\(authority.name)\"" : authority.name
    lines.append(
      [
        authority.code, name, row.name, basis, row.opening.map(String.init) ?? "",
        row.closing.map(String.init) ?? "", "\(comparison.published)", "\(comparison.amount)",
        "\(comparison.error)", comparison.percent.map { Text.percent($0) } ?? "",
      ].joined(separator: ","))
  }

  func write(to path: String) throws {
    let text = lines.joined(separator: "\n") + "\n"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }
}
