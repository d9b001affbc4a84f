import Scenarios
import Vocabulary

/// Why it grows, what could be wrong, and what is invented, in plain words.
struct BriefCauses {
  let source: ReportSource

  private static let plans: [(driver: String, name: String, words: String)] = [
    ("ageing", "Children stay on", "More get a plan each year than leave, at the pace of now"),
    ("population", "Numbers of children", "The number of children changes"),
    ("backlog", "The queue", "Many have asked for a plan and wait for an answer"),
    ("residual", "Gaps in the counts", "Past counts grew by more than the records explain"),
    ("rate", "More ask for help", "The share of children who get or keep a plan changes"),
  ]

  private static let costs: [(driver: String, name: String, words: String)] = [
    ("plan_rate", "More plans", "A larger share of children has a plan"),
    ("need_mix", "Other needs", "The needs of the children change"),
    ("placement_mix", "Other schools", "Children go to other kinds of school"),
    ("unit_price", "Prices", "Each place costs more each year"),
    ("policy_and_places", "Places and the rest", "New places and all other costs change"),
  ]

  /// The largest cause of more plans, and the two largest of higher cost; causes of plans alone where nothing is costed.
  var ideas: [Brief.Idea] {
    let money = costs
    return Array((growth.prefix(money.isEmpty ? 3 : 1) + money.prefix(2)))
  }

  private var growth: [Brief.Idea] {
    Self.plans.compactMap { item in
      source.focus.figure(
        "drivers.csv", ["january_census": "\(source.last)", "driver": item.driver]
      ).map { (item, $0) }
    }.filter { $0.1.middle.rounded() != 0 }.sorted { abs($0.1.mean) > abs($1.1.mean) }
      .map { cause in
        Brief.Idea(
          cause.0.name,
          [
            cause.0.words + ".",
            "By January \(source.last) this means about \(Self.change(cause.1.middle)) plans.",
            BriefFindings.likely(cause.1, Self.change),
          ])
      }
  }

  /// `120 more`, `30 fewer`.
  private static func change(_ plans: Double) -> String {
    "\(Wording.count(abs(plans))) \(plans < 0 ? "fewer" : "more")"
  }

  private static func cost(_ pounds: Double, _ first: String, _ last: String) -> String {
    "the cost in \(last) is about \(Wording.poundsMillions(abs(pounds))) \(pounds < 0 ? "less" : "more") than in \(first)."
  }

  private var costs: [Brief.Idea] {
    let years = source.focus.financialYears
    guard let first = years.first, let last = years.last else { return [] }
    return Self.costs.compactMap { item in
      source.focus.number(
        "cost_drivers.csv", "mean", ["from_year": first, "to_year": last, "driver": item.driver]
      ).map { (item, $0) }
    }.filter { abs($0.1) >= 50_000 }.sorted { abs($0.1) > abs($1.1) }.map { item, pounds in
      Brief.Idea(
        item.name,
        [
          item.words + ".",
          "For this, " + Self.cost(pounds, first, last),
        ])
    }
  }

  var caveats: [Brief.Idea] {
    [
      Brief.Idea(
        "Likely ranges",
        [
          "A likely range should hold the true number 8 times in 10.",
          "So 2 times in 10 the number will be lower or higher.",
        ]), past,
      Brief.Idea(
        "Small groups", ["A number for a small group is less sure than the total."]),
      Brief.Idea(
        "New rules", ["The law or the grant may change.", "We have not tried to guess that."]),
      account,
    ].compactMap { $0 }
  }

  private var past: Brief.Idea? {
    guard let plans = source.baseline.plans(source.base)?.middle,
      let row = PastErrors.published.rows(plans: plans).first(where: { $0.horizon == 3 })
    else { return nil }
    return Brief.Idea(
      "Past forecasts",
      [
        "We tried this way of working on past years.",
        "Half of the time it was wrong by less than \(MeasuresSection.percent(row.medianError)), three years on.",
      ])
  }

  private var account: Brief.Idea? {
    guard !source.focus.financialYears.isEmpty else { return nil }
    let year = source.focus["calibration.csv"].texts("closed_year").first
    return Brief.Idea(
      "The accounts",
      [
        year.map { "The money fits what was spent in \($0)." }
          ?? "The money has not been checked with what was spent in a past year."
      ])
  }

  var invented: Brief.Idea {
    let table = source.focus["assumptions.csv"]
    let made = table.rows(["status": "illustrative"]).count
    // What was estimated from others, and what the tool assumes, is nobody's to replace.
    let given =
      table.rows.count
      - ["estimated", "assumption"].reduce(0) {
        $0 + table.rows(["status": $1]).count
      }
    guard made > 0 else { return Brief.Idea("Nothing", ["No number that we used is made up."]) }
    return Brief.Idea(
      "Made-up numbers",
      [
        "We were given \(Wording.count(given)) numbers.",
        "Of these, \(Wording.count(made)) are made up, to show how it works.",
        "Put real ones in their place before you decide.",
      ])
  }
}
