import Vocabulary

/// Writes invented people as the tables of a return. Nothing in them is anybody's: UPNs have a wrong check letter, ULNs begin with
/// 00, postcodes are in ZZ99, which is nowhere.
struct InventedExport {
  private let codes: CodeLists
  private let register: SettingRegister
  private let version: SEN2Layout.Version
  private var rows: [SEN2Layout.Table: [[String: String]]] = [:]

  /// The texts of the nine tables by name.
  static func tables(
    _ census: InventedCaseload.Census, codes: CodeLists, version: SEN2Layout.Version
  ) -> [String: String] {
    var export = InventedExport(codes, version)
    export.add(
      .sen2,
      ["sen2tableid": "S1", "referencedate": Self.day(census.date)])
    for plan in census.plans { export.add(plan, ending: nil) }
    for ending in census.endings { export.add(ending.plan, ending: ending) }
    for waiting in census.waiting { export.add(waiting) }
    return Dictionary(
      uniqueKeysWithValues: SEN2Layout.Table.ofReturn.map { ($0.rawValue, export.text($0)) })
  }

  /// The same as a list with a row a plan; requests and assessments that wait are not part of it.
  static func list(_ census: InventedCaseload.Census, codes: CodeLists) -> String {
    var export = InventedExport(codes, .version13)
    for plan in census.plans { export.addFlat(plan, ending: nil) }
    for ending in census.endings { export.addFlat(ending.plan, ending: ending) }
    return export.text(.flat)
  }

  private init(_ codes: CodeLists, _ version: SEN2Layout.Version) {
    (self.codes, self.version) = (codes, version)
    register = SettingRegister(codes: codes)
  }

  private mutating func add(_ table: SEN2Layout.Table, _ cells: [String: String]) {
    rows[table, default: []].append(cells)
  }

  private func text(_ table: SEN2Layout.Table) -> String {
    let columns = SEN2Layout.columns(of: table).filter { $0.isPart(of: version) }.map(\.name)
    let lines = (rows[table] ?? []).map { row in
      columns.map { row[$0] ?? "" }.joined(separator: ",")
    }
    return ([columns.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
  }

  private mutating func add(_ plan: InventedCaseload.Plan, ending: InventedCaseload.Ending?) {
    let id = plan.person
    add(.person, person(id, plan.birth, parent: true))
    add(
      .requests,
      plan.isTransfer
        ? ["requeststableid": "R\(id)", "persontableid": "P\(id)", "requestoutcome": "H"]
        : [
          "requeststableid": "R\(id)", "persontableid": "P\(id)", "requestoutcome": "Y",
          "receiveddate": Self.day(plan.start.adding(days: -Self.daysToPlan)),
          "requestoutcomedate": Self.day(plan.start.adding(days: -Self.daysFromDecision)),
        ])
    if !plan.isTransfer { addNamedPlan(plan, ending) }
    guard ending == nil else { return }
    add(
      .activePlans,
      [
        "activeplanstableid": "A\(id)", "requeststableid": "R\(id)",
        "transferla": plan.isTransfer ? "998" : "",
      ])
    if let need = need(plan) {
      add(
        .senNeed,
        [
          "senneedtableid": "N\(id)", "activeplanstableid": "A\(id)", "sentype": need,
          "sentyperank": "1",
        ])
    }
    guard var place = setting(plan.state.setting, ncy: plan.ncy, person: id) else { return }
    place["placementdetailtableid"] = "D\(id)"
    place["activeplanstableid"] = "A\(id)"
    place["placementrank"] = "1"
    place["entrydate"] = Self.day(plan.start)
    add(.placementDetail, place)
  }

  private mutating func addNamedPlan(
    _ plan: InventedCaseload.Plan, _ ending: InventedCaseload.Ending?
  ) {
    let id = plan.person
    add(
      .assessment,
      [
        "assessmenttableid": "E\(id)", "requeststableid": "R\(id)", "assessmentoutcome": "Y",
        "assessmentoutcomedate": Self.day(plan.start),
      ])
    add(
      .namedPlan,
      [
        "namedplantableid": "M\(id)", "assessmenttableid": "E\(id)",
        "startdate": Self.day(plan.start), "ceasedate": ending.map { Self.day($0.date) } ?? "",
        "ceasereason": Self.reason(ending) ?? "",
      ])
    guard var named = setting(plan.wanted ?? plan.state.setting, ncy: plan.ncy, person: id)
    else { return }
    named["plandetailtableid"] = "L\(id)"
    named["namedplantableid"] = "M\(id)"
    named["placementrank"] = "1"
    add(.planDetail, named)
  }

  private mutating func add(_ waiting: InventedCaseload.Waiting) {
    let id = waiting.person
    add(.person, person(id, waiting.birth, parent: true))
    add(
      .requests,
      [
        "requeststableid": "R\(id)", "persontableid": "P\(id)",
        "receiveddate": Self.day(waiting.received),
        "requestoutcomedate": waiting.decided.map(Self.day) ?? "",
        "requestoutcome": waiting.decided == nil ? "" : "Y",
      ])
    if waiting.decided != nil {
      add(.assessment, ["assessmenttableid": "E\(id)", "requeststableid": "R\(id)"])
    }
  }

  private mutating func addFlat(_ plan: InventedCaseload.Plan, ending: InventedCaseload.Ending?) {
    var row = person(plan.person, plan.birth, parent: false)
    row["startdate"] = Self.day(plan.start)
    row["ceasedate"] = ending.map { Self.day($0.date) }
    row["ceasereason"] = Self.reason(ending)
    row["transferla"] = plan.isTransfer ? "998" : ""
    row["sentype"] = need(plan)
    row.merge(setting(plan.state.setting, ncy: plan.ncy, person: plan.person) ?? [:]) { $1 }
    let named =
      setting(plan.wanted ?? plan.state.setting, ncy: plan.ncy, person: plan.person) ?? [:]
    for (column, cell) in named where !plan.isTransfer { row["named_\(column)"] = cell }
    add(.flat, row)
  }

  private func need(_ plan: InventedCaseload.Plan) -> String? {
    let code = codes.needs[plan.state.need].code
    return code == "UNKNOWN" ? nil : code
  }

  private func person(_ id: Int, _ birth: CalendarDate, parent: Bool) -> [String: String] {
    var cells = [
      "persontableid": "P\(id)", "surname": "Nobody-\(id)", "forename": "Invented",
      "personbirthdate": Self.day(birth), "upn": InventedNumbers.upn(id),
      "uniquelearnernumber": InventedNumbers.uln(id), "postcode": InventedPostcodes.postcode(id),
    ]
    if parent { cells["sen2tableid"] = "S1" }
    return cells
  }

  /// Twenty weeks from request to plan, fourteen from decision to plan: what the regulations of 2014 allow.
  private static let (daysToPlan, daysFromDecision) = (140, 98)

  private static func day(_ date: CalendarDate) -> String { SEN2Date(date).exported }

  private static func reason(_ ending: InventedCaseload.Ending?) -> String? {
    ending.flatMap { CeaseReason.number(of: $0.reason) }.map(String.init)
  }

  /// The cells of a place; nil where it is not recorded.
  private func setting(_ provision: Int, ncy: Int, person: Int) -> [String: String]? {
    guard provision < codes.provisions.count else { return nil }
    let words = register.codes.filter { $0.value == provision }.keys.sorted()
    if !words.isEmpty {
      if words.contains("NEET") { return ["sensetting": ncy >= 12 ? "NEET" : "NIEO"] }
      return ["sensetting": words[0]]
    }
    guard provision == register.base, let school = register.mainstream else {
      return ["urn": "\(InventedSchools.urn(provision, person))"]
    }
    let column = person % 2 == 0 ? "senunitindicator" : "resourcedprovisionindicator"
    return ["urn": "\(InventedSchools.urn(school, person))", column: "1"]
  }
}
