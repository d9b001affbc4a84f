import Vocabulary

extension ReadingSession {
  /// Rolls, places and buildings of settings, which are never taken one for another.
  mutating func validateRegister() {
    validateProvisionYears()
    validateYearRolls()
    validateCapacity()
    validateEmptySettings()
  }

  /// A special school or base admits to no year that its provision does not have.
  private mutating func validateProvisionYears() {
    let kinds: [Setting.Kind] = [.special, .specialistBase, .supportBase]
    for item in register.settings where kinds.contains(item.value.kind) {
      let setting = item.value
      guard let position = evidence.codes.provision(setting.provision) else { continue }
      let years = evidence.codes.provisions[position].ncys
      guard !years.contains(setting.ncys.lowerBound) || !years.contains(setting.ncys.upperBound)
      else { continue }
      let column = years.contains(setting.ncys.lowerBound) ? "ncy_to" : "ncy_from"
      report(
        Finding(
          .yearsOutsideProvision,
          at: .init(EvidenceFile.settings.path, row: item.row, column: column),
          seen: setting.ncys.yearsText,
          expected: "years within \(years.yearsText), those of \(setting.provision)",
          remedy: "Correct the years or the provision."))
    }
  }

  /// The roll by year adds to the roll, and is of years that the setting admits to.
  private mutating func validateYearRolls() {
    guard isSound(.settings), isSound(.baseRollByNCY) else { return }
    let rows = Dictionary(grouping: register.rolls, by: \.value.setting)
    for setting in evidence.settings {
      guard let rows = rows[setting.id] else { continue }
      rows.forEach { reportOutside($0, setting) }
      let sum = rows.reduce(0) { $0 + $1.value.children }
      guard sum != setting.baseRoll else { continue }
      report(
        Finding(
          .rollByYearDisagrees,
          at: .init(EvidenceFile.baseRollByNCY.path, row: rows[0].row, column: "children"),
          seen: "\(setting.id): \(sum) children in \(rows.count) years",
          expected: "\(setting.baseRoll), its base_roll in settings.csv",
          remedy: "Correct the children, or base_roll; a setting has all its years or none."))
    }
  }

  private mutating func reportOutside(_ row: Located<RegisterRows.YearRoll>, _ setting: Setting) {
    guard row.value.children > 0, !setting.ncys.contains(row.value.ncy) else { return }
    report(
      Finding(
        .rollOutsideYears,
        at: .init(EvidenceFile.baseRollByNCY.path, row: row.row, column: "ncy"),
        seen: "\(row.value.children) children at NCY \(row.value.ncy)",
        expected: "\(setting.ncys.yearsText), to which \(setting.id) admits",
        remedy: "Correct the year, or ncy_from and ncy_to."))
  }

  private mutating func validateCapacity() {
    guard isSound(.settings), isSound(.commissionedPlaces) else { return }
    let capacities = Dictionary(
      evidence.settings.map { ($0.id, $0.physicalCapacity) },
      uniquingKeysWith: { first, _ in first })
    for item in register.commissioned {
      guard let capacity = capacities[item.value.setting] ?? nil,
        item.value.places.all > capacity
      else { continue }
      report(
        Finding(
          .placesAboveCapacity,
          at: .init(EvidenceFile.commissionedPlaces.path, row: item.row, column: "places"),
          seen: "\(item.value.places.all) places",
          expected: "at most \(capacity), the physical_capacity of \(item.value.setting)",
          remedy: "Check both."))
    }
  }

  private mutating func validateEmptySettings() {
    guard isSound(.settings),
      ![EvidenceFile.commissionedPlaces, .schemes, .schemePlaces].contains(where: hasError)
    else { return }
    let opened = Set(evidence.schemes.filter { $0.steps.contains { $0.places > 0 } }.map(\.setting))
    for item in register.settings where item.value.baseRoll == 0 {
      let places = evidence.commissioned[item.value.id] ?? [:]
      guard !places.values.contains(where: { $0.all > 0 }), !opened.contains(item.value.id)
      else { continue }
      report(
        Finding(
          .settingWithoutPlaces,
          at: .init(EvidenceFile.settings.path, row: item.row, column: "setting"),
          seen: "\(item.value.id): a setting without places",
          expected: "a base_roll, commissioned places, or a scheme that opens it",
          remedy: "Add its places; it can stay if only a scenario's lever opens it."))
    }
  }
}

extension ClosedRange<Int> {
  /// `NCY -1 to 14`.
  var yearsText: String { "NCY \(lowerBound) to \(upperBound)" }
}
