public import Scenarios
public import Vocabulary

/// The page on the terminal: the lines, and two tables in thousands of pounds whose totals are the sums of their rows.
public struct SavingsSummary {
  private typealias Row = SavingsAppraisal.Row

  private let appraisal: SavingsAppraisal
  private let width: Int
  /// The years that are printed: as many as fit, the last among them.
  private let years: [FinancialYear]

  private init(_ appraisal: SavingsAppraisal, width: Int) {
    self.appraisal = appraisal
    self.width = width
    let all = appraisal.years
    years = all.count <= 6 ? all : Array(all.prefix(5)) + all.suffix(1)
  }

  /// The page.
  ///
  /// - Parameter outputFolder: where `savings.csv` was written; nil where it was not.
  public static func text(
    _ appraisal: SavingsAppraisal, scenario: Scenario, authority: LocalAuthority,
    options: RunOptions, outputFolder: String?, width: Int = 100
  ) -> String {
    let page = SavingsSummary(appraisal, width: width)
    let head = [
      Wording.cut("\(authority.name): savings lines of '\(scenario.name)'", to: width),
      "Mean of \(Wording.count(options.draws)) simulations, seed \(options.seed), "
        + "against the same scenario without them.",
      "A minus says that cost is higher.", "",
    ]
    let end =
      outputFolder.map { ["Files: \($0)"] }
      ?? ["Nothing was written; --out DIR writes savings.csv, which has every year and the ranges."]
    return (head + page.lines + end).map { $0 + "\n" }.joined()
  }

  private var lines: [String] {
    terms + [""] + table(.standAlone, "Each line alone, £000") + [""]
      + table(.shapley, "Shared out (Shapley values), £000") + notes + [""]
  }

  private var terms: [String] {
    var table = TextTable(["Line", "Starts", "Decide by", "Confidence", "Delivery funded from"])
    for line in appraisal.lines {
      table.add([
        "\(line.id)  \(line.name)", "\(line.starts)", line.decidedBy,
        Digits.trimmed(Digits.fixed(Int((line.confidence * 100).rounded()), decimals: 2)),
        line.fundedFrom,
      ])
    }
    return table.lines(width: width)
  }

  private var notes: [String] {
    let savings = appraisal.rows.filter { $0.item == .all && $0.isSaving }.count
    let invented = appraisal.lines.count { $0.provenance.status == .illustrative }
    return [
      "", Wording.cut("Shapley values: \(SavingsFile.method(appraisal.method)).", to: width),
      savings == 0
        ? "'Cost avoided': a saving is only what is taken from a budget, and not every line has one."
        : "'Saving' where every line has a budget for the year, else cost avoided.",
      "\(invented) of \(appraisal.lines.count) lines are illustrative; \(Reconciliation.words(appraisal.calibrations.first?.year)).",
    ]
  }

  /// What each row avoids by year, and of the total what delivery costs and leaves.
  private func table(_ basis: SavingsAppraisal.Basis, _ title: String) -> [String] {
    let columns = years.map { year in
      appraisal.rows.filter { $0.year == year && $0.basis == basis }
    }
    let figures = columns.map { rows in SavingsAppraisal.thousands(rows.dropLast().map(\.gross)) }
    var table = TextTable([title] + years.map(\.description))
    for (position, name) in names(basis).enumerated() {
      table.add([name] + figures.map { Wording.count($0[position]) })
    }
    table.add(["Gross"] + figures.map { Wording.count($0.reduce(0, +)) })
    for (name, amount) in Self.totals where basis == .shapley {
      table.add([name] + columns.map { $0.last.map { thousands(amount($0)) } ?? "" })
    }
    return table.lines(width: width)
  }

  private static let totals: [(String, @Sendable (SavingsAppraisal.Row) -> Money)] = [
    ("Gross at confidence", { $0.atConfidence }), ("Gross at half delivery", { $0.atHalf }),
    ("Cost to deliver", { $0.costToDeliver }), ("Net", { $0.net }),
    ("Net at confidence", { $0.netAtConfidence }), ("Net at half delivery", { $0.netAtHalf }),
  ]

  private func names(_ basis: SavingsAppraisal.Basis) -> [String] {
    appraisal.lines.map { "\($0.id)  \($0.name)" }
      + (basis == .standAlone ? ["Interaction of the lines"] : [])
  }

  private func thousands(_ money: Money) -> String {
    Wording.count(Money.divided(money.pence, by: 100_000))
  }
}
