import Vocabulary

extension ReadingSession {
  /// The register of settings, their rolls by year, and what they are commissioned for.
  mutating func readSettings() {
    register.rolls = rows(of: .baseRollByNCY) { $0.yearRoll() }
    let rolls = register.rolls.map(\.value).reduce(into: [String: [Int: Int]]()) {
      $0[$1.setting, default: [:]][$1.ncy] = $1.children
    }
    register.settings = rows(of: .settings) { $0.setting(rolls) }
    evidence.settings = register.settings.map(\.value)
    readCommissionedPlaces()
  }

  private mutating func readCommissionedPlaces() {
    let known = evidence.settings.map(\.id)
    let isComplete = isSound(.settings)
    register.commissioned = rows(of: .commissionedPlaces) { row in
      let id = row.name("setting")
      if let id, isComplete, !known.contains(id) { row.reportUnknownSetting(id, among: known) }
      let (year, places) = (row.academicYear("academic_year"), row.places())
      guard row.provenance() != nil, let id, let year, let places else { return nil }
      return .init(setting: id, year: year, places: places)
    }
    for item in register.commissioned.map(\.value) {
      evidence.commissioned[item.setting, default: [:]][item.year] = item.places
    }
    if isComplete { notePlacesFromRoll() }
  }

  private mutating func notePlacesFromRoll() {
    let without = evidence.settings.filter { evidence.commissioned[$0.id] == nil }.map(\.id)
    guard !without.isEmpty else { return }
    report(
      Finding(
        .placesFromRoll, at: .init(EvidenceFile.commissionedPlaces.path, column: "setting"),
        seen: "no row for \(without.joined(separator: ", "))",
        expected: "the commissioned places of every setting",
        remedy: "Write the places that are commissioned there."))
  }
}

extension Row {
  fileprivate mutating func setting(_ rolls: [String: [Int: Int]]) -> Setting? {
    let (id, name) = (name("setting"), name("name"))
    let kind = code("kind", among: Setting.Kind.allCases.map(\.rawValue))
      .flatMap(Setting.Kind.init)
    let (provision, designation) = (provision(), designation())
    let ncys = span("ncy_from", "ncy_to", in: NCY.range)
    let (site, imports) = (site(), known("imports") { $0.count($1, upTo: Self.mostOfASetting) })
    let (roll, stretch) = (count("base_roll", upTo: Self.mostOfASetting), stretch())
    guard let provenance = provenance(among: Provenance.Status.judged), let id, let name, let kind,
      let provision, let designation, let ncys, let site, let imports, let roll, let stretch
    else { return nil }
    return Setting(
      id: id, name: name, kind: kind, provision: codes.provisions[provision].code,
      designation: designation, ncys: ncys, isElsewhere: site.isElsewhere, area: site.area,
      point: site.point, sites: site.sites, physicalCapacity: site.capacity, imports: imports ?? 0,
      baseRoll: roll, baseRollByNCY: rolls[id], stretch: stretch, provenance: provenance)
  }

  /// Where a setting is, and what was built there.
  private struct Site {
    let isElsewhere: Bool
    let area: String?
    let point: GridPoint?
    let sites: Int?
    let capacity: Int?
  }

  private mutating func site() -> Site? {
    let isElsewhere = code("located", among: ["here", "elsewhere"]).map { $0 == "elsewhere" }
    let (area, point) = (isBlank("area") ? nil : text("area"), point())
    let sites = known("sites") { $0.integer($1, in: 1...1000) }
    let capacity = known("physical_capacity") { $0.count($1) }
    if let area, isElsewhere == true {
      report(
        .areaElsewhere, "area", seen: "area \(area.shown) of a setting that is elsewhere",
        expected: "an area only where located is here",
        remedy: "Leave the area empty, or write here if the setting is the authority's.")
    }
    guard let isElsewhere, let point, let sites, let capacity else { return nil }
    return Site(
      isElsewhere: isElsewhere, area: area, point: point, sites: sites, capacity: capacity)
  }

  private mutating func stretch() -> Double? {
    guard let value = number("stretch") else { return nil }
    guard value >= 1 else {
      report(
        .stretchBelowOne, "stretch", seen: text("stretch") ?? "", expected: "1.00 or more",
        remedy: "Write 1.00 where a setting cannot take more than its places.")
      return nil
    }
    guard value <= 10 else {
      report(
        .outOfRange, "stretch", seen: text("stretch") ?? "",
        expected: "a multiple of places up to 10", remedy: "Write 1.05 for 5 % above places.")
      return nil
    }
    if value > 1, isBlank("stretch_source") {
      report(
        .stretchUnsourced, "stretch_source",
        seen: "a stretch of \(text("stretch") ?? "") without a source",
        expected: "who says that the setting takes more than its places",
        remedy: "Fill in stretch_source, or write 1.00.")
    }
    return value
  }

  fileprivate mutating func yearRoll() -> RegisterRows.YearRoll? {
    let (setting, ncy, children) = (
      name("setting"), ncy(), count("children", upTo: Self.mostOfASetting)
    )
    guard provenance(among: Provenance.Status.judged) != nil, let setting, let ncy, let children
    else { return nil }
    return .init(setting: setting, ncy: ncy, children: children)
  }

  fileprivate mutating func places() -> Places? {
    let (all, post16) = (
      count("places", upTo: Self.mostOfASetting),
      count("post16_places", upTo: Self.mostOfASetting)
    )
    guard let all, let post16 else { return nil }
    guard post16 <= all else {
      report(
        .post16AbovePlaces, "post16_places", seen: "\(post16) of \(all)",
        expected: "a part of the places", remedy: "Count post-16 places in places as well.")
      return nil
    }
    return Places(all: all, post16: post16)
  }

  fileprivate mutating func reportUnknownSetting(_ id: String, among known: [String]) {
    report(
      .unknownSetting, "setting", seen: id.shown, expected: "a setting of settings.csv",
      remedy: "Add it to settings.csv or correct it. \(Suggestion.text(for: id, among: known))")
  }
}
