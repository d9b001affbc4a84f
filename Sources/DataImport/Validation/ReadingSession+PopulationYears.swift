import Vocabulary

extension ReadingSession {
  /// The population must start at the mid-year before the base census and reach the last year of the run.
  mutating func validatePopulation() {
    guard isSound(.population) else { return }
    let variants = evidence.local.population
    validateBaseline(variants)
    for (variant, years) in variants.sorted(by: { $0.key < $1.key }) {
      if years[base - 1] == nil {
        report(
          .yearGap, .population, "mid_year", seen: "variant \(variant) without \(base - 1)",
          expected: "the mid-year \(base - 1) before the base census",
          remedy: "Add the year to the variant.")
      }
      let last = base - 1 + evidence.authority.horizon
      if let end = years.keys.max(), end < last {
        report(
          .populationEnds, .population, "mid_year", seen: "variant \(variant) to \(end)",
          expected: "mid-years to \(last) for \(evidence.authority.horizon) years",
          remedy: "Add years, or run fewer with --years or horizon.")
      }
    }
  }

  private mutating func validateBaseline(_ variants: [String: [Int: [Double]]]) {
    let wanted = evidence.authority.populationVariant
    guard variants[wanted] == nil else { return }
    let known = variants.keys.sorted()
    report(
      Finding(
        .unknownVariant,
        at: .init(
          FolderContents.authorityPath, row: authorityLines["population_variant"],
          column: "population_variant"),
        seen: wanted.shown,
        expected: "a variant of population.csv: \(known.joined(separator: ", "))",
        remedy: "Correct the variant. \(Suggestion.text(for: wanted, among: known))"))
  }
}
