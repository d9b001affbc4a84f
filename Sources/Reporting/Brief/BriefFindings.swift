import Vocabulary

/// What a run found, in plain words: plans, places, waiting, money.
struct BriefFindings {
  let source: ReportSource

  var ideas: [Brief.Idea] { [plans, places, waiting, money].compactMap { $0 } }

  /// A few years on, within the run.
  private var soon: Int { min(source.base + 3, source.last) }

  private var plans: Brief.Idea? {
    guard let now = source.focus.plans(source.base) else { return nil }
    return Brief.Idea(
      "Plans",
      [
        "In January \(source.base), \(children(now.middle)) had a plan."
      ] + ahead(min(source.base + 5, source.last))
        + (source.last > source.base + 5 ? ahead(source.last) : []) + [
          compared("plans", "\(source.last)", "All") { change in
            "This is about \(count(abs(change))) \(change < 0 ? "fewer" : "more") than if nothing else is done."
          }
        ])
  }

  private func ahead(_ year: Int) -> [String?] {
    source.focus.plans(year).map { figure in
      [
        "In January \(year) it may be about \(Wording.count(figure.middle)).",
        Self.likely(figure),
      ]
    } ?? []
  }

  private var places: Brief.Idea? {
    let start = source.base + 2
    let table = source.focus["sufficiency.csv"]
    let rows = table.rows([
      "academic_year": AcademicYear(start: start).description, "moment": "september",
      "need": "All", "phase": "All", "area": "All",
    ])
    let names = ["provision", "needed_p50", "needed_p80", "places_mean", "without_p50"]
      .compactMap(table.position)
    guard names.count == 5,
      let worst = rows.max(by: { (Double($0[names[4]]) ?? 0) < (Double($1[names[4]]) ?? 0) }),
      let middle = Double(worst[names[1]]), let most = Double(worst[names[2]]),
      let held = Double(worst[names[3]])
    else { return nil }
    let short = most.rounded() - held.rounded()
    return Brief.Idea(
      "Places",
      [
        "We looked at September \(start).",
        "The kind of place most in need is: \(source.provision(worst[names[0]])).",
        "We think \(count(middle)) of these will be needed.",
        "To have enough in 8 years out of 10, there must be \(count(most)).",
        "There are \(count(held)).",
        short > 0 ? "That is \(count(short)) too few." : "That is enough.",
      ])
  }

  private var waiting: Brief.Idea? {
    func figure(_ year: Int) -> LikelyFigure? {
      source.focus.figure(
        "waiting.csv", ["january_census": "\(year)", "provision": "All", "need": "All"])
    }
    guard let now = figure(source.base), let then = figure(soon) else {
      return source.isPublished
        ? Brief.Idea(
          "Waiting", ["How many wait is not shown, so that no child can be told from it."]) : nil
    }
    return Brief.Idea(
      "Waiting",
      [
        "In January \(source.base), \(children(now.middle)) were awaiting a suitable place.",
        "In January \(soon) it may be about \(count(then.middle)).",
        Self.likely(then, count),
      ])
  }

  private var money: Brief.Idea? {
    let years = source.focus.financialYears
    guard let year = years.contains("2027-28") ? "2027-28" : years.last,
      let balance = source.focus.balance("cumulative_balance", year)
    else { return nil }
    let end = "31 March \((Int(year.prefix(4)) ?? 0) + 1)"
    let pounds = { (amount: Double) in Wording.poundsMillions(amount) }
    let isShort = balance.middle < 0
    // Said as a debt, a range runs from the smaller debt to the larger.
    let range =
      balance.low < 0 && balance.high > 0
      ? "It may be \(pounds(-balance.low)) in debt, or hold \(pounds(balance.high)), or lie between."
      : isShort
        ? Self.range(-balance.high, -balance.low, pounds)
        : Self.range(balance.low, balance.high, pounds)
    return Brief.Idea(
      "Money",
      [
        "A grant called the high needs block pays for this help.",
        isShort
          ? "By \(end) its account may be \(pounds(-balance.middle)) in debt."
          : "By \(end) its account may hold \(pounds(balance.middle)).", range,
        compared("high_needs_block", year, "cumulative_balance") { change in
          "This is \(pounds(abs(change))) \(change < 0 ? "worse" : "better") than if nothing else is done."
        },
      ])
  }

  private func children(_ number: Double) -> String {
    "\(count(number)) children and young people"
  }

  private func count(_ number: Double) -> String { Wording.count(number) }

  /// A sentence with the likely range; nil where it is one number.
  static func likely(
    _ figure: LikelyFigure, _ word: (Double) -> String = { Wording.count($0) }
  ) -> String? { range(figure.low, figure.high, word) }

  private static func range(_ low: Double, _ high: Double, _ word: (Double) -> String) -> String? {
    word(low) == word(high) ? nil : "The likely range is \(word(low)) to \(word(high))."
  }

  /// A scenario's middle difference from the baseline in words; nil where there is none.
  private func compared(
    _ measure: String, _ period: String, _ item: String, _ word: (Double) -> String
  ) -> String? {
    guard !source.isBaseline,
      let figure = source.results.difference(source.focus.id, measure, period, item),
      figure.middle != 0
    else { return nil }
    // Where the likely range of the difference has both signs, nobody can say which it is.
    guard figure.low < 0, figure.high > 0 else { return word(figure.middle) }
    return "It may be more or less than if nothing else is done. The change is too small to tell."
  }
}
