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
    var table = TextTable(
      ["Places, and how many would be needed*"] + outlook.censuses.map { "January \($0)" })
    for provision in outlook.provisions.prefix(5) {
      table.add(["  \(Self.short(provision.name))"] + provision.years.map(Self.places))
    }
    table.add(["  Placed above number in the year (mean)"] + outlook.overNumber.map(Wording.count))
    table.add(["  Children waiting for a place"] + outlook.waiting.map { Wording.figure($0) })
    table.add(["    meanwhile at another school (mean)"] + outlook.held.map(Wording.count))
    table.add(["    meanwhile at no school (mean)"] + outlook.awaiting.map(Wording.count))
    return table.lines(width: width) + ["  * enough in 8 simulations of 10", ""]
  }

  /// The name without what it says in brackets.
  private static func short(_ name: String) -> String {
    guard let bracket = name.firstIndex(of: "(") else { return name }
    let start = name[..<bracket]
    return String(start.last == " " ? start.dropLast() : start)
  }

  private static func places(_ year: (places: Int, needed: Int)) -> String {
    "\(Wording.count(year.places)), need \(Wording.count(year.needed))"
  }

  private var account: [String] {
    guard !digest.account.isEmpty else {
      return ["There is no money evidence, so the high needs block is not costed.", ""]
    }
    let figures = digest.account.map { [$0.cost, $0.income, $0.inYear, $0.cumulative] }
    let word = Self.precision(figures.flatMap { $0 })
    var table = TextTable(["  £ million", "Cost", "Income", "In the year", "Balance at the end"])
    for (year, spreads) in zip(digest.account, figures) {
      table.add(["  \(year.year)"] + spreads.map { Wording.figure($0, word) })
    }
    return ["High needs block (a deficit is below 0)"] + table.lines(width: width) + [""]
  }

  /// One decimal of a million, or none where a figure reaches a thousand millions.
  private static func precision(_ figures: [Spread]) -> (Double) -> String {
    let isLarge = figures.contains { spread in
      spread.quantiles.contains { abs($0) >= 100_000_000_000 }
    }
    return isLarge ? { Wording.wholeMillions($0) } : { Wording.millions($0) }
  }
}
