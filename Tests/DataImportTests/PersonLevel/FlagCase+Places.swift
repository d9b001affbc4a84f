import DataImport

extension FlagCase {
  private static let table = "placement-detail"
  private static let isSchool: @Sendable (InventedPair.Row) -> Bool = {
    $0["urn"] != "" && $0["senunitindicator"] == "" && $0["resourcedprovisionindicator"] == ""
  }
  private static let isEarlyYears: @Sendable (InventedPair.Row) -> Bool = {
    $0["sensetting"] == "EYP"
  }

  static let placements: [FlagCase] = [
    FlagCase(flag: .placementMissing) { $0.now[table]?.rows.removeFirst() },
    FlagCase(flag: .placementNoneOpen) {
      $0.set(table, "entrydate", "2023-Sep-01")
      $0.set(table, "leavingdate", "2024-Jul-01")
    },
    FlagCase(flag: .placementSeveralFirst) { $0.copy(table, ["placementdetailtableid": "D-x"]) },
    FlagCase(flag: .placementRankAboveOne) {
      $0.copy(table, ["placementdetailtableid": "D-x", "placementrank": "2"])
    },
    FlagCase(flag: .placementRankMissing) { $0.set(table, "placementrank", "2") },
    FlagCase(flag: .entryDateMissing) { $0.set(table, "entrydate", "") },
    FlagCase(flag: .entryAfterCensus) {
      $0.copy(table, ["placementdetailtableid": "D-x", "entrydate": "2025-Sep-01"])
    },
    FlagCase(flag: .settingMissing) { $0.set(table, "sensetting", "", where: isEarlyYears) },
    FlagCase(flag: .urnUnreadable) { $0.set(table, "urn", "12A45", where: isSchool) },
    FlagCase(flag: .urnUnknown) { $0.set(table, "urn", "123456", where: isSchool) },
    FlagCase(flag: .senSettingUnknown) {
      $0.set(table, "sensetting", "XXX", where: isEarlyYears)
    },
    FlagCase(flag: .urnAndSENSetting) { $0.set(table, "sensetting", "OTH", where: isSchool) },
    FlagCase(flag: .ageOutsideSetting) {
      $0.schools += "990001,Invented,MAIN,11,16\n"
      $0.set(table, "urn", "990001", where: isEarlyYears)
      $0.set(table, "sensetting", "") { $0["urn"] == "990001" }
    },
    FlagCase(flag: .unitAtSpecial) {
      // Provision 4 of the list is the state special school.
      $0.set(table, "senunitindicator", "true") { $0["urn"]?.hasPrefix("90004") == true }
    },
    FlagCase(flag: .neetBelow16) { $0.set(table, "sensetting", "NEET", where: isEarlyYears) },
    FlagCase(flag: .ukprnOnly) {
      $0.set(table, "ukprn", "10009999", where: isEarlyYears)
      $0.set(table, "sensetting", "") { $0["ukprn"] != "" }
    },
    FlagCase(flag: .placementShareHigh, also: [.placementMissing: 40]) {
      $0.now[table]?.rows.removeFirst(40)
    },
  ]

  static let needs: [FlagCase] = [
    FlagCase(flag: .needMissing) { $0.now["sen-need"]?.rows.removeFirst() },
    FlagCase(flag: .needUnknown) { $0.set("sen-need", "sentype", "ZZZ") },
    FlagCase(flag: .needSeveralFirst) { $0.copy("sen-need", ["senneedtableid": "N-x"]) },
    FlagCase(flag: .needRankMissing) { $0.set("sen-need", "sentyperank", "2") },
    FlagCase(flag: .needMissingShareHigh, also: [.needMissing: 30]) {
      $0.now["sen-need"]?.rows.removeFirst(30)
    },
    FlagCase(flag: .mldShareHigh) { pair in
      for index in pair.now["sen-need"]?.rows.indices ?? 0..<0 {
        pair.now["sen-need"]?.rows[index]["sentype"] = "MLD"
      }
    },
  ]
}
