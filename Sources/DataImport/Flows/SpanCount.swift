import Vocabulary

/// A count of plans over a span of years or ages.
struct SpanCount<Category: Hashable & Comparable>: Comparable {
  let geography: Geography
  let year: Int
  let span: ClosedRange<Int>
  let category: Category
  let plans: Double

  /// By year, span and category, so that the order of the rows does not matter.
  static func < (left: Self, right: Self) -> Bool {
    (left.year, left.span.lowerBound, left.span.upperBound, left.category)
      < (right.year, right.span.lowerBound, right.span.upperBound, right.category)
  }
}

extension Row {
  /// Reads the count and source, and puts the row together if nothing is missing.
  mutating func spanCount<Category>(
    _ geography: Geography?, _ year: Int?, _ span: ClosedRange<Int>?, _ category: Category?
  ) -> SpanCount<Category>? {
    let plans = count("plans", upTo: Self.mostPlans)
    guard source() != nil, let geography, let year, let span, let category, let plans
    else { return nil }
    return SpanCount(
      geography: geography, year: year, span: span, category: category, plans: Double(plans))
  }
}

extension ReadingSession {
  /// Ages at which a plan can start.
  static let ages = 0...25

  /// What two spans must share to be able to count a plan twice.
  private struct Family<Category: Hashable>: Hashable {
    let geography: Geography
    let year: Int
    let category: Category
  }

  /// Reports spans that share years with an earlier one of the same geography, year and category.
  mutating func reportOverlaps<Category>(
    _ counts: [Located<SpanCount<Category>>], in file: EvidenceFile, column: String
  ) {
    var owners: [Family<Category>: [Int: Located<SpanCount<Category>>]] = [:]
    for count in counts {
      let value = count.value
      let family = Family(
        geography: value.geography, year: value.year, category: value.category)
      if let earlier = value.span.lazy.compactMap({ owners[family]?[$0] }).first {
        let (old, new) = (earlier.value.span, value.span)
        report(
          Finding(
            .overlappingSpans, at: .init(file.path, row: count.row, column: column),
            seen:
              "\(new.lowerBound) to \(new.upperBound), and \(old.lowerBound) to \(old.upperBound) "
              + "in row \(earlier.row)",
            expected: "spans that share no year", remedy: "Split or delete one of the two."))
      }
      for year in value.span { owners[family, default: [:]][year] = count }
    }
  }
}
