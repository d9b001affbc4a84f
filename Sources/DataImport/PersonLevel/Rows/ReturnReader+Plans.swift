import Vocabulary

extension ReturnReader {
  mutating func readRequest(_ cells: SEN2Table, _ record: Int, _ person: Int) -> Int {
    let received = date(cells, record, "receiveddate")
    let decided = date(cells, record, "requestoutcomedate")
    if let received, received > SEN2Date(census) {
      rows.tally.add(.requestAfterCensus, at: cells.place(record, "receiveddate"))
    }
    if let received, let decided, decided < received {
      rows.tally.add(.decisionBeforeRequest, at: cells.place(record, "requestoutcomedate"))
    }
    let isExported = cells.isSet(record, "exported")
    rows.requests.append(
      .init(
        person: person, received: received, decided: decided,
        isOpen: !isExported && isOpen(decided, cells.text(record, "requestoutcome")),
        isExported: isExported, place: cells.place(record)))
    return rows.requests.count - 1
  }

  /// True where there was no outcome on the census day: none, one that says that it is awaited, or one of a later day.
  private func isOpen(_ day: SEN2Date?, _ outcome: String?) -> Bool {
    if let day { return day > SEN2Date(census) }
    return outcome.map { $0.uppercased() == "A" } ?? true
  }

  mutating func readAssessment(_ cells: SEN2Table, _ record: Int, _ request: Int) -> Int {
    let ended = date(cells, record, "assessmentoutcomedate")
    if let ended, let received = rows.requests[request].received, ended < received {
      rows.tally.add(.assessmentBeforeRequest, at: cells.place(record, "assessmentoutcomedate"))
    }
    rows.assessments.append(
      .init(
        request: request, ended: ended,
        isOpen: !rows.requests[request].isExported
          && isOpen(ended, cells.text(record, "assessmentoutcome"))))
    return rows.assessments.count - 1
  }

  mutating func readNamedPlan(_ cells: SEN2Table, _ record: Int, _ assessment: Int) -> Int {
    let start = date(cells, record, "startdate")
    if let start, let ended = rows.assessments[assessment].ended, start < ended {
      rows.tally.add(.planBeforeAssessment, at: cells.place(record, "startdate"))
    }
    return addNamedPlan(
      cells, record, request: rows.assessments[assessment].request, start: start)
  }

  mutating func addNamedPlan(
    _ cells: SEN2Table, _ record: Int, request: Int, start: SEN2Date?
  ) -> Int {
    let ceased = ceased(cells, record)
    if start == nil { rows.tally.add(.startMissing, at: cells.place(record, "startdate")) }
    if let start, let ceased, ceased < start {
      rows.tally.add(.ceasedBeforeStart, at: cells.place(record, "ceasedate"))
    }
    rows.namedPlans.append(
      .init(
        request: request, start: start, ceased: ceased,
        reason: reason(cells, record, isCeased: ceased != nil), place: cells.place(record)))
    return rows.namedPlans.count - 1
  }

  /// The day on which a plan ceased; the census, with a flag, where there is one that cannot be read.
  private mutating func ceased(_ cells: SEN2Table, _ record: Int) -> SEN2Date? {
    guard let bytes = cells.cell(record, "ceasedate") else { return nil }
    if let date = SEN2Date(bytes) { return date }
    rows.tally.add(.ceaseDateUnreadable, at: cells.place(record, "ceasedate"))
    return SEN2Date(census)
  }

  private mutating func reason(_ cells: SEN2Table, _ record: Int, isCeased: Bool) -> Int? {
    let place = cells.place(record, "ceasereason")
    guard let text = cells.text(record, "ceasereason") else {
      if isCeased { rows.tally.add(.ceaseReasonMissing, at: place) }
      return nil
    }
    if !isCeased, cells.cell(record, "ceasedate") == nil {
      rows.tally.add(.ceaseReasonWithoutDate, at: place)
    }
    guard let reason = Int(text), CeaseReason.words[reason] != nil else {
      rows.tally.add(.ceaseReasonUnknown, at: place)
      return nil
    }
    return reason
  }

  mutating func readPlanDetail(_ cells: SEN2Table, _ record: Int, _ namedPlan: Int) -> Int {
    rows.planDetails.append(
      .init(
        namedPlan: namedPlan, rank: rank(cells, record, "placementrank") ?? 1,
        setting: setting(cells, record)))
    return rows.planDetails.count - 1
  }

  mutating func readActivePlan(_ cells: SEN2Table, _ record: Int, _ request: Int) -> Int {
    rows.activePlans.append(
      .init(
        request: request, isTransfer: cells.cell(record, "transferla") != nil,
        place: cells.place(record)))
    return rows.activePlans.count - 1
  }

  mutating func readPlacement(_ cells: SEN2Table, _ record: Int, _ activePlan: Int) -> Int {
    rows.placements.append(
      placement(cells, record, activePlan, rank: rank(cells, record, "placementrank")))
    return rows.placements.count - 1
  }

  mutating func placement(
    _ cells: SEN2Table, _ record: Int, _ activePlan: Int, rank: Int?
  ) -> ReturnRows.Placement {
    let entry = date(cells, record, "entrydate")
    let left = date(cells, record, "leavingdate")
    if let entry, let left, left < entry {
      rows.tally.add(.leftBeforeEntry, at: cells.place(record, "leavingdate"))
    } else if let entry, entry > SEN2Date(census) {
      rows.tally.add(.entryAfterCensus, at: cells.place(record, "entrydate"))
    }
    return .init(
      activePlan: activePlan, rank: rank, entry: entry, left: left,
      setting: setting(cells, record), place: cells.place(record))
  }

  mutating func readNeed(_ cells: SEN2Table, _ record: Int, _ activePlan: Int) -> Int {
    rows.needs.append(
      .init(
        activePlan: activePlan, rank: rank(cells, record, "sentyperank"),
        need: cells.text(record, "sentype").flatMap { codes.need($0.uppercased()) },
        place: cells.place(record, "sentype")))
    return rows.needs.count - 1
  }

  private func rank(_ cells: SEN2Table, _ record: Int, _ column: String) -> Int? {
    cells.text(record, column).flatMap { Int($0) }
  }

  func setting(_ cells: SEN2Table, _ record: Int, prefix: String = "") -> SettingCell {
    let (urn, ukprn) = (
      cells.text(record, prefix + "urn"), cells.text(record, prefix + "ukprn")
    )
    let isUnreadable = [urn, ukprn].contains { $0 != nil && $0.flatMap { Int($0) } == nil }
    return SettingCell(
      urn: urn.flatMap { Int($0) }, ukprn: ukprn.flatMap { Int($0) },
      code: cells.text(record, prefix + "sensetting")?.uppercased(),
      isBase: cells.isSet(record, prefix + "senunitindicator")
        || cells.isSet(record, prefix + "resourcedprovisionindicator"),
      isUnreadable: isUnreadable)
  }
}

/// Why plans cease, as the return numbers it and as `ceased_by_ncy_reason.csv` writes it.
enum CeaseReason {
  static let notRecorded = "not_rec"
  static let words: [Int: String] = [
    1: "max_age", 2: "needs_met", 3: "he", 4: "employ", 5: CeasedCount.transferReason,
    6: "no_engage", 7: "moved_outside_eng", 8: "deceased", 9: "other",
  ]

  /// The number of a word; nil for any other.
  static func number(of word: String) -> Int? { words.first { $0.value == word }?.key }
}
