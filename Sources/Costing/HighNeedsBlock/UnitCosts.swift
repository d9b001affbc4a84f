import Vocabulary

/// What a plan of each need and provision costs in each financial year, and on which line.
///
/// Cells are need × provision, provision running fastest, as in `PlanStock`.
struct UnitCosts {
  /// What the plans of a cell cost by one way of billing.
  struct Term: Sendable {
    let cell: Int
    /// Position in the lines given.
    let line: Int
    /// Pence a plan and year.
    let pence: Int
    let billing: Billing
  }

  /// The line of each cell, by position in the lines given; -1 where no row applies or no plan can be.
  let lineOfCell: [Int]
  /// What is added up, by year, in the order of the cells.
  let terms: [[Term]]
  /// The rows that cost a cell that can occur, in the order of the file.
  let used: [UnitCostRow]

  /// - Parameter ties: what the lines are multiplied by to meet a closed year; a fee cap holds after it.
  init(
    _ assumptions: CostingAssumptions, lines: [String], years: [FinancialYear],
    occurring: [Bool], ties: [String: Tie], file: String = "evidence/unit_costs.csv",
    _ faults: inout FaultList
  ) {
    let rows = assumptions.finances.unitCosts
    let codes = assumptions.codes
    let groups = PriceGroup.groups(rows, file: file, codes, &faults)
    let groupOfCell = Self.matched(groups, codes)
    Self.addMissing(groupOfCell, codes, occurring, &faults)
    let counted = Set(zip(groupOfCell, occurring).compactMap { $1 ? $0 : nil })
    let prices = years.map { year in
      groups.indices.map { index in
        counted.contains(index)
          ? groups[index].prices(year, assumptions, ties: ties, &faults) : []
      }
    }
    let lineOfCell = zip(groupOfCell, occurring).map { group, occurs in
      group.flatMap { occurs ? lines.firstIndex(of: groups[$0].line) : nil } ?? -1
    }
    self.lineOfCell = lineOfCell
    terms = prices.map { prices in
      lineOfCell.indices.flatMap { cell -> [Term] in
        guard lineOfCell[cell] >= 0, let group = groupOfCell[cell] else { return [] }
        return prices[group].map {
          Term(cell: cell, line: lineOfCell[cell], pence: $0.pence, billing: $0.billing)
        }
      }
    }
    used = counted.flatMap { groups[$0].positions }.sorted().map { rows[$0] }
  }

  /// What a plan costs in a year of `years`, in pence: the sum of its terms.
  func pence(_ year: Int) -> [Int] {
    terms[year].reduce(into: Array(repeating: 0, count: lineOfCell.count)) {
      $0[$1.cell] += $1.pence
    }
  }

  /// The most particular group of each cell: provision and need, provision, need, all.
  static func matched(_ groups: [PriceGroup], _ codes: CodeLists) -> [Int?] {
    let ranked = groups.indices.sorted { groups[$0].particularity > groups[$1].particularity }
    return codes.needs.flatMap { need in
      codes.provisions.map { provision in
        ranked.first { groups[$0].applies(to: provision.code, need.code) }
      }
    }
  }

  private static func addMissing(
    _ groupOfCell: [Int?], _ codes: CodeLists, _ occurring: [Bool], _ faults: inout FaultList
  ) {
    for cell in groupOfCell.indices where occurring[cell] && groupOfCell[cell] == nil {
      let need = codes.needs[cell / codes.provisions.count].code
      let provision = codes.provisions[cell % codes.provisions.count].code
      faults.add(
        "evidence/unit_costs.csv has no row for provision \(provision), need \(need): add a row, "
          + "or write 0 and say why")
    }
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
