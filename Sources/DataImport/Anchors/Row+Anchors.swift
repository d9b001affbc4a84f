import Vocabulary

/// The span of time that an anchor can speak of.
struct AnchorFrame {
  /// The January census the runs start from.
  let base: Int
  /// The last January census they reach.
  let last: Int
}

extension Row {
  /// A count made after the base census.
  mutating func anchor(_ frame: AnchorFrame?) -> Anchor? {
    let measures = Anchor.Measure.allCases.map(\.rawValue)
    let measure = code("measure", among: measures).flatMap(Anchor.Measure.init)
    let date = measure.flatMap { anchorDate($0, frame) }
    let (value, provenance) = (count("value"), provenance())
    guard let measure, let date, let value, let provenance else { return nil }
    return Anchor(measure, date: date, value: value, provenance: provenance)
  }

  private mutating func anchorDate(_ measure: Anchor.Measure, _ frame: AnchorFrame?)
    -> CalendarDate?
  {
    guard let text = text("date") else { return nil }
    let isCensus = measure == .januaryTotal
    guard let date = CalendarDate(text) ?? (isCensus ? Self.censusMonth(text) : nil) else {
      reportDate(
        text, isCensus ? "a day of a January such as 2026-01-15" : "a day such as 2026-06-30",
        "Write year, month and day with hyphens.")
      return nil
    }
    guard isPossible(date, measure, text), isWithin(date, measure, frame, text) else { return nil }
    return date
  }

  /// `2026-01`, the month of a census.
  private static func censusMonth(_ text: String) -> CalendarDate? {
    guard text.utf8.count == 7, text.hasSuffix("-01") else { return nil }
    return CalendarDate(text + "-16")
  }

  private mutating func isPossible(
    _ date: CalendarDate, _ measure: Anchor.Measure, _ text: String
  ) -> Bool {
    if measure == .januaryTotal, date.month != 1 {
      reportDate(
        text, "a day of January, when the census is",
        "Write the January of the census, or call the count month_end_total.")
      return false
    }
    if measure == .monthEndTotal, !date.isMonthEnd {
      reportDate(
        text, "the last day of a month, here \(date.monthEnd)",
        "Count the caseload at the end of the month.")
      return false
    }
    return true
  }

  private mutating func isWithin(
    _ date: CalendarDate, _ measure: Anchor.Measure, _ frame: AnchorFrame?, _ text: String
  ) -> Bool {
    guard let frame else { return true }
    let anchor = Anchor(measure, date: date, value: 0, provenance: Provenance(.derived, ""))
    let isLater =
      measure == .januaryTotal ? anchor.census > frame.base : date > .census(frame.base)
    if !isLater {
      report(
        .anchorOutsideRun, "date", seen: text.shown,
        expected: "a date after the base census of January \(frame.base)",
        remedy: "Leave the row out: the base census knows it already.")
    } else if anchor.lastCensus > frame.last {
      report(
        .anchorOutsideRun, "date", seen: text.shown,
        expected: "a date up to the census of January \(frame.last), the last of the horizon",
        remedy: "Correct the date, or raise horizon in authority.yaml.")
    }
    return isLater && anchor.lastCensus <= frame.last
  }

  private mutating func reportDate(_ text: String, _ expected: String, _ remedy: String) {
    report(.malformedDate, "date", seen: text.shown, expected: expected, remedy: remedy)
  }
}
