import Vocabulary

/// Names in a column that another file must have.
private struct Reference {
  let fault: Fault
  let file: EvidenceFile
  let column: String
  let names: [Located<String>]
}

extension ReadingSession {
  /// Settings, areas and schemes that one file names must be in the register of another.
  ///
  /// A check is left out where the register has an error already.
  mutating func validateReferences() {
    if contents.files[EvidenceFile.settings.path] == nil { leaveOutPlaces() }
    let known = evidence.settings.map(\.id)
    let rolls = register.rolls.map { Located(row: $0.row, value: $0.value.setting) }
    let schemes = register.schemes.map { Located(row: $0.row, value: $0.value.setting) }
    require(Reference(.unknownSetting, .baseRollByNCY, "setting", rolls), in: .settings, known)
    require(Reference(.unknownSetting, .schemes, "setting", schemes), in: .settings, known)
    validateAreaReferences()
    let steps = register.steps.map { Located(row: $0.row, value: $0.value.scheme) }
    require(
      Reference(.unknownScheme, .schemePlaces, "scheme", steps), in: .schemes,
      evidence.schemes.map(\.id))
  }

  private mutating func validateAreaReferences() {
    let known = evidence.locality.areas.map(\.id)
    let settings = register.settings.compactMap { item in
      item.value.area.map { Located(row: item.row, value: $0) }
    }
    let heads = register.areaHeads.map { Located(row: $0.row, value: $0.value.area) }
    let rates = register.areaEvidence.map { Located(row: $0.row, value: $0.value.area) }
    require(Reference(.unknownArea, .settings, "area", settings), in: .areas, known)
    require(Reference(.unknownArea, .populationByArea, "area", heads), in: .areas, known)
    require(Reference(.unknownArea, .areaRates, "area", rates), in: .areas, known)
  }

  /// One finding for each unknown name, at its first row.
  private mutating func require(
    _ reference: Reference, in file: EvidenceFile, _ known: [String]
  ) {
    guard !hasError(file) else { return }
    let known = Set(known)
    var rows: [String: [Int]] = [:]
    for name in reference.names where !known.contains(name.value) {
      rows[name.value, default: []].append(name.row)
    }
    let absence = isPresent(file) ? "" : ", which is not there"
    for (name, rows) in rows.sorted(by: { $0.key < $1.key }) {
      report(
        Finding(
          reference.fault,
          at: .init(reference.file.path, row: rows[0], column: reference.column),
          seen: name.shown + (rows.count > 1 ? ", in \(rows.count) rows" : ""),
          expected: "one that \(file.name).csv has\(absence)",
          remedy: "Add it to \(file.name).csv or correct it. "
            + Suggestion.text(for: name, among: known.sorted())))
    }
  }

  /// Without settings there is no placement: what only placement uses is left out, and said to be.
  private mutating func leaveOutPlaces() {
    for file in [EvidenceFile.baseRollByNCY, .schemes] where isPresent(file) {
      report(
        .placesWithoutSettings, file, "setting", seen: "the file, and no settings.csv",
        expected: "settings.csv with the settings that it names",
        remedy: "Add settings.csv if placement is wanted.")
    }
    register.rolls = []
    register.schemes = []
    register.steps = []
    evidence.schemes = []
  }
}

extension Reference {
  fileprivate init(
    _ fault: Fault, _ file: EvidenceFile, _ column: String, _ names: [Located<String>]
  ) {
    self.init(fault: fault, file: file, column: column, names: names)
  }
}
