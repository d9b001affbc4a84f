import Vocabulary

extension ReadingSession {
  /// Every scheme has places, for year groups that its setting has, and closes no more than there is.
  mutating func validateSchemes() {
    guard isSound(.schemes) else { return }
    validateSchemeSettings()
    guard isSound(.schemePlaces) else { return }
    let rows = Dictionary(grouping: register.steps, by: \.value.scheme)
    register.schemes.forEach { requirePlaces($0, rows[$0.value.id] ?? []) }
    for scheme in evidence.schemes { validateYearGroups(rows[scheme.id] ?? [], of: scheme) }
    guard isSound(.settings), !hasError(.commissionedPlaces), isSound(.schemePlaces) else { return }
    for scheme in evidence.schemes { validateClosing(rows[scheme.id] ?? [], of: scheme) }
  }

  private mutating func validateSchemeSettings() {
    guard isSound(.settings) else { return }
    let elsewhere = Set(evidence.settings.filter(\.isElsewhere).map(\.id))
    for item in register.schemes where elsewhere.contains(item.value.setting) {
      report(
        Finding(
          .schemeElsewhere, at: .init(EvidenceFile.schemes.path, row: item.row, column: "setting"),
          seen: "\(item.value.setting), which is elsewhere", expected: "a setting that is here",
          remedy: "Another authority's places are not ours to open: delete the scheme, "
            + "or correct located in settings.csv."))
    }
  }

  private mutating func requirePlaces(
    _ scheme: Located<Scheme>, _ rows: [Located<RegisterRows.Step>]
  ) {
    guard rows.isEmpty else { return }
    report(
      Finding(
        .schemeWithoutPlaces,
        at: .init(EvidenceFile.schemes.path, row: scheme.row, column: "scheme"),
        seen: "no row for \(scheme.value.id) in scheme_places.csv",
        expected: "the places of every scheme by year and year group",
        remedy: "Add its rows to scheme_places.csv, or delete the scheme."))
  }

  /// Spans of one scheme are the same or share no year; all lie within those of the setting.
  private mutating func validateYearGroups(
    _ rows: [Located<RegisterRows.Step>], of scheme: Scheme
  ) {
    let setting = evidence.settings.first { $0.id == scheme.setting }
    var spans: [Located<ClosedRange<Int>>] = []
    for row in rows where !spans.contains(where: { $0.value == row.value.step.ncys }) {
      let years = row.value.step.ncys
      if let other = spans.first(where: { $0.value.overlaps(years) }) {
        reportOverlap(row, other)
      }
      if let setting, isSound(.settings) { reportOutside(row, setting) }
      spans.append(Located(row: row.row, value: years))
    }
  }

  private mutating func reportOverlap(
    _ row: Located<RegisterRows.Step>, _ other: Located<ClosedRange<Int>>
  ) {
    report(
      Finding(
        .schemeYearsOverlap,
        at: .init(EvidenceFile.schemePlaces.path, row: row.row, column: "ncy_from"),
        seen: "\(row.value.step.ncys.yearsText), and \(other.value.yearsText) in row \(other.row)",
        expected: "the same years, or years that do not overlap, in all rows of a scheme",
        remedy: "Give each year group of a scheme one span, and keep it from year to year."))
  }

  private mutating func reportOutside(_ row: Located<RegisterRows.Step>, _ setting: Setting) {
    let years = row.value.step.ncys
    let holdsFirst = setting.ncys.contains(years.lowerBound)
    guard !holdsFirst || !setting.ncys.contains(years.upperBound) else { return }
    report(
      Finding(
        .schemeYearsOutside,
        at: .init(
          EvidenceFile.schemePlaces.path, row: row.row, column: holdsFirst ? "ncy_to" : "ncy_from"),
        seen: years.yearsText,
        expected: "years within \(setting.ncys.yearsText), those of \(setting.id)",
        remedy: "Correct the years, or ncy_from and ncy_to in settings.csv."))
  }

  /// The places that a scheme takes away are there in the year it does; one finding a scheme.
  private mutating func validateClosing(
    _ rows: [Located<RegisterRows.Step>], of scheme: Scheme
  ) {
    guard let setting = evidence.settings.first(where: { $0.id == scheme.setting }) else { return }
    var inForce: [ClosedRange<Int>: Int] = [:]
    let years = Dictionary(grouping: rows, by: \.value.step.year)
    for (year, rows) in years.sorted(by: { $0.key < $1.key }) {
      for row in rows { inForce[row.value.step.ncys] = row.value.step.places }
      let closed = -inForce.values.reduce(0) { $0 + min(0, $1) }
      let places = self.places(of: setting, in: AcademicYear(start: scheme.opens.start + year))
      guard closed > places.count, let row = rows.first(where: { $0.value.step.places < 0 })
      else { continue }
      report(
        Finding(
          .closesTooMuch, at: .init(EvidenceFile.schemePlaces.path, row: row.row, column: "places"),
          seen: "\(scheme.id) closes \(closed) places of \(setting.id)",
          expected: "at most \(places.count), its \(places.what)",
          remedy: "Correct the places, or give those that are there in commissioned_places.csv."))
      return
    }
  }

  /// The last places given up to a year, or the roll where there are none.
  private func places(of setting: Setting, in year: AcademicYear) -> (count: Int, what: String) {
    let given = (evidence.commissioned[setting.id] ?? [:]).filter { $0.key <= year }
    guard let last = given.max(by: { $0.key < $1.key }) else {
      return (setting.baseRoll, "base_roll, since no places are given by \(year)")
    }
    return (last.value.all, "places of \(last.key) in commissioned_places.csv")
  }
}
