import Scenarios
import Vocabulary

/// The part of the summary that sets scenarios against the baseline.
struct ScenarioSummary {
  let baseline: ScenarioDigest
  let digests: [ScenarioDigest]
  let comparisons: [Comparison]
  let width: Int

  /// Two lines a scenario, as many scenarios as there is room for.
  func lines(atMost limit: Int) -> [String] {
    guard !comparisons.isEmpty else { return [] }
    let fitting = max(0, (limit - 3) / 2)
    guard fitting > 0 else { return [] }
    var table = TextTable([
      heading, "Plans", "In independent", "Waiting", balanceHeading,
    ])
    for comparison in comparisons.prefix(fitting) {
      let spreads = spreads(comparison)
      let (start, rest) = Self.broken(name(comparison))
      table.add(["  \(start)"] + spreads.map { $0.figure })
      table.add([rest.isEmpty ? "" : "    \(rest)"] + spreads.map { $0.range })
    }
    let left = comparisons.count - fitting
    return table.lines(width: width)
      + (left > 0 ? ["  and \(left) more in comparison.csv"] : []) + [""]
  }

  private var heading: String { "Against it, January \(baseline.lastCensus)" }

  private var balanceHeading: String {
    baseline.lastFinancialYear.map { "Balance \($0), £m" } ?? "Balance, £m"
  }

  private func name(_ comparison: Comparison) -> String {
    digests.first { $0.id == comparison.scenario }?.name ?? comparison.scenario
  }

  /// A name in two parts, broken at a blank where it is long.
  private static func broken(_ name: String) -> (String, String) {
    let length = 24
    guard name.count > length else { return (name, "") }
    guard let blank = name.prefix(length + 1).lastIndex(of: " ") else { return (name, "") }
    return (String(name[..<blank]), String(name[name.index(after: blank)...]))
  }

  private func spreads(_ comparison: Comparison) -> [(figure: String, range: String)] {
    let census = baseline.lastCensus
    let balance = baseline.lastFinancialYear.flatMap {
      difference(comparison, "high_needs_block", $0, "cumulative_balance")
    }
    return [
      words(difference(comparison, "plans", census, "All")),
      words(independent(comparison)),
      words(difference(comparison, "waiting", census, "All")),
      words(balance, Wording.millionsChange),
    ]
  }

  private func words(
    _ spread: Spread?, _ word: (Double) -> String = Wording.change
  ) -> (figure: String, range: String) {
    guard let spread else { return ("-", "") }
    let range = Wording.range(spread, word)
    return (word(spread.median), range.isEmpty ? "" : "(\(range))")
  }

  private func difference(
    _ comparison: Comparison, _ measure: String, _ period: String, _ item: String
  ) -> Spread? {
    comparison.rows.first {
      $0.measure.measure == measure && $0.measure.period == period && $0.measure.item == item
    }?.difference
  }

  /// Several provisions are independent: their sum is compared draw by draw.
  private func independent(_ comparison: Comparison) -> Spread? {
    guard let digest = digests.first(where: { $0.id == comparison.scenario }),
      digest.independent.count == baseline.independent.count,
      digest.lastCensus == baseline.lastCensus
    else { return nil }
    return Sample(zip(digest.independent, baseline.independent).map { $0 - $1 }).spread
  }
}
