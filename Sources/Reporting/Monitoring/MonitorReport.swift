public import Scenarios
import Vocabulary

/// Later counts beside a run: `monitor.csv` and the page on the terminal.
public enum MonitorReport {
  /// `monitor.csv`.
  public static func file(_ monitor: Monitor) -> OutputFile {
    var table = CSVText(.monitor)
    for row in monitor.rows {
      let anchor = row.anchor
      table.add(
        [anchor.measure.rawValue, anchor.date.description, String(anchor.value)],
        row.range.cells + [
          row.verdict.rawValue, Digits.quantile(row.fromMiddle), Digits.quantile(row.beyondRange),
          row.isKnown ? "yes" : "no",
        ])
    }
    return table.file(in: "")
  }

  /// The page: a table, a line of words for each count, and the verdict last.
  ///
  /// - Parameter path: the folder of the run.
  public static func text(_ monitor: Monitor, path: String, width: Int = 100) -> String {
    let run = monitor.run
    let day = run.finished.prefix { $0 != "T" }
    let title = [
      "\(run.authority): counts beside the run in \(path)",
      "From the January \(run.baseCensus) census, \(Wording.count(run.draws)) simulations, finished \(day).",
      "",
    ]
    let body = table(monitor, width: width) + [""] + monitor.rows.map(sentence)
    let tail = beyond(monitor) + known(monitor) + advice(monitor) + [verdict(monitor)]
    return (title + body + [""] + tail).map { $0 + "\n" }.joined()
  }

  private static func table(_ monitor: Monitor, width: Int) -> [String] {
    var table = TextTable(["Count", "Actual", "P10", "P50", "P90", "80 % band"])
    for row in monitor.rows {
      table.add(
        [row.anchor.text, Wording.count(row.anchor.value)]
          + [row.range.low, row.range.middle, row.range.high].map { Wording.count($0) }
          + [row.verdict.rawValue])
    }
    return table.lines(width: width)
  }

  /// How far, in words.
  static func sentence(_ row: MonitorRow) -> String {
    let start = "\(row.anchor.text): \(Wording.count(row.anchor.value)) is \(row.verdict.rawValue) "
    let middle =
      abs(row.fromMiddle) < 1
      ? "at its middle"
      : "\(Wording.count(abs(row.fromMiddle))) (\(percent(row))) "
        + "\(row.fromMiddle > 0 ? "above" : "below") its middle"
    guard row.verdict != .inside else { return start + "the 80 % band, \(middle)." }
    let end = row.verdict == .above ? "P90" : "P10"
    let far = row.beyondRange < 0.5 ? "less than 1" : Wording.count(row.beyondRange)
    let note =
      row.isWithinSystems ? " Caseload systems differ from the census by as much as that." : ""
    return start + "the 80 % band: \(far) \(row.verdict.rawValue) \(end), \(middle).\(note)"
  }

  /// The distance from the middle as a share of it, with one decimal.
  private static func percent(_ row: MonitorRow) -> String {
    guard row.range.middle > 0 else { return "from 0" }
    let tenths = Int((abs(row.fromMiddle) / row.range.middle * 1000).rounded())
    return Digits.fixed(tenths, decimals: 1) + " %"
  }

  private static func beyond(_ monitor: Monitor) -> [String] {
    monitor.beyond.map { "\($0.text): not compared, the run does not reach it." }
  }

  private static func known(_ monitor: Monitor) -> [String] {
    let known = monitor.rows.filter(\.isKnown)
    guard !known.isEmpty else { return [] }
    let which =
      known.count == monitor.rows.count
      ? "all of them" : known.map(\.anchor.text).joined(separator: "; ")
    return [
      "The run was conditioned on these counts, so that agreement says nothing: \(which)."
    ]
  }

  /// One line.
  static func verdict(_ monitor: Monitor) -> String {
    let (all, rows) = (monitor.rows.count, monitor.rows)
    let inside = rows.count { $0.verdict == .inside }
    guard inside < all else {
      return all == 1
        ? "Verdict: the count lies inside the 80 % band."
        : "Verdict: all \(all) counts lie inside the 80 % band."
    }
    let (above, below) = (
      rows.count { $0.verdict == .above }, rows.count { $0.verdict == .below }
    )
    let sides = [(above, "above"), (below, "below")].filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    let counts = all == 1 ? "count" : "counts"
    return "Verdict: \(inside) of \(all) \(counts) inside the 80 % band, \(sides)."
  }

  /// What to make of counts outside.
  private static func advice(_ monitor: Monitor) -> [String] {
    guard monitor.rows.contains(where: { $0.verdict != .inside && !$0.isKnown }) else { return [] }
    return [
      "Of 10 counts 2 are to be expected outside. To let the forecast follow them, put them in",
      "evidence/anchors.csv and run again.",
    ]
  }
}
