import Vocabulary

extension InventedAuthority {
  static func moneyTables() -> [InventedTable] {
    [unitCosts(), topUps(), otherCosts(), inflation(), income(), assumptions()]
  }

  private static func unitCosts() -> InventedTable {
    let costs: [(line: String, provision: String, amount: String)] = [
      ("topup_early_years", "EY-PVI", "3000.00"), ("topup_mainstream", "MAIN", "6500.00"),
      ("topup_base", "BASE-SUP", "7000.00"), ("topup_base", "DSP", "8500.50"),
      ("topup_special", "SPEC-STATE", "13900.00"), ("topup_nmss", "NMSS", "35000.00"),
      ("fees_independent", "IND-SPEC", "61500.00"), ("fees_independent", "IND-MAIN", "21000.00"),
      ("topup_ap", "AP", "12000.00"), ("topup_ap", "HOSP", "12000.00"),
      ("topup_fe", "FE", "4300.00"), ("fees_specialist_post16", "SPI", "28000.00"),
      ("eotas", "EOTAS", "17000.00"), ("other_provision", "EHE", "0.00"),
      ("other_provision", "OPA", "0.00"), ("other_provision", "NONE", "0.00"),
    ]
    var table = InventedTable(
      "unit_costs", "line,provision,need,gbp_per_year,price_year,status")
    for cost in costs {
      table.add(cost.line, cost.provision, "All", cost.amount, "2025-26", "illustrative")
    }
    table.add("topup_special", "SPEC-STATE", "PMLD", "21000.00", "2025-26", "illustrative")
    return table
  }

  private static func topUps() -> InventedTable {
    var table = InventedTable(
      "topup_without_plan", "age_group,need,children,gbp_per_year,price_year,status")
    let rows: [(band: AgeBand, need: String, children: Int)] = [
      (.under5, "SLCN", 6), (.from5to10, "SLCN", 10), (.from5to10, "All", 14),
      (.from11to15, "SEMH", 8), (.from11to15, "All", 9),
    ]
    for row in rows {
      table.add(
        row.band.rawValue, row.need, row.children, "4000.00", "2025-26", "illustrative")
    }
    return table
  }

  private static func otherCosts() -> InventedTable {
    var table = InventedTable("other_costs", "line,financial_year,gbp,status")
    table.add("sen_support_services", "2025-26", "250000.00", "illustrative")
    return table
  }

  private static func inflation() -> InventedTable {
    var table = InventedTable("inflation", "line,financial_year,percent,status")
    table.add("All", "2026-27", "3.0", "illustrative")
    table.add("fees_independent", "2026-27", "5.0", "illustrative")
    return table
  }

  private static func income() -> InventedTable {
    var table = InventedTable("income", "line,financial_year,gbp,status")
    table.add("high_needs_block", "2025-26", "4200000", "illustrative")
    table.add("high_needs_block", "2026-27", "4326000", "illustrative")
    table.add("other_income", "2025-26", "50000", "illustrative")
    table.add("schools_block", "2025-26", "40000000", "illustrative")
    table.add("opening_balance", "2025-26", "-500000.00", "illustrative")
    return table
  }

  private static func assumptions() -> InventedTable {
    InventedTable("assumptions", "name,value,status")
  }
}
