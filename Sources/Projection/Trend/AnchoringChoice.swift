import Vocabulary

/// The anchors that say something of a run, in the order in which they are absorbed.
struct AnchoringChoice {
  let taken: [Anchor]
  let findings: [Finding]

  /// Leaves out counts that are not later than the origin, and plans issued that a later count of the year includes.
  init(_ anchors: [Anchor], origin: Int) {
    var (taken, findings) = ([Anchor](), [Finding]())
    for anchor in Anchor.inOrder(anchors) {
      if anchor.date <= .census(origin)
        || anchor.measure == .januaryTotal && anchor.census <= origin
      {
        findings.append(Self.early(anchor, origin))
      } else if let index = taken.firstIndex(where: { $0.isIncluded(in: anchor) }) {
        findings.append(Self.included(taken[index], in: anchor))
        taken[index] = anchor
      } else {
        taken.append(anchor)
      }
    }
    (self.taken, self.findings) = (Anchor.inOrder(taken), findings)
  }

  private static func finding(
    _ kind: FindingKind, _ anchor: Anchor, seen: String, remedy: String,
    expected: String
  ) -> Finding {
    Finding(
      kind, at: Finding.Place("evidence/anchors.csv", column: "date"),
      seen: "\(anchor.measure.rawValue) of \(anchor.date): \(seen)", expected: expected,
      remedy: remedy)
  }

  private static func early(_ anchor: Anchor, _ origin: Int) -> Finding {
    finding(
      .countTooEarly, anchor, seen: "not after the base census",
      remedy: "Correct its date, or delete the row.",
      expected: "a date after the census of January \(origin)")
  }

  private static func included(_ anchor: Anchor, in later: Anchor) -> Finding {
    finding(
      .countIncluded, anchor, seen: "included in the count up to \(later.date)",
      remedy: "Nothing to mend.",
      expected: "one count of plans issued in a year")
  }

  static func unexpected(_ anchor: Anchor) -> Finding {
    finding(
      .countUnexpected, anchor, seen: "no new plans are expected in that year",
      remedy: "Check the count and its date.", expected: "new plans to compare the count with")
  }
}

extension Anchor {
  /// True for plans issued that a later count of the same year counts again.
  fileprivate func isIncluded(in later: Anchor) -> Bool {
    measure == .plansIssued && later.measure == .plansIssued && date.year == later.date.year
  }
}
