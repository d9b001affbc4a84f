import Vocabulary

extension Row {
  /// What a plan costs, with what the row says of its band, billing and growth.
  mutating func unitCost() -> UnitCostRow? {
    let row = price(line: name("line"))
    let (band, includes) = (isBlank("band") ? nil : name("band"), optionalText("includes"))
    let share = shareOr(1, "share")
    let (health, care) = (shareOr(0, "health_share"), shareOr(0, "social_care_share"))
    let (uncertainty, billing) = (standardError(), billing())
    if band == nil, !isBlank("share"), share != 1 {
      report(
        .emptyText, "band", seen: "a share and no band", expected: "the name of a band",
        remedy: "Name the band whose share it is, or take the share out.")
    }
    guard var row, let share, let health, let care, let uncertainty, let billing else { return nil }
    row.band = band
    (row.share, row.healthShare, row.socialCareShare) = (share, health, care)
    (row.uncertainty, row.billing) = (uncertainty, billing)
    (row.includes, row.uplift) = (includes, optionalText("uplift"))
    return row
  }

  /// What transport costs per plan.
  mutating func transportCost() -> UnitCostRow? {
    guard var row = price(line: code("line", among: Self.transportLines)) else { return nil }
    (row.includes, row.uplift) = (optionalText("includes"), optionalText("uplift"))
    return row
  }

  /// What a plan costs in England.
  mutating func englandUnitCost() -> EnglandUnitCost? {
    let (line, amount, year) = (name("line"), spent("gbp_per_year"), financialYear("price_year"))
    guard let provenance = provenance(), let line, let amount, let year else { return nil }
    return EnglandUnitCost(
      lines: line.split(separator: ";").map(String.init), amount: amount, priceYear: year,
      provenance: provenance)
  }

  /// The lines of transport, by the age of those who are taken.
  private static let transportLines = ["transport_pre16", "transport_16_18", "transport_19_25"]

  private mutating func price(line: String?) -> UnitCostRow? {
    let (provision, need) = (provisionScope(), needScope())
    let (amount, year) = (money("gbp_per_year"), financialYear("price_year"))
    if let amount, amount < .zero {
      report(
        .negative, "gbp_per_year", seen: text("gbp_per_year") ?? "", expected: "0 or more",
        remedy: "Put income in income.csv.")
    }
    guard let provenance = provenance(), let line, let provision, let need, let amount, let year
    else { return nil }
    return UnitCostRow(
      line: line, provision: provision.code, need: need.code, amount: amount, priceYear: year,
      provenance: provenance)
  }

  private func optionalText(_ column: String) -> String? { isBlank(column) ? nil : text(column) }

  /// A share; the value that holds where the cell says nothing.
  private mutating func shareOr(_ value: Double, _ column: String) -> Double? {
    isBlank(column) ? value : share(column)
  }

  private mutating func standardError() -> Double? {
    guard let value = shareOr(0, "uncertainty"), value <= 0.5 else {
      if !isBlank("uncertainty") {
        report(
          .outOfRange, "uncertainty", seen: text("uncertainty") ?? "", expected: "from 0 to 0.5",
          remedy: "Give the standard error of the amount as a share of it: 0.05 for 5 %.")
      }
      return nil
    }
    return value
  }

  private mutating func billing() -> Billing? {
    if isBlank("billing") { return .monthly }
    return code("billing", among: Billing.allCases.map(\.rawValue)).flatMap(Billing.init)
  }

  /// Places outside the register of settings.
  mutating func fundedPlaces() -> FundedPlacesRow? {
    let line = code("line", among: FundedPlacesRow.Line.allCases.map(\.rawValue))
      .flatMap(FundedPlacesRow.Line.init)
    let (year, places) = (academicYear("academic_year"), count("places", upTo: Self.mostOfASetting))
    let provisions = codes.provisions.map(\.code)
    let follows = known("follows") { row, column in row.code(column, among: provisions) }
    guard let provenance = provenance(), let line, let year, let places, let follows
    else { return nil }
    return FundedPlacesRow(
      line: line, year: year, places: places, follows: follows, provenance: provenance)
  }

  /// A line of a closed account.
  mutating func outturn() -> OutturnRow? {
    let (line, year) = (name("line"), financialYear("closed_year"))
    let budget = known("budget") { row, column in row.spent(column) }
    let outturn = spent("outturn")
    guard let provenance = provenance(), let line, let year, let budget, let outturn
    else { return nil }
    return OutturnRow(
      line: line, budget: budget, outturn: outturn, year: year, provenance: provenance)
  }

  /// Another block of the grant.
  mutating func dsgBlock() -> DSGBlockRow? {
    let block = code("block", among: DSGBlockRow.Block.allCases.map(\.rawValue))
      .flatMap(DSGBlockRow.Block.init)
    let (year, income, spending) = (
      financialYear("financial_year"), spent("income"), spent("spending")
    )
    let opening = known("opening_balance") { row, column in row.money(column) }
    guard let provenance = provenance(), let block, let year, let income, let spending, let opening
    else { return nil }
    return DSGBlockRow(
      block: block, year: year, income: income, spending: spending, opening: opening,
      provenance: provenance)
  }

  private mutating func spent(_ column: String) -> Money? {
    let amount = money(column)
    if let amount, amount < .zero {
      report(
        .negative, column, seen: text(column) ?? "", expected: "0 or more",
        remedy: "Give spending gross of income; put income in income.csv.")
    }
    return amount
  }
}
