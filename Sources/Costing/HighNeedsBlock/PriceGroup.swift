import Vocabulary

/// What a row makes of the price of a plan in a year.
struct RowPrice {
  let row: UnitCostRow
  /// The share of the plans of the provision and need that are in the band.
  let share: Double
  /// The amount in the prices of the year.
  let grown: Money
  /// The cap of the line in the year.
  let cap: FeeCap?
  /// What the cap is before a tie, which comes after it.
  let ceiling: Money?

  /// True where the cap is below the price.
  var isCapped: Bool { ceiling.map { $0 < grown } ?? false }
  /// The price after the cap.
  var price: Money { ceiling.map { min(grown, $0) } ?? grown }

  /// What a plan counts for: less what health and social care pay, by the share of the band, to the penny.
  var counted: Money {
    let own = share * row.ownShare
    return own == 1 ? price : price.grown(by: own)
  }
}

/// The rows of one provision and need: one, or the bands that its plans are spread over.
struct PriceGroup {
  let rows: [UnitCostRow]
  /// Their positions in the file.
  let positions: [Int]

  var line: String { rows[0].line }
  var particularity: Int { (rows[0].provision == nil ? 0 : 2) + (rows[0].need == nil ? 0 : 1) }

  func applies(to provision: String, _ need: String) -> Bool {
    (rows[0].provision ?? provision) == provision && (rows[0].need ?? need) == need
  }

  /// What a plan costs by each way of billing, in pence, each band to the penny: grown from its prices, capped in cash, less what health and
  /// social care pay, counted by its share of the plans.
  func prices(
    _ year: FinancialYear, _ assumptions: CostingAssumptions, ties: [String: Tie],
    _ faults: inout FaultList
  ) -> [(billing: Billing, pence: Int)] {
    var sums: [Billing: Int] = [:]
    for price in rowPrices(year, assumptions, ties: ties, &faults) {
      sums[price.row.billing, default: 0] += price.counted.pence
    }
    return Billing.allCases.compactMap { billing in
      sums[billing].map { (billing: billing, pence: $0) }
    }
  }

  /// What each row makes of the price of a plan, in the order of the rows.
  func rowPrices(
    _ year: FinancialYear, _ assumptions: CostingAssumptions, ties: [String: Tie],
    _ faults: inout FaultList
  ) -> [RowPrice] {
    let shares = BandShares(self, assumptions.bandShifts, in: year)
    let growth = PriceGrowth(rows: assumptions.finances.inflation, unstated: nil)
    return zip(rows, shares.values).map { row, share in
      let grown = growth.grown(
        row.amount, of: row.uplift ?? row.line, from: row.priceYear, to: year, &faults)
      let cap = assumptions.feeCap(of: row.line, in: year)
      let ceiling = cap.map { ties[row.line]?.untied($0.perYear) ?? $0.perYear }
      return RowPrice(row: row, share: share, grown: grown, cap: cap, ceiling: ceiling)
    }
  }

  /// Gathers rows by provision and need, in the order of the file, and refuses what cannot be added up.
  static func groups(
    _ rows: [UnitCostRow], file: String, _ codes: CodeLists, _ faults: inout FaultList
  ) -> [PriceGroup] {
    var order: [[String?]] = []
    var positions: [[String?]: [Int]] = [:]
    for index in rows.indices {
      let key = [rows[index].provision, rows[index].need]
      if positions[key] == nil { order.append(key) }
      positions[key, default: []].append(index)
    }
    let groups = order.compactMap { key in
      positions[key].map { PriceGroup(rows: $0.map { rows[$0] }, positions: $0) }
    }
    for group in groups { group.check(file, codes, &faults) }
    return groups
  }

  var place: String { "provision \(rows[0].provision ?? "All"), need \(rows[0].need ?? "All")" }

  private func check(_ file: String, _ codes: CodeLists, _ faults: inout FaultList) {
    if rows[0].provision.map({ codes.provision($0) == nil }) ?? false
      || rows[0].need.map({ codes.need($0) == nil }) ?? false
    {
      faults.add("\(file) has a row for \(place): use codes of this folder")
    }
    if Set(rows.map(\.band)).count < rows.count {
      faults.add(
        "\(file) has two rows for \(place): keep one, or make one of them more particular, or give "
          + "each a band of its own")
      return
    }
    if Set(rows.map(\.line)).count > 1 {
      faults.add("\(file) has bands of different lines for \(place): give them one line")
    }
    let years = Set(rows.map(\.priceYear)).sorted()
    if years.count > 1 {
      faults.add(
        "\(file) has bands of \(place) in the prices of \(years.map(\.description).joined(separator: " and ")): "
          + "amounts in different prices are not added; bring them to one price_year")
    }
    let shares = rows.reduce(0) { $0 + $1.share }
    if abs(shares - 1) > 1e-6 {
      faults.add(
        "\(file) has shares of \(place) that add to \(shares): make the shares of its bands add to 1"
      )
    }
    for row in rows where row.healthShare + row.socialCareShare > 1 + 1e-9 {
      faults.add(
        "\(file) has \(place) paid by health and social care above the whole: give shares that add "
          + "to at most 1")
    }
  }
}
