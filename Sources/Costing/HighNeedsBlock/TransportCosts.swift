import Vocabulary

/// What taking the children of each need and provision to school costs in each financial year: a memo beside the account, as transport is the
/// general fund's.
///
/// A provision may have rows on several lines, one for each age band of the return; a plan costs their sum.
struct TransportCosts {
  let terms: [[UnitCosts.Term]]

  init(
    _ assumptions: CostingAssumptions, lines: [String], years: [FinancialYear], occurring: [Bool],
    _ faults: inout FaultList
  ) {
    var terms = years.map { _ in [UnitCosts.Term]() }
    for (position, line) in lines.enumerated() {
      let rows = assumptions.finances.transport.filter { $0.line == line }
      let costs = UnitCosts(
        assumptions.with(unitCosts: rows), lines: [line], years: years,
        occurring: Self.rowed(rows, assumptions.codes, occurring), ties: [:],
        file: "evidence/transport.csv", &faults)
      for year in years.indices {
        terms[year] += costs.terms[year].map {
          UnitCosts.Term(cell: $0.cell, line: position, pence: $0.pence, billing: $0.billing)
        }
      }
    }
    self.terms = terms
    if !lines.isEmpty { Self.addMissing(assumptions, occurring, &faults) }
  }

  /// Cells that can occur and that a row of the line is for.
  static func rowed(
    _ rows: [UnitCostRow], _ codes: CodeLists, _ occurring: [Bool]
  ) -> [Bool] {
    occurring.indices.map { cell in
      let need = codes.needs[cell / codes.provisions.count].code
      let provision = codes.provisions[cell % codes.provisions.count].code
      return occurring[cell]
        && rows.contains {
          ($0.provision ?? provision) == provision && ($0.need ?? need) == need
        }
    }
  }

  private static func addMissing(
    _ assumptions: CostingAssumptions, _ occurring: [Bool], _ faults: inout FaultList
  ) {
    let codes = assumptions.codes
    let rowed = rowed(assumptions.finances.transport, codes, occurring)
    for cell in occurring.indices where occurring[cell] && !rowed[cell] {
      faults.add(
        "evidence/transport.csv has no row for provision "
          + "\(codes.provisions[cell % codes.provisions.count].code), need "
          + "\(codes.needs[cell / codes.provisions.count].code): add a row, or write 0 and say why")
    }
  }
}

extension CostingAssumptions {
  /// The same with other unit costs, in which nobody changes bands.
  func with(unitCosts rows: [UnitCostRow]) -> CostingAssumptions {
    var result = self
    result.finances.unitCosts = rows
    result.bandShifts = []
    return result
  }
}
