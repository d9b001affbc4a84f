import Vocabulary

/// What ties the account to the outturn of a closed year: factors of the lines that plans and places move, amounts of the others.
struct ClosedYearTies: Sendable {
  /// Lines with one row of the outturn between them.
  private struct Group: Sendable {
    /// Positions in the account, in its order.
    let lines: [Int]
    let tie: Tie
  }

  /// In the order of the file.
  let calibrations: [Calibration]
  /// The tie of a line, by its name.
  let ofLine: [String: Tie]
  private let groups: [Group]
  private let carriedAmounts: [YearlyAmount]

  /// Costs the closed year from its plans and places and holds it against the outturn.
  init(
    _ assumptions: CostingAssumptions, _ layout: AccountLayout, _ rulebook: Rulebook,
    _ faults: inout FaultList
  ) throws {
    let rows = assumptions.finances.outturn
    guard let year = Self.year(rows, assumptions, &faults), let closed = assumptions.closedYear
    else {
      (calibrations, ofLine, groups, carriedAmounts) = ([], [:], [], [])
      return
    }
    let amounts = try Self.modelled(closed, assumptions, layout, rulebook, &faults)
    var (calibrations, ofLine) = ([Calibration](), [String: Tie]())
    var (groups, carried) = ([Group](), [YearlyAmount]())
    var seen: Set<String> = []
    for row in rows {
      let names = OutturnNames(row, layout, &seen, &faults)
      guard !names.names.isEmpty else { continue }
      let modelled = names.lines.reduce(Money.zero) { $0 + amounts[$1] }
      if names.isCarried {
        carried += names.names.map {
          YearlyAmount(line: $0, year: year, amount: row.outturn, provenance: row.provenance)
        }
      } else {
        guard modelled > .zero else {
          faults.add(
            "finance/outturn.csv has \(row.outturn) for line \(row.line) in \(year), and the plans and "
              + "places of that year make 0.00 of it: take the row out and give the amount in "
              + "evidence/other_costs.csv, under a name of its own, to carry it with inflation")
          continue
        }
        let tie = Tie(outturn: row.outturn, modelled: modelled)
        groups.append(Group(lines: names.lines, tie: tie))
        for name in names.names { ofLine[name] = tie }
      }
      calibrations.append(
        Calibration(
          lines: names.names, year: year, modelled: names.isCarried ? row.outturn : modelled,
          budget: row.budget, outturn: row.outturn, isDriven: !names.isCarried,
          tied: names.isCarried
            ? row.outturn : Tie(outturn: row.outturn, modelled: modelled).tied(modelled),
          provenance: row.provenance))
    }
    (self.calibrations, self.ofLine, self.groups) = (calibrations, ofLine, groups)
    carriedAmounts = carried
  }

  /// The assumptions with the outturn in place of other costs of the closed year and before.
  func carried(_ assumptions: CostingAssumptions) -> CostingAssumptions {
    var result = assumptions
    for amount in carriedAmounts {
      result.finances.otherCosts.removeAll { $0.line == amount.line && $0.year <= amount.year }
    }
    result.finances.otherCosts += carriedAmounts
    result.finances.otherCosts = assumptions.finances.otherCosts.lines.flatMap { line in
      result.finances.otherCosts.filter { $0.line == line }
    }
    return result
  }

  /// Multiplies lines to the penny; lines that share a row add to the multiple of their sum.
  func apply(to amounts: inout [Money]) {
    for group in groups {
      var (sum, done) = (Money.zero, Money.zero)
      for line in group.lines {
        sum += amounts[line]
        let tied = group.tie.tied(sum)
        amounts[line] = tied - done
        done = tied
      }
    }
  }

  /// The one closed year of the rows, whose plans must be known.
  private static func year(
    _ rows: [OutturnRow], _ assumptions: CostingAssumptions, _ faults: inout FaultList
  ) -> FinancialYear? {
    let years = Set(rows.map(\.year)).sorted()
    guard let year = years.last else { return nil }
    if years.count > 1 {
      faults.add(
        "finance/outturn.csv closes \(years.map(\.description).joined(separator: ", ")): give the last "
          + "closed year alone")
      return nil
    }
    guard assumptions.closedYear?.year == year else {
      faults.add(
        "finance/outturn.csv closes \(year), and the plans of January \(year.start) and "
          + "\(year.start + 1) are not both in evidence/plans_by_provision.csv: add them, or give a "
          + "year that the published plans cover")
      return nil
    }
    return year
  }

  private static func modelled(
    _ closed: CostedYear, _ assumptions: CostingAssumptions, _ layout: AccountLayout,
    _ rulebook: Rulebook, _ faults: inout FaultList
  ) throws -> [Money] {
    let stock = closed.stock
    let occurring = stock.opening.indices.map {
      stock.opening[$0] != 0 || stock.september[$0] != 0 || stock.even[$0] != 0
        || stock.newPlans[$0] != 0
    }
    let prices = PlanPrices(
      assumptions, layout, years: [closed.year], occurring: occurring, &faults)
    let driven = try DrivenLines(
      assumptions, layout, rulebook, prices, closed.year, at: 0, &faults)
    var amounts = [Money](repeating: .zero, count: layout.lines.count)
    let roles = assumptions.settings.map { SettingRole($0, assumptions.codes) }
    let plans = driven.byProvision(stock.opening)
    driven.write(
      closed, before: PlaceCounts(closed.before, roles),
      DrivenLines.Followed(base: plans, earlier: plans, plans: plans), into: &amounts)
    driven.press(stock, &amounts)
    return amounts
  }
}

/// The lines that a row of the outturn names.
private struct OutturnNames {
  /// Names, in the order of the account.
  var names: [String] = []
  /// Positions of lines that plans and places move.
  var lines: [Int] = []
  /// True for a line of other costs.
  var isCarried = false

  init(
    _ row: OutturnRow, _ layout: AccountLayout, _ seen: inout Set<String>,
    _ faults: inout FaultList
  ) {
    let parts = row.line.split(separator: ";").map(String.init)
    for part in parts where !seen.insert(part).inserted {
      faults.add("finance/outturn.csv has line \(part) twice: keep one row")
    }
    let all = layout.lines.map(\.name)
    let driven = layout.drivenNames + layout.memoLines
    let unknown = parts.filter { !driven.contains($0) && !layout.otherCosts.contains($0) }
    for part in unknown {
      faults.add(
        "finance/outturn.csv has a row for line \(part), which the account has not: "
          + Suggestion.text(for: part, among: driven + layout.otherCosts)
          + " A line that plans do not move is carried with inflation once evidence/other_costs.csv "
          + "has it")
    }
    guard unknown.isEmpty else { return }
    names = all.filter(parts.contains)
    isCarried = parts.count == 1 && layout.otherCosts.contains(parts[0])
    if isCarried { return }
    if let other = parts.first(where: layout.otherCosts.contains) {
      faults.add(
        "finance/outturn.csv gives line \(other) together with others: plans do not move it, so "
          + "give it a row of its own")
      names = []
      return
    }
    lines = all.indices.filter { parts.contains(all[$0]) }
  }
}
