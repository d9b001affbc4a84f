import Vocabulary

/// Every value that the account of some years uses, with where it comes from.
struct AssumptionLog {
  let assumptions: CostingAssumptions
  let layout: AccountLayout
  let rulebook: Rulebook
  let years: [FinancialYear]

  init(
    _ assumptions: CostingAssumptions, _ layout: AccountLayout, _ rulebook: Rulebook,
    _ years: [FinancialYear]
  ) {
    self.assumptions = assumptions
    self.layout = layout
    self.rulebook = rulebook
    self.years = years
  }

  func entries(unitCosts: [UnitCostRow], _ calibrations: [Calibration]) throws -> [Assumption] {
    try rules() + fundedPlaces() + unitCosts.map(entry) + bandShifts() + backPay()
      + transport() + calibrations.compactMap(entry) + topUps() + inflation() + feeCaps()
      + otherCosts()
      + income() + incomeGrowth() + transfers()
  }

  private func rules() throws -> [Assumption] {
    try Rule.costed.flatMap { name -> [Assumption] in
      let rule = try rulebook.rule(name)
      let isTransfer = name == Rule.blockTransferLimit
      let asked = isTransfer ? years.filter { (assumptions.blockTransfers[$0] ?? 0) != 0 } : years
      let values = try asked.flatMap {
        [try rulebook.value(of: rule.name, on: $0)]
          + (isTransfer ? [] : [try rulebook.value(of: rule.name, on: .september(of: $0))])
      }
      return rule.values.filter(values.contains).map {
        Assumption(
          rule.name, scope: "\(rule.label), from \($0.from)", value: $0.text,
          unit: rule.unit.rawValue, $0.provenance)
      }
    }
  }

  private func entry(_ row: UnitCostRow) -> Assumption { entry("unit_cost", row) }

  private func entry(_ name: String, _ row: UnitCostRow) -> Assumption {
    let cell =
      [row.line, row.provision ?? "All", row.need ?? "All"] + (row.band.map { [$0] } ?? [])
    return Assumption(
      name, scope: cell.joined(separator: ", "), value: row.amount.description,
      unit: "GBP a plan and year, \(row.priceYear) prices" + row.terms, row.provenance)
  }

  private func topUps() -> [Assumption] {
    assumptions.finances.topUps.compactMap { row in
      row.amount.map {
        Assumption(
          "topup_unit_cost", scope: "\(TopUpRow.line), \(row.cell.name)", value: "\($0)",
          unit: "GBP a child and year, \(row.priceYear) prices", row.provenance)
      }
    }
  }

  private func fundedPlaces() -> [Assumption] {
    assumptions.finances.fundedPlaces.map {
      Assumption(
        "funded_places",
        scope: "\($0.line.rawValue) from \($0.year)"
          + ($0.follows.map { ", then with plans in \($0) a year before" } ?? ""),
        value: "\($0.places)", unit: "places", $0.provenance)
    }
  }

  private func bandShifts() -> [Assumption] {
    assumptions.bandShifts.map {
      Assumption(
        "banding", scope: "\($0.provision), \($0.from) to \($0.to), from \($0.starts)",
        value: "\($0.share)", unit: "share of the plans of the band",
        Provenance(.assumption, "set by the scenario"))
    }
  }

  private func backPay() -> [Assumption] {
    guard let backPay = assumptions.backPay else { return [] }
    return [
      Assumption(
        "back_pay_weeks", scope: "every new plan, mean", value: "\(backPay.weeks)",
        unit: "weeks of the plan's cost", backPay.provenance)
    ]
  }

  private func transport() -> [Assumption] {
    assumptions.finances.transport.map { entry("transport_unit_cost", $0) }
  }

  private func entry(_ calibration: Calibration) -> Assumption? {
    calibration.factor.map {
      Assumption(
        "calibration", scope: calibration.lines.joined(separator: ";"),
        value: "\(($0 * 10_000).rounded() / 10_000)",
        unit: "outturn of \(calibration.year) over plans x prices", calibration.provenance)
    }
  }

  private func inflation() -> [Assumption] {
    let growth = PriceGrowth(rows: assumptions.finances.inflation, unstated: nil)
    let used = Set(
      (layout.unitLines + layout.topUpLines + layout.memoLines + layout.otherCosts
        + assumptions.finances.unitCosts.compactMap(\.uplift)).flatMap { line in
          years.compactMap { growth.row(line, $0) }
        })
    return assumptions.finances.inflation.filter(used.contains).map { entry("inflation", $0) }
  }

  private func entry(_ name: String, _ row: YearlyGrowth) -> Assumption {
    Assumption(
      name, scope: "\(row.line ?? "All") from \(row.year)", value: "\(row.percent)",
      unit: "percent a year", row.provenance)
  }

  private func feeCaps() -> [Assumption] {
    assumptions.feeCaps.map {
      Assumption(
        "fee_cap", scope: "\($0.line) from \($0.from)", value: $0.perYear.description,
        unit: "GBP a plan and year, cash", $0.provenance)
    }
  }

  private func otherCosts() -> [Assumption] {
    assumptions.finances.otherCosts.map { entry("other_cost", $0) }
  }

  private func income() -> [Assumption] {
    assumptions.finances.income.map { entry("income", $0) }
  }

  private func entry(_ name: String, _ row: YearlyAmount) -> Assumption {
    Assumption(
      name, scope: "\(row.line) in \(row.year)", value: row.amount.description, unit: "GBP",
      row.provenance)
  }

  /// The rows given, and 0 for each line that carries on without one.
  private func incomeGrowth() -> [Assumption] {
    let growth = PriceGrowth(rows: assumptions.incomeGrowth, unstated: 0)
    let unstated = assumptions.finances.income.lines.filter { line in
      line != AccountLayout.openingBalance && years.contains { growth.row(line, $0) == nil }
    }
    return assumptions.incomeGrowth.map { entry("income_growth", $0) }
      + unstated.map {
        Assumption(
          "income_growth", scope: "\($0) after the last year given", value: "0",
          unit: "percent a year",
          Provenance(.assumption, "no growth is given: the last amount is rolled over in cash"))
      }
  }

  private func transfers() -> [Assumption] {
    years.compactMap { year in
      assumptions.blockTransfers[year].map {
        Assumption(
          "block_transfer", scope: "\(year)", value: "\($0)", unit: "percent of the schools block",
          Provenance(.assumption, "set by the scenario"))
      }
    }
  }
}

extension UnitCostRow {
  /// What is to be known of the amount besides its prices, where the row says more than it must.
  fileprivate var terms: String {
    var parts: [String] = []
    if share < 1 { parts.append("share \(share)") }
    if healthShare > 0 { parts.append("health pays \(healthShare)") }
    if socialCareShare > 0 { parts.append("social care pays \(socialCareShare)") }
    if billing != .monthly { parts.append("billed \(billing.rawValue)") }
    if let includes { parts.append("includes \(includes)") }
    if let uplift { parts.append("grows by \(uplift)") }
    if uncertainty > 0 { parts.append("standard error \(uncertainty) of it") }
    return parts.map { "; " + $0 }.joined()
  }
}
