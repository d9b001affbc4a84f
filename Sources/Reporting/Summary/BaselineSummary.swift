import Vocabulary

/// The part of the summary that describes one scenario.
struct BaselineSummary {
  let digest: ScenarioDigest
  let width: Int

  var lines: [String] { plans + groups + places + account }

  private var plans: [String] {
    var table = TextTable(["Children and young people with a plan", "Middle", "Likely range"])
    for item in digest.plans {
      table.add([
        "  January \(item.year)", Wording.count(item.figure.median), Wording.range(item.figure),
      ])
    }
    return table.lines(width: width) + [""]
  }

  private var groups: [String] {
    guard let first = digest.plans.first, let last = digest.plans.last else { return [] }
    var table = TextTable([
      "Where they are", "January \(first.year)", "January \(last.year)", "Likely range",
    ])
    for group in digest.groups {
      table.add([
        "  \(group.name)", Wording.count(group.base.median), Wording.count(group.last.median),
        Wording.range(group.last),
      ])
    }
    return table.lines(width: width) + [""]
  }

  private var places: [String] {
    let outlook = digest.places
    guard !outlook.provisions.isEmpty else {
      return ["No settings are given, so places are not limited.", ""]
    }
    var table = TextTable(["Places; need* September, July"] + outlook.years)
    for provision in outlook.provisions.prefix(5) {
      table.add(["  \(Wording.short(provision.name))"] + provision.years.map(Self.places))
    }
    table.add(["  Placed above number (mean)"] + outlook.overNumber.map(Wording.count))
    table.add(["  Without the place they need"] + outlook.without.map { Wording.figure($0) })
    table.add(["  Children waiting for a place"] + outlook.waiting.map { Wording.figure($0) })
    table.add(["    at another school (mean)"] + outlook.held.map(Wording.count))
    table.add(["    at no school (mean)"] + outlook.awaiting.map(Wording.count))
    return table.lines(width: width) + review(outlook) + [""]
  }

  private func review(_ outlook: PlacesOutlook) -> [String] {
    let enough = "  * enough in 8 simulations of 10"
    let comparator =
      outlook.isComparator ? ["  Comparator for officers: not for scrutiny or forum."] : []
    guard !outlook.worst.isEmpty else { return [enough] + comparator }
    let heading = "\(enough); places short in \(outlook.worstYear) (review.csv), the most first:"
    return [heading] + outlook.worst.map { Wording.cut("    \($0)", to: width) } + comparator
  }

  /// `1,892; 2,255, 2,301`: places, and how many are needed at the two moments.
  private static func places(
    _ year: (places: Double, september: Double, july: Double)
  ) -> String {
    "\(Wording.count(year.places)); \(Wording.count(year.september)), \(Wording.count(year.july))"
  }

  private var account: [String] {
    guard !digest.account.isEmpty else {
      return ["There is no money evidence, so the high needs block is not costed.", ""]
    }
    let figures = digest.account.map { [$0.cost, $0.income, $0.inYear, $0.cumulative] }
    let word = Self.precision(figures.flatMap { $0 })
    var table = TextTable(["  £ million", "Cost", "Income", "In the year", "Balance at the end"])
    for (year, spreads) in zip(digest.account, figures) {
      table.add(["  \(year.year)"] + spreads.map { Wording.firm($0, word) })
    }
    let deficit = (digest.deficit?.lines ?? []).map { Wording.cut($0, to: width) }
    return [
      "High needs block (a deficit is below 0; \(Reconciliation.words(digest.calibrations.first?.year)))"
    ]
      + table.lines(width: width) + deficit + [""]
  }

  /// One decimal of a million, or none where a figure reaches a thousand millions.
  private static func precision(_ figures: [Spread]) -> (Double) -> String {
    let isLarge = figures.contains { spread in
      spread.quantiles.contains { abs($0) >= 100_000_000_000 }
    }
    return isLarge ? { Wording.wholeMillions($0) } : { Wording.millions($0) }
  }
}
