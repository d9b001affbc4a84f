import Vocabulary

/// The question, and the answer in three sentences.
struct AnswerSection {
  let source: ReportSource

  var section: Document.Section? {
    let sentences = [plans, places, money].compactMap { $0 }
    guard !sentences.isEmpty else { return nil }
    return .init(
      "answer", source.focus.question,
      [
        .answer(sentences),
        .note(
          "A likely range holds 8 times in 10, if the future is as uncertain as the past was. Figures of single groups are less certain than totals."
        ),
      ])
  }

  private var plans: String? {
    guard let now = source.focus.plans(source.base), let then = source.focus.plans(source.last)
    else { return nil }
    let growth = then.middle / max(1, now.middle) - 1
    let change =
      growth >= 0
      ? "\(Wording.count(growth * 100)) % more" : "\(Wording.count(-growth * 100)) % fewer"
    return
      "In January \(source.base), \(Wording.count(now.middle)) children and young people of \(source.results.authority) had an Education, Health and Care plan; in January \(source.last) it may be \(then.words()), \(change)."
  }

  /// The provision with the most children without a place, three years ahead.
  private var places: String? {
    let year = AcademicYear(start: source.base + 2).description
    let table = source.focus["sufficiency.csv"]
    let rows = table.rows([
      "academic_year": year, "moment": "september", "need": "All", "phase": "All", "area": "All",
    ])
    guard let provision = table.position("provision"), let needed = table.position("needed_p80"),
      let places = table.position("places_mean"), let without = table.position("without_p50"),
      let worst = rows.max(by: { (Double($0[without]) ?? 0) < (Double($1[without]) ?? 0) }),
      let most = Double(worst[needed]), let held = Double(worst[places])
    else { return nil }
    let name = source.provision(worst[provision])
    let start = source.base + 2
    return
      most.rounded() > held.rounded()
      ? "In September \(start), \(Wording.count(most)) places of the kind \u{201C}\(name)\u{201D} would be enough in 8 years out of 10; there are \(Wording.count(held))."
      : "In September \(start) there are enough places of every kind in 8 years out of 10."
  }

  private var money: String? {
    let years = source.focus.financialYears
    guard let year = years.contains("2027-28") ? "2027-28" : years.last,
      let balance = source.focus.balance("cumulative_balance", year)
    else { return nil }
    let end = "31 March \((Int(year.prefix(4)) ?? 0) + 1)"
    let word = balance.middle < 0 ? "deficit" : "surplus"
    return
      "The dedicated schools grant's account stands at a \(word) of \(Self.amount(balance.middle)) on \(end) (likely range \(Self.range(balance)))."
  }

  private static func amount(_ pounds: Double) -> String { Wording.poundsMillions(abs(pounds)) }

  /// The smaller amount first; where one end is a deficit and the other is not, each says what it is.
  private static func range(_ balance: LikelyFigure) -> String {
    let (low, high) = (balance.low, balance.high)
    if low < 0, high > 0 { return "a deficit of \(amount(low)) to a surplus of \(amount(high))" }
    let ends = [low, high].sorted { abs($0) < abs($1) }
    return ends.map(amount).joined(separator: " to ")
  }
}
