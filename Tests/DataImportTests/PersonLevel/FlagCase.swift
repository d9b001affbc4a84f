import DataImport

/// A fault to plant and what it should raise.
struct FlagCase: Sendable {
  let flag: SEN2Flag
  /// Flags that cannot but follow.
  var also: [SEN2Flag: Int] = [:]
  var count = 1
  let plant: @Sendable (inout InventedPair) -> Void

  var expected: [SEN2Flag: Int] { also.merging([flag: count]) { $1 } }

  static let all = people + links + dates + plans + placements + needs

  private static let people: [FlagCase] = [
    FlagCase(flag: .birthDateMissing) { $0.set("person", "personbirthdate", "") },
    FlagCase(flag: .birthDateUnreadable) { $0.set("person", "personbirthdate", "32/13/2010") },
    FlagCase(flag: .bornAfterCensus) { $0.set("person", "personbirthdate", "2025-Mar-01") },
    FlagCase(flag: .over25) { $0.set("person", "personbirthdate", "01/02/1980") },
    FlagCase(flag: .identifierMissing) {
      $0.set("person", "upn", "")
      $0.set("person", "uniquelearnernumber", "")
    },
    FlagCase(flag: .upnMalformed) { $0.set("person", "upn", "X12345") },
    FlagCase(flag: .upnShared, count: 2) {
      let upn = $0.now["person"]?.rows[5]["upn"] ?? ""
      $0.set("person", "upn", upn)
    },
    FlagCase(flag: .postcodeMissing) { $0.set("person", "postcode", "") },
    FlagCase(flag: .postcodeMalformed) { $0.set("person", "postcode", "99 ZZ") },
    FlagCase(flag: .postcodeWithoutArea) {
      $0.postcodes += "ZZ99 1,here\nZZ99 2,here\n"
      for index in $0.now["person"]?.rows.indices ?? 0..<0 {
        $0.now["person"]?.rows[index]["postcode"] = index == 3 ? "zz98 1zz" : "ZZ991ZZ"
      }
    },
    FlagCase(flag: .personTwice) { $0.copy("person", ["persontableid": "P-x"]) },
    FlagCase(flag: .personWithoutRequest) {
      $0.copy("person", ["persontableid": "P-x", "upn": "A999999999998"])
    },
  ]

  private static let links: [FlagCase] = [
    FlagCase(flag: .keyRepeated) { $0.copy("sen-need", ["sentype": "HI"]) },
    FlagCase(flag: .keyMissing) { $0.copy("sen-need", ["senneedtableid": ""]) },
    FlagCase(flag: .personWithoutReturn) { $0.set("person", "sen2tableid", "S-x") },
    FlagCase(flag: .requestWithoutPerson) {
      $0.copy("requests", ["requeststableid": "R-x", "persontableid": "P-x"])
    },
    FlagCase(flag: .assessmentWithoutRequest) {
      $0.copy("assessment", ["assessmenttableid": "E-x", "requeststableid": "R-x"])
    },
    FlagCase(flag: .namedPlanWithoutAssessment) {
      $0.copy("named-plan", ["namedplantableid": "M-x", "assessmenttableid": "E-x"])
    },
    FlagCase(flag: .planDetailWithoutNamedPlan) {
      $0.copy("plan-detail", ["plandetailtableid": "L-x", "namedplantableid": "M-x"])
    },
    FlagCase(flag: .activePlanWithoutRequest) {
      $0.copy("active-plans", ["activeplanstableid": "A-x", "requeststableid": "R-x"])
    },
    FlagCase(flag: .placementWithoutActivePlan) {
      $0.copy(
        "placement-detail", ["placementdetailtableid": "D-x", "activeplanstableid": "A-x"])
    },
    FlagCase(flag: .needWithoutActivePlan) {
      $0.copy("sen-need", ["senneedtableid": "N-x", "activeplanstableid": "A-x"])
    },
  ]

  private static let dates: [FlagCase] = [
    FlagCase(flag: .dateUnreadable) {
      $0.set("requests", "receiveddate", "soon") { $0["receiveddate"] != "" }
    },
    FlagCase(flag: .requestAfterCensus) {
      $0.set("requests", "receiveddate", "2025-Feb-01") { $0["requestoutcome"] == "" }
    },
    FlagCase(flag: .decisionBeforeRequest) {
      $0.set("requests", "requestoutcomedate", "2010-Jan-01") { $0["requestoutcomedate"] != "" }
    },
    FlagCase(flag: .assessmentBeforeRequest) {
      $0.set("assessment", "assessmentoutcomedate", "2010-Jan-01")
    },
    FlagCase(flag: .planBeforeAssessment) {
      $0.set("assessment", "assessmentoutcomedate", "2025-Jan-10")
    },
    FlagCase(flag: .ceasedBeforeStart) {
      $0.set("named-plan", "ceasedate", "2010-Jan-01") { $0["ceasedate"] != "" }
    },
    FlagCase(flag: .leftBeforeEntry) {
      $0.copy(
        "placement-detail",
        [
          "placementdetailtableid": "D-x", "entrydate": "2024-Jun-01",
          "leavingdate": "2024-May-01",
        ])
    },
    FlagCase(flag: .ceaseDateUnreadable) {
      $0.set("named-plan", "ceasedate", "31/02/2024") { $0["ceasedate"] != "" }
    },
    FlagCase(flag: .startMissing) {
      let person = $0.stayer()
      $0.set("named-plan", "startdate", "") { $0["namedplantableid"] == "M\(person)" }
    },
    FlagCase(flag: .censusDateDiffers) { $0.set("sen2", "referencedate", "2025-Jan-17") },
  ]

  private static let plans: [FlagCase] = [
    FlagCase(flag: .planStartsAfterCensus) { $0.set("named-plan", "startdate", "2025-Mar-01") },
    FlagCase(flag: .twoActivePlans) {
      let plan = $0.now["active-plans"]?.rows[3] ?? [:]
      let person = InventedPair.number(plan["requeststableid"])
      $0.copy("requests", ["requeststableid": "R-x"]) { $0["persontableid"] == "P\(person)" }
      $0.copy(
        "active-plans",
        ["activeplanstableid": "A-x", "requeststableid": "R-x", "transferla": "998"])
      $0.copy(
        "placement-detail", ["placementdetailtableid": "D-x", "activeplanstableid": "A-x"])
      $0.copy("sen-need", ["senneedtableid": "N-x", "activeplanstableid": "A-x"])
    },
    FlagCase(flag: .ceasedButActive) {
      $0.set("named-plan", "ceasereason", "2")
      $0.set("named-plan", "ceasedate", "2025-Jan-10")
    },
    FlagCase(flag: .planWithoutActiveRecord) {
      let person = $0.stayer()
      for table in ["active-plans", "placement-detail", "sen-need"] {
        $0.delete(table) { $0["activeplanstableid"] == "A\(person)" }
      }
    },
    FlagCase(flag: .activeWithoutNamedPlan) {
      let person = $0.stayer()
      for table in ["named-plan", "plan-detail"] {
        $0.delete(table) { $0["namedplantableid"] == "M\(person)" }
      }
    },
    FlagCase(flag: .ceaseReasonMissing) {
      $0.set("named-plan", "ceasereason", "") { $0["ceasedate"] != "" }
    },
    FlagCase(flag: .ceaseReasonUnknown) {
      $0.set("named-plan", "ceasereason", "12") { $0["ceasedate"] != "" }
    },
    FlagCase(flag: .ceaseReasonWithoutDate) { $0.set("named-plan", "ceasereason", "2") },
  ]
}
