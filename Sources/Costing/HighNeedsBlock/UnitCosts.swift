import Vocabulary

/// What a plan of each need and provision costs in each financial year, and on which line.
///
/// Cells are need × provision, provision running fastest, as in `CostedYear.planYears24`.
struct UnitCosts {
  /// The line of each cell, by position in `AccountLayout.unitLines`; -1 where no row applies.
  let lineOfCell: [Int]
  /// Pence a plan and year, by year and cell.
  let pence: [[Int]]
  /// The rows that cost a cell that can occur, in the order of the file.
  let used: [UnitCostRow]

  init(
    _ assumptions: CostingAssumptions, _ layout: AccountLayout, years: [FinancialYear],
    occurring: [Bool], _ faults: inout FaultList
  ) {
    let rows = assumptions.finances.unitCosts
    let codes = assumptions.codes
    Self.checkKeys(rows, codes, &faults)
    let rowOfCell = Self.matched(rows, codes)
    Self.addMissing(rowOfCell, codes, occurring, &faults)
    let counted = Set(zip(rowOfCell, occurring).compactMap { $1 ? $0 : nil })
    let prices = years.map { year in
      rows.indices.map { index in
        counted.contains(index) ? Self.price(rows[index], year, assumptions, &faults).pence : 0
      }
    }
    lineOfCell = zip(rowOfCell, occurring).map { row, occurs in
      row.flatMap { occurs ? layout.unitLines.firstIndex(of: rows[$0].line) : nil } ?? -1
    }
    pence = prices.map { prices in rowOfCell.map { $0.map { prices[$0] } ?? 0 } }
    used = rows.indices.filter(counted.contains).map { rows[$0] }
  }

  /// The amount of a row in a year: grown from its prices, to the penny, and then capped in cash.
  private static func price(
    _ row: UnitCostRow, _ year: FinancialYear, _ assumptions: CostingAssumptions,
    _ faults: inout FaultList
  ) -> Money {
    let growth = PriceGrowth(rows: assumptions.finances.inflation, unstated: nil)
    let grown = growth.grown(row.amount, of: row.line, from: row.priceYear, to: year, &faults)
    return assumptions.feeCap(of: row.line, in: year).map { min(grown, $0.perYear) } ?? grown
  }

  /// The most particular row of each cell: provision and need, provision, need, all.
  private static func matched(_ rows: [UnitCostRow], _ codes: CodeLists) -> [Int?] {
    let ranked = rows.indices.sorted { rows[$0].particularity > rows[$1].particularity }
    return codes.needs.flatMap { need in
      codes.provisions.map { provision in
        ranked.first { rows[$0].applies(to: provision.code, need.code) }
      }
    }
  }

  private static func addMissing(
    _ rowOfCell: [Int?], _ codes: CodeLists, _ occurring: [Bool], _ faults: inout FaultList
  ) {
    for cell in rowOfCell.indices where occurring[cell] && rowOfCell[cell] == nil {
      let need = codes.needs[cell / codes.provisions.count].code
      let provision = codes.provisions[cell % codes.provisions.count].code
      faults.add(
        "evidence/unit_costs.csv has no row for provision \(provision), need \(need): add a row, "
          + "or write 0 and say why")
    }
  }

  private static func checkKeys(
    _ rows: [UnitCostRow], _ codes: CodeLists, _ faults: inout FaultList
  ) {
    var seen: Set<[String?]> = []
    for row in rows {
      let place = "provision \(row.provision ?? "All"), need \(row.need ?? "All")"
      if !seen.insert([row.provision, row.need]).inserted {
        faults.add(
          "evidence/unit_costs.csv has two rows for \(place): keep one, or make one of them more "
            + "particular")
      }
      if row.provision.map({ codes.provision($0) == nil }) ?? false
        || row.need.map({ codes.need($0) == nil }) ?? false
      {
        faults.add("evidence/unit_costs.csv has a row for \(place): use codes of this folder")
      }
    }
  }
}

extension UnitCostRow {
  fileprivate var particularity: Int { (provision == nil ? 0 : 2) + (need == nil ? 0 : 1) }

  fileprivate func applies(to provision: String, _ need: String) -> Bool {
    (self.provision ?? provision) == provision && (self.need ?? need) == need
  }
}

extension CostingAssumptions {
  /// The cap of a line in a year: the latest that has begun, the later in the list on a tie.
  func feeCap(of line: String, in year: FinancialYear) -> FeeCap? {
    feeCaps.reduce(nil) { found, cap in
      guard cap.line == line, cap.from <= year else { return found }
      guard let found, cap.from < found.from else { return cap }
      return found
    }
  }
}
