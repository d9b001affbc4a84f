import Vocabulary

extension ReadingSession {
  /// Areas need the years and ages of the authority's population; plans are given for all or none.
  mutating func validateAreas() {
    validateAreaFile()
    validateAreaPlans()
    guard isSound(.population) else { return }
    validateAreaVariants()
    guard isSound(.areas), isSound(.populationByArea) else { return }
    let variants = evidence.local.population.sorted { $0.key < $1.key }
    let ages = areaAges
    let findings = variants.flatMap { variant, years in
      evidence.locality.areas.compactMap { area in
        missing(of: area.id, variant, Array(years.keys), ages[variant]?[area.id] ?? [:])
      }
    }
    findings.forEach { report($0) }
    guard findings.isEmpty else { return }
    for (variant, years) in variants { reportSums(variant, years) }
  }

  private mutating func validateAreaFile() {
    let count = evidence.locality.areas.count
    guard count > 1, !isPresent(.populationByArea), isLooked(for: .populationByArea)
    else { return }
    reportMissing(
      EvidenceFile.populationByArea.path,
      expected: "the file, since areas.csv has \(count) areas and plans are shared by population")
  }

  /// A variant that population.csv does not have, once and at its first row.
  private mutating func validateAreaVariants() {
    let known = evidence.local.population.keys.sorted()
    var seen = Set(known)
    for item in register.areaHeads where seen.insert(item.value.variant).inserted {
      let name = item.value.variant
      report(
        Finding(
          .unknownAreaVariant,
          at: .init(EvidenceFile.populationByArea.path, row: item.row, column: "variant"),
          seen: name.shown,
          expected: "a variant of population.csv: \(known.joined(separator: ", "))",
          remedy: "Correct the variant. \(Suggestion.text(for: name, among: known))"))
    }
  }

  /// The mid-years and ages that an area lacks in a variant, in one finding.
  private func missing(
    of area: String, _ variant: String, _ years: [Int], _ ages: [Int: Set<Int>]
  ) -> Finding? {
    let needed = Set(years.filter { $0 >= base - 1 }).union(ages.keys)
    let without = needed.filter { ages[$0] == nil }
    let short = ages.filter { $0.value.count < Self.ages.count }.sorted { $0.key < $1.key }
    guard !without.isEmpty || !short.isEmpty else { return nil }
    let gaps = short.map { year, present in
      "\(year) without age \(Self.ages.filter { !present.contains($0) }.spans)"
    }
    let parts = (without.isEmpty ? [] : ["no mid_year \(without.sorted().spans)"]) + gaps.prefix(3)
    let rest = gaps.count > 3 ? ["and \(gaps.count - 3) more years with gaps"] : []
    return Finding(
      .areaPopulationMissing,
      at: .init(EvidenceFile.populationByArea.path, column: without.isEmpty ? "age" : "mid_year"),
      seen: "area \(area), variant \(variant): \((parts + rest).joined(separator: "; "))",
      expected: "every mid-year from \(base - 1) that population.csv has, with ages 0 to 25",
      remedy: "Add the rows that are missing.")
  }

  /// The ages given, by variant, area and mid-year.
  private var areaAges: [String: [String: [Int: Set<Int>]]] {
    register.areaHeads.map(\.value).reduce(into: [:]) {
      $0[$1.variant, default: [:]][$1.area, default: [:]][$1.year, default: []].insert($1.age)
    }
  }

  /// Says where the areas add to another population than the authority's: one warning a variant.
  private mutating func reportSums(_ variant: String, _ years: [Int: [Double]]) {
    var worst: (year: Int, age: Int, sum: Double, all: Double)?
    var count = 0
    for (year, heads) in years.sorted(by: { $0.key < $1.key }) where year >= base - 1 {
      let areas = (evidence.locality.population[variant]?[year] ?? [:]).sorted { $0.key < $1.key }
      for (age, all) in heads.enumerated() {
        let sum = areas.reduce(0) { $0 + $1.value[age] }
        guard abs(sum - all) > max(10, 0.02 * all) else { continue }
        count += 1
        // The first of several that are equally far off.
        let isWorse = worst.map { abs(sum - all) * $0.all > abs($0.sum - $0.all) * all } ?? true
        if isWorse { worst = (year, age, sum, all) }
      }
    }
    guard let worst else { return }
    report(
      .areasDoNotAdd, .populationByArea, "population",
      seen: "variant \(variant), mid-year \(worst.year), age \(worst.age): areas add to "
        + "\(worst.sum.headcount)" + (count > 1 ? ", the worst of \(count)" : ""),
      expected: "\(worst.all.headcount), as population.csv has, within 2 % or 10 people",
      remedy: "Check the areas' boundaries and date.")
  }

  /// Plans of some areas only would say nothing of the rest.
  private mutating func validateAreaPlans() {
    guard isSound(.areaRates), isSound(.areas) else { return }
    var groups: [AreaGroup: [Located<AreaEvidence>]] = [:]
    for item in register.areaEvidence {
      guard case .plans = item.value.figure else { continue }
      groups[AreaGroup(need: item.value.need, phase: item.value.phase), default: []].append(item)
    }
    for (group, rows) in groups {
      let given = Set(rows.map(\.value.area))
      let missing = evidence.locality.areas.map(\.id).filter { !given.contains($0) }
      guard !missing.isEmpty else { continue }
      report(
        Finding(
          .areaPlansMissing,
          at: .init(EvidenceFile.areaRates.path, row: rows[0].row, column: "area"),
          seen: "plans of \(group.description) without \(missing.joined(separator: ", "))",
          expected: "plans of every area of areas.csv",
          remedy: "Add the areas, 0 where nobody has a plan, or give relative_rate instead."))
    }
  }
}

/// What plans are counted for.
private struct AreaGroup: Hashable {
  let need: String?
  let phase: Phase?

  var description: String {
    "need \(need ?? Scope.allWord), phase \(phase?.rawValue ?? Scope.allWord)"
  }
}

extension [Int] {
  /// `2024 to 2027, 2030`: numbers in rising order, runs of three and more by their ends.
  fileprivate var spans: String {
    var runs: [ClosedRange<Int>] = []
    for number in self {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    let texts = runs.map { run in
      run.count > 2
        ? "\(run.lowerBound) to \(run.upperBound)"
        : run.map(String.init).joined(separator: ", ")
    }
    return texts.joined(separator: ", ")
  }
}
