import Vocabulary

extension ReadingSession {
  /// Population by variant, mid-year and age.
  mutating func readPopulation() {
    let figures = rows(of: .population) { row in
      let (geography, variant) = (row.geography(), row.name("variant"))
      let (year, age) = (row.year("mid_year"), row.integer("age", in: Self.ages))
      return row.headcount(geography, variant, year, age)
    }
    var ages: [Series: Set<Int>] = [:]
    for figure in figures.map(\.value) {
      ages[figure.series, default: []].insert(figure.age)
      evidence.update(figure.series.geography) {
        $0.population[figure.series.variant, default: [:]][
          figure.series.year, default: Array(repeating: 0, count: Self.ages.count)][figure.age] =
          figure.heads
      }
    }
    if isSound(.population) { reportMissingAges(ages) }
  }

  private mutating func reportMissingAges(_ ages: [Series: Set<Int>]) {
    for (series, present) in ages where present.count < Self.ages.count {
      let missing = Self.ages.filter { !present.contains($0) }.map(String.init)
      report(
        Finding(
          .agesMissing, at: .init(EvidenceFile.population.path, column: "age"),
          seen: "\(series.geography.rawValue), \(series.variant), \(series.year) without age "
            + missing.joined(separator: ", "),
          expected: "every age from 0 to 25", remedy: "Add the ages that are missing."))
    }
  }
}

/// One mid-year of one variant.
private struct Series: Hashable {
  let geography: Geography
  let variant: String
  let year: Int
}

/// The population at one age.
private struct Heads {
  let series: Series
  let age: Int
  let heads: Double
}

extension Row {
  fileprivate mutating func headcount(
    _ geography: Geography?, _ variant: String?, _ year: Int?, _ age: Int?
  ) -> Heads? {
    let heads = people("population")
    noteStatus()
    guard source() != nil, let geography, let variant, let year, let age, let heads
    else { return nil }
    let series = Series(geography: geography, variant: variant, year: year)
    return Heads(series: series, age: age, heads: heads)
  }
}
