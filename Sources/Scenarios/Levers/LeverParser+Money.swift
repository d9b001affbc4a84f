import Vocabulary
import Yams

/// Levers that change the account alone.
extension LeverParser {
  private mutating func line(among known: [String]) -> String {
    let text = fields.text("line")
    if !known.contains(text), !text.isEmpty {
      fields.fault(
        "line", seen: "'\(text)'", expected: "one of \(known.joined(separator: ", "))",
        remedy: suggestion(text, among: known, otherwise: "Choose one."))
    }
    return text
  }

  private var unitCostLines: [String] {
    unique(evidence.finances.unitCosts.map(\.line))
  }

  private func unique(_ lines: [String]) -> [String] {
    lines.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  mutating func costGrowth() -> Lever.Change? {
    let known =
      ["All"] + unitCostLines + (evidence.finances.topUps.isEmpty ? [] : [TopUpRow.line])
      + unique(evidence.finances.otherCosts.map(\.line))
    let line = line(among: known)
    let percent = fields.number("percent", in: -50...100, unit: "percent a year")
    return startingYear().map {
      .costGrowth(line: line == "All" ? nil : line, percent: percent, starts: $0)
    }
  }

  /// The first financial year of a lever on money: not before the first that is costed, or it would rewrite past prices.
  private mutating func startingYear() -> FinancialYear? {
    guard let year = fields.financialYear("starts") else { return nil }
    let first = evidence.authority.firstFinancialYear
    guard year >= first else {
      fields.fault(
        "starts", seen: "'\(year)'", expected: "\(first) or later",
        remedy: "Change past prices in evidence/inflation.csv.")
      return nil
    }
    return year
  }

  mutating func feeCap() -> Lever.Change? {
    let line = line(among: unitCostLines)
    let amount = Money(fields.text("gbp_per_year"))
    if amount == nil || amount?.pence ?? 0 < 0 {
      fields.fault(
        "gbp_per_year", seen: "'\(fields.node("gbp_per_year")?.string ?? "")'",
        expected: "pounds a year, for example 60000", remedy: "Leave out signs and separators.")
    }
    guard let year = fields.financialYear("starts"), let amount else { return nil }
    return .feeCap(line: line, amount: amount, starts: year)
  }

  mutating func incomeGrowth() -> Lever.Change? {
    let line = line(among: unique(evidence.finances.income.map(\.line)))
    let percent = fields.number("percent", in: -50...100, unit: "percent a year")
    return fields.financialYear("starts").map {
      .incomeGrowth(line: line, percent: percent, starts: $0)
    }
  }

  mutating func blockTransfer() -> Lever.Change? {
    let percent = fields.number("percent", in: 0...100, unit: "percent of the schools block")
    let ends = fields.financialYear("ends", isOptional: true)
    return fields.financialYear("starts").map {
      .blockTransfer(percent: percent, starts: $0, ends: ends)
    }
  }

  /// The bands are those that `unit_costs.csv` gives the provision.
  mutating func banding() -> Lever.Change? {
    let provision = fields.text("provision")
    let known = code(provision, key: "provision", of: .provision) != nil
    let rows = evidence.finances.unitCosts.filter { $0.provision == provision }
    let bands = unique(rows.compactMap(\.band))
    if known, bands.isEmpty {
      fields.fault(
        "provision", seen: "'\(provision)', which has no bands",
        expected: "a provision with bands in evidence/unit_costs.csv",
        remedy: "Give its rows a band and a share each.")
      return nil
    }
    let (from, to) = (fields.word("from", among: bands), fields.word("to", among: bands))
    let share = fields.number("share", in: 0...1, unit: "a share")
    let codes = needs().map { Set($0.map { evidence.codes.needs[$0].code }) }
    if let from, from == to {
      fields.fault(
        "to", seen: "the band of 'from'", expected: "another band",
        remedy: "Name the band they would be in instead.")
    }
    guard let from, let to, let year = startingYear() else { return nil }
    return .banding(
      provision: provision, needs: codes, from: from, to: to, share: share, starts: year)
  }
}
