import Vocabulary

extension ReadingSession {
  /// DfE's reasons for ceasing, SEN2 2025.
  static let reasons = [
    CeasedCount.transferReason, "max_age", "needs_met", "he", "employ", "no_engage",
    "moved_outside_eng", "deceased", "not_rec", "other",
  ]

  mutating func readCeasedByNCYReason() {
    let counts = rows(of: .ceasedByNCYReason) { row in
      let (geography, year) = (row.geography(), row.year("calendar_year"))
      let span = row.span("ncy_from", "ncy_to", in: NCY.range)
      return row.spanCount(geography, year, span, row.reason())
    }
    reportOverlaps(counts, in: .ceasedByNCYReason, column: "ncy_from")
    for count in counts.map(\.value).sorted() {
      evidence.update(count.geography) {
        $0.ceasedByNCY[count.year, default: []].append(
          CeasedCount(span: count.span, reason: count.category, count: count.plans))
      }
    }
  }
}

extension Row {
  /// A reason for ceasing; one that DfE does not have is kept, with a warning.
  fileprivate mutating func reason() -> String? {
    guard let reason = name("reason") else { return nil }
    if !ReadingSession.reasons.contains(reason) {
      report(
        .unknownReason, "reason", seen: reason.shown,
        expected: "one of \(ReadingSession.reasons.joined(separator: ", "))",
        remedy: "It is counted as a reason of its own, not as a transfer. "
          + Suggestion.text(for: reason, among: ReadingSession.reasons))
    }
    return reason
  }
}
