import Vocabulary

extension ReadingSession {
  /// Years that a file must have, and years that a series leaves out.
  mutating func validateYears() {
    validateCensuses()
    validateFlowYears()
    validateGaps()
    validateEngland()
  }

  private mutating func validateCensuses() {
    let local = evidence.local
    requireCensus([base - 1, base], .plansByNCYProvision, local.plansByNCYProvision.keys.sorted())
    requireCensus([base], .plansByNCYNeed, local.plansByNCYNeed.keys.sorted())
    requireCensus([base], .plansByProvisionNeed, local.plansByNeedProvision.keys.sorted())
    requireCensus([base - 1, base], .plansByProvision, local.plansByProvision.keys.sorted())
  }

  private mutating func requireCensus(_ wanted: [Int], _ file: EvidenceFile, _ present: [Int]) {
    guard isSound(file) else { return }
    for year in wanted where !present.contains(year) {
      report(
        .censusMissing, file, "january_census",
        seen: "censuses \(present.map(String.init).joined(separator: ", ")) of the authority",
        expected: "the census of January \(year)",
        remedy: "Add its rows, or change base_census in authority.yaml.")
    }
  }

  private mutating func validateFlowYears() {
    let local = evidence.local
    requireFlow(.newPlansByNCYNeed, local.newPlansByNCYNeed.keys.sorted())
    requireFlow(.newPlansByProvisionNeed, local.newPlansByNeedProvision.keys.sorted())
    requireFlow(.newPlansByAgeProvision, local.newPlansByAgeProvision.keys.sorted())
    requireFlow(.ceasedByNCYReason, local.ceasedByNCY.keys.sorted())
    requireFlow(.ceasedByProvision, local.ceasedByProvision.keys.sorted())
    for measure in ["new_plans", "ceased"] {
      requireFlow(.flowsByYear, (local.flowsByYear[measure] ?? [:]).keys.sorted(), measure)
    }
  }

  private mutating func requireFlow(
    _ file: EvidenceFile, _ present: [Int], _ measure: String? = nil
  ) {
    guard isSound(file), !present.contains(base - 1) else { return }
    let what = measure.map { "\($0) of " } ?? ""
    report(
      .flowYearMissing, file, "calendar_year",
      seen: "\(what)\(present.map(String.init).joined(separator: ", ")) of the authority".shown,
      expected: "the calendar year \(base - 1), which ends at the base census",
      remedy: "Add its rows, or change base_census in authority.yaml.")
  }

  private mutating func validateGaps() {
    for geography in Geography.allCases {
      let figures = evidence.figures(geography)
      let history = ["plans": figures.plansByProvision.keys.sorted()]
      reportGaps(.yearGap, .plansByProvision, "january_census", history, of: geography)
      let flows = figures.flowsByYear.mapValues { $0.keys.sorted() }
      reportGaps(.flowGap, .flowsByYear, "calendar_year", flows, of: geography)
      let population = figures.population.mapValues { $0.keys.sorted() }
      reportGaps(.yearGap, .population, "mid_year", population, of: geography)
    }
  }

  /// One finding for all series of a geography that leave out the same years.
  private mutating func reportGaps(
    _ fault: Fault, _ file: EvidenceFile, _ column: String, _ series: [String: [Int]],
    of geography: Geography
  ) {
    guard isSound(file) else { return }
    let gaps = Dictionary(grouping: series.keys.sorted()) { Self.gap(series[$0] ?? []) }
    for (years, names) in gaps where !years.isEmpty {
      report(
        fault, file, column,
        seen: "\(geography.rawValue), \(names.joined(separator: ", ")) without "
          + years.map(String.init).joined(separator: ", "),
        expected: "every year from the first to the last",
        remedy: fault == .flowGap
          ? "Fill in the missing year if it is published."
          : "Add the missing year, or leave out the years before it.")
    }
  }

  private static func gap(_ years: [Int]) -> [Int] {
    guard let first = years.first, let last = years.last else { return [] }
    return (first...last).filter { !years.contains($0) }
  }

  private mutating func validateEngland() {
    let england = evidence.england
    let files: [(EvidenceFile, Bool)] = [
      (.plansByNCYProvision, england.plansByNCYProvision.isEmpty),
      (.plansByNCYNeed, england.plansByNCYNeed.isEmpty),
      (.newPlansByNCYNeed, england.newPlansByNCYNeed.isEmpty),
      (.newPlansByAgeProvision, england.newPlansByAgeProvision.isEmpty),
      (.ceasedByNCYReason, england.ceasedByNCY.isEmpty),
      (.ceasedByProvision, england.ceasedByProvision.isEmpty),
      (.population, england.population.isEmpty),
    ]
    for (file, isEmpty) in files where isEmpty && isSound(file) {
      report(
        .englandMissing, file, "geography", seen: "no row of england",
        expected: "England's figures beside the authority's",
        remedy: "Add rows with geography england.")
    }
  }
}
