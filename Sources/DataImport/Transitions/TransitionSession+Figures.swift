import Vocabulary

extension TransitionSession {
  /// Residents by calendar year and national curriculum year.
  mutating func readPopulation() {
    let rows = session.rows(of: TransitionFile.population) { row -> (Int, Int, Double)? in
      let year = row.year("calendar-year")
      let ncy = row.integer("academic-year", in: TransitionFile.ncys)
      let people = row.people("population")
      guard let year, let ncy, let people else { return nil }
      return (year, ncy, people)
    }
    for (year, ncy, people) in rows.map(\.value) {
      evidence.population[year, default: [:]][ncy] = people
    }
  }

  /// Annual costs by need and setting.
  mutating func readCosts() {
    let settings = evidence.settings.map(\.code)
    let needs = evidence.needs
    let rows = session.rows(of: TransitionFile.costs) { row -> (String, String, Money)? in
      let need = row.name("need")
      let setting = row.name("setting")
      let cost = row.money("cost")
      guard let need, let setting, let cost else { return nil }
      return (need, setting, cost)
    }
    for row in rows {
      let (need, setting, cost) = row.value
      let positions = (needs.firstIndex(of: need), settings.firstIndex(of: setting))
      if positions.0 == nil { reportUnknown(.unknownTransitionNeed, need, row.row, "need", needs) }
      if positions.1 == nil {
        reportUnknown(.unknownTransitionSetting, setting, row.row, "setting", settings)
      }
      guard let need = positions.0, let setting = positions.1 else { continue }
      guard cost >= .zero else {
        report(
          Finding(
            .negative, at: .init(TransitionFile.costs.path, row: row.row, column: "cost"),
            seen: "\(cost)", expected: "0 or more", remedy: "Correct the cost."))
        continue
      }
      evidence.costs[NeedAndSetting(need: need, setting: setting)] = cost
    }
  }

  private mutating func reportUnknown(
    _ fault: Fault, _ code: String, _ row: Int, _ column: String, _ known: [String]
  ) {
    report(.unknown(fault, code, at: row, column, in: TransitionFile.costs, known))
  }

  /// Every observed year and every year after it must have every national curriculum year that a state can be in.
  mutating func checkPopulation() {
    let last = max(evidence.population.keys.max() ?? 0, evidence.baseCensus)
    guard let first = evidence.years.first else { return }
    for year in first...last {
      let given = evidence.population[year] ?? [:]
      let missing = evidence.ncys.filter { given[$0] == nil }
      // The base census itself is no calendar year of joiners, yet a gap there is one in the series.
      if !missing.isEmpty { reportMissing(missing, year: year, isWhole: given.isEmpty) }
    }
    var joined: [Int: [Int: Int]] = [:]
    for item in evidence.counts where item.from == nil {
      joined[item.year, default: [:]][item.ncy + 1, default: 0] += item.people
    }
    for (year, ncys) in joined {
      for (ncy, people) in ncys where Double(people) > evidence.population[year]?[ncy] ?? .infinity
      {
        report(
          Finding(
            .moreJoinersThanPeople, at: .init(TransitionFile.population.path),
            seen: "\(people) new plans in \(year), academic year \(ncy)",
            expected: "at least as many residents", remedy: "Correct the population."))
      }
    }
  }

  private mutating func reportMissing(_ ncys: [Int], year: Int, isWhole: Bool) {
    report(
      Finding(
        .populationCellMissing, at: .init(TransitionFile.population.path, column: "academic-year"),
        seen: isWhole
          ? "no row of \(year)"
          : "\(year) without academic year \(ncys.map(String.init).joined(separator: ", "))",
        expected: "every academic year from \(evidence.ncys.lowerBound) to"
          + " \(evidence.ncys.upperBound)", remedy: "Add what is missing."))
  }

  /// The population must reach the last census of the run, or be held.
  mutating func checkHorizon(line: Int?) {
    guard !hasErrors else { return }
    let (given, wanted) = (
      evidence.lastPopulationYear, evidence.baseCensus + evidence.authority.horizon
    )
    guard given < wanted else { return }
    let isHeld = evidence.frame.holdsPopulation && given > evidence.baseCensus - 1
    report(
      Finding(
        isHeld ? .populationHeld : .populationTooShort,
        at: .init(TransitionFile.population.path, column: "calendar-year"),
        seen: "population to \(given)", expected: "population to \(wanted)",
        remedy: isHeld
          ? "Add the years after \(given) if they are known."
          : "Add years, run fewer with --years or horizon, or write 'population_after_last_year: held'"
            + " (import: --hold-population)."))
  }

  /// Every need and setting that occurs must have a cost; those that may occur are named together.
  mutating func checkCosts() {
    guard session.isPresent(TransitionFile.costs) else { return }
    let occurring = Set(evidence.counts.flatMap { [$0.from, $0.to] }.compactMap(\.self))
    for place in occurring.sorted() where evidence.costs[place] == nil {
      report(
        Finding(
          .stateUncosted, at: .init(TransitionFile.costs.path),
          seen: "no cost of \(name(place))",
          expected: "a cost of every need and setting that occurs",
          remedy: "Add the row; write 0 if it costs nothing."))
    }
    reportPossible(occurring)
  }

  private mutating func reportPossible(_ occurring: Set<NeedAndSetting>) {
    let possible = evidence.settings.enumerated().compactMap { index, setting -> String? in
      let needs = setting.needs.filter { need in
        let place = NeedAndSetting(need: need, setting: index)
        return evidence.costs[place] == nil && !occurring.contains(place)
      }
      let codes = needs.map { evidence.needs[$0] }.joined(separator: ", ")
      return needs.isEmpty ? nil : "\(setting.code): \(codes)"
    }
    guard !possible.isEmpty else { return }
    report(
      Finding(
        .possibleStateUncosted, at: .init(TransitionFile.costs.path),
        seen: "no cost, by setting and need, of " + possible.joined(separator: "; "),
        expected: "a cost of every need and setting of valid-states.csv",
        remedy: "Write their costs, if plans may come to be there."))
  }

  private func name(_ place: NeedAndSetting) -> String {
    "need \(evidence.needs[place.need]) in setting \(evidence.settings[place.setting].code)"
  }
}
