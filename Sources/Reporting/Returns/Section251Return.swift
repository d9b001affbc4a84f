import Scenarios
import Vocabulary

/// Lines of section 251 by financial year: gross, in whole pounds, adding to the account's total cost.
struct Section251Return {
  let sides: ReturnSides

  /// Why the account cannot be put into lines of the return.
  static func faults(_ request: ReturnRequest, _ model: ScenarioModel) -> [Finding] {
    let costs = model.accountLines.filter { $0.kind == .cost }.map(\.name)
    guard !costs.isEmpty else {
      return [
        Finding(
          .error, "RP-001", at: Finding.Place("evidence/unit_costs.csv"),
          seen: "a run that is not costed", expected: "costs and income",
          remedy: "Give them, or ask for another return.")
      ]
    }
    return costs.filter { line in !request.tables.lines.contains { $0.line == line } }.map {
      Finding(
        .error, "RP-002", at: Finding.Place("evidence/s251_lines.csv", column: "line"),
        seen: "no row for the line \($0) of the account",
        expected: "a line of section 251 for each line of the account",
        remedy: "Write the row; the file of a folder replaces the tool's own whole.")
    }
  }

  func rows() -> [ReturnRow] {
    sides.model.financialYears.indices.flatMap { year in
      let label = "\(sides.model.financialYears[year])"
      let tables = sides.runs.map { amounts($0, year) }
      let rows = Section251Line.all.enumerated().compactMap { index, line in
        row(line, parts: parts(of: index), label, tables.map { $0[index] })
      }
      return rows + [
        sides.row(
          Self.title, "gross", "total_cost", label, tables.map(ReturnFigure.total),
          source: ReturnLabels.own, note: "the account's total, to the pound")
      ]
    }
  }

  private static let title = "Section 251"

  /// What of the account a line of the return is made of.
  private func parts(of target: Int) -> [LineShare] {
    let lines = Set(sides.model.accountLines.map(\.name))
    return sides.request.tables.lines.filter {
      $0.target == target && $0.share > 0 && lines.contains($0.line)
    }
  }

  private func row(
    _ line: Section251Line, parts: [LineShare], _ year: String, _ figures: [ReturnFigure]
  ) -> ReturnRow? {
    guard !parts.isEmpty || line.isHighNeeds else { return nil }
    let isInvented = parts.contains { $0.provenance.status == .illustrative }
    return sides.row(
      Self.title, "gross", "\(line.code) \(line.label)", year, parts.isEmpty ? [] : figures,
      note: parts.isEmpty
        ? "no line of the account is put here" : isInvented ? "the split is illustrative" : "")
  }

  /// The lines of the return in a year, by draw in pence and together in pounds.
  private func amounts(_ run: ReturnDraws, _ year: Int) -> [ReturnFigure] {
    let draws = run.options.draws
    var pence = Section251Line.all.map { _ in [Int64](repeating: 0, count: draws) }
    for (index, line) in run.model.accountLines.enumerated() where line.kind == .cost {
      let shares = sides.request.tables.lines.filter { $0.line == line.name }
      for (draw, amount) in run.pence(year, index).enumerated() {
        for (share, part) in zip(shares, Self.split(amount, shares)) {
          pence[share.target][draw] += Int64(part)
        }
      }
    }
    let sums = pence.map { $0.reduce(0, +) }
    let total = AddingUp.whole(sums.reduce(0, +), of: 100 * draws)
    let adding = AddingUp.parts(sums, of: 100 * draws, total: total)
    return zip(pence, adding).map { ReturnFigure($0, parts: 100, adding: $1) }
  }

  /// An amount in pence shared out to the penny; a negative one as the same amount above 0.
  private static func split(_ amount: Int64, _ shares: [LineShare]) -> [Int] {
    let parts = AddingUp.parts(
      shares.map { Int64($0.share) * Int64(amount.magnitude) }, of: LineShare.whole,
      total: Int(amount.magnitude))
    return amount < 0 ? parts.map { -$0 } : parts
  }
}
