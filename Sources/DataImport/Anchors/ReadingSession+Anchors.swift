import Vocabulary

extension ReadingSession {
  /// Counts made after the base census, by date; to be called when the published figures are read.
  mutating func readAnchors() {
    let authority = evidence.authority
    let frame =
      hasFrame
      ? AnchorFrame(base: authority.baseCensus, last: authority.baseCensus + authority.horizon)
      : nil
    let anchors = rows(of: .anchors) { $0.anchor(frame) }
    reportRepeatedCensuses(anchors)
    if frame != nil { anchors.forEach { reportFarFromBase($0) } }
    evidence.anchors = Anchor.inOrder(anchors.map(\.value))
  }

  /// Two totals of one census on different days.
  private mutating func reportRepeatedCensuses(_ anchors: [Located<Anchor>]) {
    var seen: [Int: Int] = [:]
    for item in anchors where item.value.measure == .januaryTotal {
      guard let earlier = seen[item.value.census] else {
        seen[item.value.census] = item.row
        continue
      }
      report(
        Finding(
          .duplicateRow, at: .init(EvidenceFile.anchors.path, row: item.row, column: "date"),
          seen: "another total of January \(item.value.census), as row \(earlier)",
          expected: "one total of a census", remedy: "Delete one of the two."))
    }
  }

  private mutating func reportFarFromBase(_ item: Located<Anchor>) {
    guard let usual = usual(for: item.value), !usual.range.contains(Double(item.value.value))
    else { return }
    report(
      Finding(
        .anchorFarFromBase, at: .init(EvidenceFile.anchors.path, row: item.row, column: "value"),
        seen: "\(item.value.value)", expected: usual.text,
        remedy: "Check the figure."))
  }

  /// What the base census lets expect: its total give or take 40 %; of plans issued half to twice last year's pace.
  private func usual(for anchor: Anchor) -> (range: ClosedRange<Double>, text: String)? {
    guard anchor.measure == .plansIssued else {
      guard let total = baseTotal, total > 0 else { return nil }
      return (
        0.6 * total...1.4 * total,
        "within 40 % of the \(Int(total.rounded())) plans of January \(base)"
      )
    }
    guard let year = evidence.local.flowsByYear["new_plans"]?[base - 1], year > 0 else {
      return nil
    }
    let pace = year * anchor.elapsed
    return (
      0.5 * pace...2 * pace,
      "half to twice the pace of \(base - 1), which is \(Int(pace.rounded())) by that day"
    )
  }

  private var baseTotal: Double? {
    evidence.local.plansByProvision[base]?.reduce(0, +)
      ?? evidence.local.plansByNCYProvision[base]?.total
  }
}
