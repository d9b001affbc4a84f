import Scenarios
import Vocabulary

/// Lines of section 251 by financial year, gross and net of recoupment, in whole pounds: high needs lines that add to the account's
/// total cost, its income, the balance, and below them lines of other blocks and of the general fund.
struct Section251Return {
  let sides: ReturnSides

  /// Why the account cannot be put into lines of the return.
  static func faults(_ request: ReturnRequest, _ model: ScenarioModel) -> [Finding] {
    let costs = model.accountLines.filter { $0.kind == .cost }.map(\.name)
    guard !costs.isEmpty else {
      return [
        Finding(
          .returnUncosted, at: Finding.Place("evidence/unit_costs.csv"),
          seen: "a run that is not costed", expected: "costs and income",
          remedy: "Give them, or ask for another return.")
      ]
    }
    return costs.filter { line in !request.tables.lines.contains { $0.line == line } }.map {
      Finding(
        .lineUnmapped, at: Finding.Place("evidence/s251_lines.csv", column: "line"),
        seen: "no row for the line \($0) of the account",
        expected: "a line of section 251 for each line of the account",
        remedy: "Write the row; the file of a folder replaces the tool's own whole.")
    }
  }

  /// A row, with one figure a run; none where nothing is put there.
  struct Row {
    let breakdown: String
    let label: String
    let year: String
    let figures: [AccountFigure]
    let labelSource: String
    let notes: [String]

    /// What a spreadsheet looks the row up by.
    var key: String { [Section251Return.title, breakdown, label, year].joined(separator: ": ") }

    func cells(_ basis: String) -> [String] {
      let effects = figures.count > 1 ? Self.effect(figures[1], figures[0]) : Self.none
      let runs = (0..<2).flatMap { run in
        figures.indices.contains(run) ? Self.amounts(figures[run]) : Self.none
      }
      return [key, Section251Return.title, breakdown, label, year] + runs + effects
        + [basis, labelSource, notes.filter { !$0.isEmpty }.joined(separator: "; ")]
    }

    private static let none = ["", "", "", ""]

    private static func amounts(_ figure: AccountFigure) -> [String] {
      [
        String(figure.gross.median), String(figure.gross.adding),
        figure.recouped.map(String.init) ?? "", figure.net.map(String.init) ?? "",
      ]
    }

    private static func effect(_ figure: AccountFigure, _ base: AccountFigure) -> [String] {
      func less(_ part: KeyPath<AccountFigure, Int?>) -> String {
        guard let with = figure[keyPath: part], let without = base[keyPath: part] else { return "" }
        return String(with - without)
      }
      return [
        String(figure.gross.median(less: base.gross)),
        String(figure.gross.adding - base.gross.adding), less(\.recouped), less(\.net),
      ]
    }
  }

  /// The title of the table.
  static let title = "Section 251"

  func file() -> CSVText {
    var table = CSVText(.section251)
    for row in rows() { table.add(row.cells(sides.request.basisText)) }
    return table
  }

  func rows() -> [Row] {
    sides.model.financialYears.indices.flatMap { index in
      let year = "\(sides.model.financialYears[index])"
      let figures = sides.runs.map {
        Section251Figures($0, year: index, shares: sides.request.tables.lines)
      }
      return lines(true, year, figures) + sums(year, figures) + lines(false, year, figures)
    }
  }

  /// What of the account a line of the return is made of.
  private func parts(of target: Int) -> [LineShare] {
    sides.sharesInUse.filter { $0.target == target }
  }

  /// The lines of the block, or those outside it, which are printed where the account has something to put there.
  private func lines(
    _ isHighNeeds: Bool, _ year: String, _ figures: [Section251Figures]
  ) -> [Row] {
    Section251Line.all.enumerated().compactMap { index, line in
      let parts = parts(of: index)
      guard line.isHighNeeds == isHighNeeds, isHighNeeds || !parts.isEmpty else { return nil }
      return Row(
        breakdown: isHighNeeds ? "cost" : "memo", label: "\(line.code) \(line.label)", year: year,
        figures: parts.isEmpty ? [] : figures.map { $0.lines[index] },
        labelSource: ReturnLabels.thirdParty, notes: notes(parts, isHighNeeds))
    }
  }

  private func notes(_ parts: [LineShare], _ isHighNeeds: Bool) -> [String] {
    guard !parts.isEmpty else { return ["no line of the account is put here"] }
    return [
      isHighNeeds ? "" : "not in the high needs block, nor in its total",
      parts.contains { $0.provenance.status == .illustrative } ? "the split is illustrative" : "",
      unknown(parts),
    ]
  }

  /// Why there is no net figure.
  private func unknown(_ parts: [LineShare]) -> String {
    let lines = parts.filter { $0.recouped == nil }.map(\.line)
    return lines.isEmpty ? "" : "what is recouped is not known of \(lines.joined(separator: ", "))"
  }

  /// Total cost, income and balance.
  private func sums(_ year: String, _ figures: [Section251Figures]) -> [Row] {
    func row(
      _ breakdown: String, _ label: String, _ notes: [String],
      _ figure: (Section251Figures) -> AccountFigure
    ) -> Row {
      Row(
        breakdown: breakdown, label: label, year: year, figures: figures.map(figure),
        labelSource: ReturnLabels.own, notes: notes)
    }
    let block = sides.sharesInUse.filter { Section251Line.all[$0.target].isHighNeeds }
    let isWhole = sides.sharesOfCosts.allSatisfy { Section251Line.all[$0.target].isHighNeeds }
    let income = figures[0].income.indices.map { index in
      let name = figures[0].income[index].name
      return row("income", name, [name == "high_needs_block" ? unknown(block) : ""]) {
        $0.income[index].figure
      }
    }
    return [
      row(
        "cost", "total_cost",
        [
          isWhole
            ? "the account's total, to the pound"
            : "the account's total less what is put outside the block", unknown(block),
        ]
      ) { $0.cost }
    ] + income + [
      row("income", "total_income", [unknown(block)]) { $0.totalIncome },
      row("balance", "in_year_balance", ["the same gross and net: recoupment leaves both sides"]) {
        $0.balance
      },
    ]
  }
}

extension ReturnSides {
  /// The shares of lines that the account has, memo lines among them.
  var sharesInUse: [LineShare] { shares { $0 != .income && $0 != .total } }

  /// The same of lines that are in the account's total cost.
  var sharesOfCosts: [LineShare] { shares { $0 == .cost } }

  private func shares(_ isMeant: (AccountLine.Kind) -> Bool) -> [LineShare] {
    let names = Set(model.accountLines.filter { isMeant($0.kind) }.map(\.name))
    return request.tables.lines.filter { $0.share > 0 && names.contains($0.line) }
  }
}
