import Vocabulary

extension InventedAuthority {
  /// The ids of the settings: a primary and an all-through special school, and a base.
  public static let settingIDs = ["primary", "all-through", "base"]

  static func placeTables() -> [InventedTable] {
    [settings(), commissioned(), waiting(), overflow()]
  }

  private static func position(_ code: String) -> Int { codes.provision(code) ?? -1 }

  /// Rolls of the settings; they add to the plans of their provisions.
  static func rolls() -> [Int] {
    let cube = stock(baseCensus)
    let special = position("SPEC-STATE")
    let young = cube.sum { (-1...6).contains($0.ncy) && $0.provision == special }
    let all = cube.sum { $0.provision == special }
    return [young / 2, all - young / 2, cube.sum { $0.provision == position("DSP") }]
  }

  private static func settings() -> InventedTable {
    let rolls = rolls()
    var table = InventedTable(
      "settings",
      "setting,name,kind,provision,needs,ncy_from,ncy_to,located,base_roll,stretch,area,easting,"
        + "northing,sites,physical_capacity,imports,stretch_source,status")
    table.add(
      "primary", "Primary Special School", "special", "SPEC-STATE", "All", -1, 6, "here",
      rolls[0], "1.00", "north", 450_500, 311_500, 1, rolls[0] + 4, 0, "", "illustrative")
    table.add(
      "all-through", "All-through Special School", "special", "SPEC-STATE", "All", -1, 14, "here",
      rolls[1], "1.05", "south", 451_500, 296_500, 1, rolls[1] + 8, 0,
      "illustrative: invented agreement", "illustrative")
    table.add(
      "base", "Communication Base", "dsp", "DSP", "ASD;HI;SLCN", 0, 11, "here", rolls[2], "1.00",
      "north", 449_000, 313_000, "", "", 0, "", "illustrative")
    return table
  }

  private static func commissioned() -> InventedTable {
    let rolls = rolls()
    let post16 = stock(baseCensus).sum {
      $0.ncy >= 12 && $0.provision == position("SPEC-STATE")
    }
    var table = InventedTable(
      "commissioned_places", "setting,academic_year,places,post16_places,status")
    table.add("primary", "2024/25", rolls[0], 0, "illustrative")
    table.add("all-through", "2024/25", rolls[1] + 1, post16, "illustrative")
    table.add("all-through", "2027/28", rolls[1] + 5, post16, "illustrative")
    table.add("base", "2024/25", rolls[2] + 1, 0, "illustrative")
    return table
  }

  /// Five children in mainstream, one a cell, who wait for a special school or the base.
  private static func waiting() -> InventedTable {
    let plans = stock(baseCensus).plans { [$0.ncy, $0.need, $0.provision] }
    var table = InventedTable("waiting", "need,ncy,wanted,attending,children,status")
    var left = 5
    for ncy in 1...10 {
      guard left > 0, let need = codes.need("ASD") else { break }
      guard plans[[ncy, need, position("MAIN")]] != nil else { continue }
      let wanted = left % 2 == 0 ? "DSP" : "SPEC-STATE"
      table.add("ASD", ncy, wanted, "MAIN", 1, "illustrative")
      left -= 1
    }
    return table
  }

  private static func overflow() -> InventedTable {
    var table = InventedTable("overflow", "wanted,need,phase,order,went,share,status")
    for phase in Phase.allCases {
      let other = phase == .post16 ? "FE" : "IND-SPEC"
      for (index, (went, share)) in [
        ("over_number", "0.10"), (other, "0.30"), ("other_authority", "0.05"), ("held", "0.45"),
        ("awaiting", "0.10"),
      ].enumerated() {
        table.add("All", "All", phase.rawValue, index + 1, went, share, "illustrative")
      }
    }
    for (index, (went, share)) in [("IND-SPEC", "0.50"), ("held", "0.40"), ("awaiting", "0.10")]
      .enumerated()
    {
      table.add("All", "SEMH", "secondary", index + 1, went, share, "illustrative")
    }
    for (index, (went, share)) in [("over_number", "0.20"), ("held", "0.80")].enumerated() {
      table.add("DSP", "All", "primary", index + 1, went, share, "illustrative")
    }
    return table
  }
}
