public import Vocabulary

/// What later counts did to a run: `anchors.csv` and the lines on the terminal.
public enum AnchorReport {
  /// `anchors.csv` in a scenario's folder; header only without effects.
  public static func file(_ effects: [AnchorEffect], in folder: String) -> OutputFile {
    var table = CSVText(.anchors)
    for effect in effects {
      let anchor = effect.anchor
      for change in effect.changes {
        table.add(
          [
            anchor.measure.rawValue, anchor.date.description, String(anchor.value),
            change.census == nil ? "counted" : "plans", change.census.map(String.init) ?? "",
          ], change.before.cells + change.after.cells)
      }
    }
    return table.file(in: folder)
  }

  /// The most counts that the summary shows: the latest.
  static let mostShown = 5

  /// At most 12 lines for the summary: each count, and plans at the census after it, before and after; none without effects.
  public static func lines(_ effects: [AnchorEffect], width: Int = 100) -> [String] {
    guard !effects.isEmpty else { return [] }
    var table = TextTable(["Counts since the base census", "Before", "After"])
    for effect in effects.suffix(mostShown) {
      for change in effect.changes.prefix(2) {
        let counted = "\(effect.anchor.text): \(Wording.count(effect.anchor.value))"
        let name = change.census.map { "  so plans, January \($0)" } ?? counted
        table.add([name, change.before.text, change.after.text])
      }
    }
    let left = effects.count - mostShown
    return table.lines(width: width)
      + (left > 0 ? ["  and \(left) earlier \(left == 1 ? "count" : "counts") in anchors.csv"] : [])
  }
}

extension Anchor {
  /// `Plans at the January 2026 census`.
  var text: String {
    switch measure {
    case .januaryTotal: "Plans, January \(census) census"
    case .monthEndTotal: "Plans, \(date.text)"
    case .plansIssued: "New plans, 1 January to \(date.text)"
    }
  }
}

extension LikelyRange {
  /// `7,200 (7,100 to 7,300)`.
  var text: String {
    let (low, high) = (Wording.count(low), Wording.count(high))
    return Wording.count(middle) + (low == high ? "" : " (\(low) to \(high))")
  }
}
