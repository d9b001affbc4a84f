import Vocabulary

extension ReadingSession {
  /// The register of settings and what it is commissioned for.
  mutating func readSettings() {
    evidence.settings = rows(of: .settings) { $0.setting() }.map(\.value)
    readCommissionedPlaces()
  }

  private mutating func readCommissionedPlaces() {
    let known = evidence.settings.map(\.id)
    let isComplete = isSound(.settings)
    let counts = rows(of: .commissionedPlaces) { row -> (String, AcademicYear, Places)? in
      let id = row.name("setting")
      if let id, isComplete, !known.contains(id) { row.reportUnknownSetting(id, among: known) }
      let (year, places) = (row.academicYear("academic_year"), row.places())
      guard row.provenance() != nil, let id, let year, let places else { return nil }
      return (id, year, places)
    }
    for (id, year, places) in counts.map(\.value) {
      evidence.commissioned[id, default: [:]][year] = places
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
        remedy: "Their places are taken to be their base roll."))
  }
}

extension Row {
  fileprivate mutating func setting() -> Setting? {
    let (id, name) = (name("setting"), name("name"))
    let kind = code("kind", among: Setting.Kind.allCases.map(\.rawValue))
      .flatMap(Setting.Kind.init)
    let (provision, needs) = (provision(), needSet())
    let ncys = span("ncy_from", "ncy_to", in: NCY.range)
    let located = code("located", among: ["here", "elsewhere"])
    let (roll, stretch) = (count("base_roll"), stretch())
    guard let provenance = provenance(), let id, let name, let kind, let provision, let needs,
      let ncys, let located, let roll, let stretch
    else { return nil }
    return Setting(
      id: id, name: name, kind: kind, provision: codes.provisions[provision].code, needs: needs,
      ncys: ncys, isElsewhere: located == "elsewhere", baseRoll: roll, stretch: stretch,
      provenance: provenance)
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
    return value
  }

  fileprivate mutating func places() -> Places? {
    let (all, post16) = (count("places"), count("post16_places"))
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
