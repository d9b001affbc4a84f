import Vocabulary

extension TransitionSession {
  /// Settings, and through them the codes of settings and needs.
  mutating func readValidStates() {
    let rows = session.rows(of: TransitionFile.validStates) { $0.validStates() }
    guard session.isSound(TransitionFile.validStates) else { return }
    if rows.isEmpty {
      report(
        Finding(
          .noTransitions, at: .init(TransitionFile.validStates.path), seen: "no row",
          expected: "a row for each setting", remedy: "Add the settings."))
      return
    }
    let codes = rows.map(\.value.setting)
    let needs = Set(rows.flatMap(\.value.needs)).sorted()
    guard codes.count <= TransitionCounter.mostSettings, needs.count <= TransitionCounter.mostNeeds
    else { return reportTooMany(codes.count, needs.count) }
    let positions = Dictionary(zip(codes, codes.indices), uniquingKeysWith: { first, _ in first })
    evidence.needs = needs
    evidence.settings = rows.map { row in
      let destinations = row.value.destinations.compactMap { code -> Int? in
        if let index = positions[code] { return index }
        report(
          .unknownTransitionSetting(
            code, at: row.row, "setting->setting", in: TransitionFile.validStates, codes))
        return nil
      }
      return TransitionSetting(
        code: row.value.setting, group: row.value.group, ncys: row.value.ncys,
        needs: row.value.needs.compactMap { needs.firstIndex(of: $0) }.sorted(),
        destinations: Set(destinations).sorted())
    }
  }

  private mutating func reportTooMany(_ settings: Int, _ needs: Int) {
    report(
      Finding(
        .outOfRange, at: .init(TransitionFile.validStates.path),
        seen: "\(settings) settings and \(needs) needs",
        expected: "at most \(TransitionCounter.mostSettings) settings and"
          + " \(TransitionCounter.mostNeeds) needs", remedy: "Join those that few people have."))
  }
}

extension Finding {
  /// A setting that `valid-states.csv` does not have.
  static func unknownTransitionSetting(
    _ code: String, at row: Int, _ column: String, in file: EvidenceFile, _ known: [String],
    rows: Int = 1
  ) -> Finding {
    unknown(.unknownTransitionSetting, code, at: row, column, in: file, known, rows: rows)
  }

  /// A code that `valid-states.csv` does not have.
  static func unknown(
    _ fault: Fault, _ code: String, at row: Int, _ column: String, in file: EvidenceFile,
    _ known: [String], rows: Int = 1
  ) -> Finding {
    let suggestion = Suggestion.text(for: code, among: known)
    return Finding(
      fault, at: .init(file.path, row: row, column: column),
      seen: code.shown + (rows > 1 ? " in \(rows) rows" : ""),
      expected: "a code of valid-states.csv: \(known.listed)",
      remedy: suggestion.isEmpty ? "Correct the code, or add it there." : suggestion)
  }
}

/// One row of `valid-states.csv`.
private struct ValidStates {
  let setting: String
  let group: String
  let ncys: ClosedRange<Int>
  let needs: [String]
  let destinations: [String]
}

extension Row {
  fileprivate mutating func validStates() -> ValidStates? {
    let setting = transitionCode("setting")
    let group = name("setting-group")
    let ncys = span("min-academic-year", "max-academic-year", in: TransitionFile.ncys)
    let needs = codeList("needs")
    let destinations = codeList("setting->setting")
    guard let setting, let group, let ncys, let needs, let destinations else { return nil }
    return ValidStates(
      setting: setting, group: group, ncys: ncys, needs: needs, destinations: destinations)
  }

  /// A code that is not the word for "outside" and holds none of the signs that join codes.
  private mutating func transitionCode(_ column: String) -> String? {
    guard let code = name(column) else { return nil }
    guard isUsable(code) else {
      reportCode(column, code)
      return nil
    }
    return code
  }

  /// Codes joined by commas, each once; spaces around them do not count.
  private mutating func codeList(_ column: String) -> [String]? {
    guard let text = name(column) else { return nil }
    let codes = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    guard codes.allSatisfy(isUsable), Set(codes).count == codes.count else {
      reportCode(column, text)
      return nil
    }
    return codes
  }

  private func isUsable(_ code: String) -> Bool {
    !code.isEmpty && code != TransitionFile.outside && code != Scope.allWord
      && !code.contains { "|,>".contains($0) }
  }

  private mutating func reportCode(_ column: String, _ text: String) {
    report(
      .repeatedCode, column, seen: text.shown,
      expected: "codes that occur once, without | or >, none of them \(TransitionFile.outside) or"
        + " \(Scope.allWord)",
      remedy: "Rename or delete the code.")
  }
}
