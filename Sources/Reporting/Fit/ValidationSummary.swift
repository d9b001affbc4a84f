import Foundation
public import Scenarios
import Vocabulary

/// The printed validation: England's placements, and the authority's cohorts beside two plain methods.
public enum ValidationSummary {
  /// The page.
  ///
  /// - Parameter more: further sections, each a block of lines, for example the split of the last year's surprise.
  public static func text(_ report: ValidationReport, more: [String] = []) -> String {
    ([placements(report), singleYears(report), cohorts(report), surprise(report)] + more)
      .joined(separator: "\n\n")
  }

  private static func placements(_ report: ValidationReport) -> String {
    let title =
      "England, January \(report.censuses.from) carried forward to January \(report.censuses.to): expected, published, deviation"
    let spans = report.phases.reduce(into: [String]()) {
      if !$0.contains($1.years) { $0.append($1.years) }
    }
    var table = TextTable(["Plans"] + spans)
    let groups = report.phases.reduce(into: [String]()) {
      if !$0.contains($1.group) { $0.append($1.group) }
    }
    for group in groups {
      let rows = report.phases.filter { $0.group == group }
      table.add(
        [group] + rows.map { "\(Wording.count($0.expected)) / \(Wording.count($0.published))" })
      table.add([""] + rows.map { $0.deviation.map(signed) ?? "" })
    }
    return ([title] + table.lines(width: 140)).joined(separator: "\n")
      + """

      In sample: leaving and new plans are those published of the year between; moves are the least that explain the two
      censuses, because none before is published by year of age and placement. Out of sample: the residual, the mean of
      the years before. Who comes by transfer or unexplained is taken to be placed like those who stay.
      """
  }

  private static func singleYears(_ report: ValidationReport) -> String {
    let limit = Wording.count(report.leastPlans)
    var lines = ["Single years of age with \(limit) plans or more, largest deviation:"]
    for group in report.years.reduce(
      into: [String](), { if !$0.contains($1.group) { $0.append($1.group) } })
    {
      let rows = report.years.filter { $0.group == group }
      guard let worst = ValidationReport.worst(rows) else { continue }
      let within = rows.count { abs($0.deviation ?? 0) <= 0.02 }
      lines.append(
        "  \(group): \(worst.years) \(worst.deviation.map(signed) ?? ""); \(within) of \(rows.count) within 2 %"
      )
    }
    return lines.joined(separator: "\n")
  }

  private static func cohorts(_ report: ValidationReport) -> String {
    let title =
      "\(report.authority.name), January \(report.censuses.from) to \(report.censuses.to), from what was known in January \(report.censuses.from) and England's profiles"
    var table = TextTable(["", "WAPE", "bias", "WAPE at the published total"])
    for row in report.scores {
      table.add([
        "\(row.margin): \(row.method)", FitSummary.percent(row.wape), signed(row.bias),
        FitSummary.percent(row.shape),
      ])
    }
    return ([title] + table.lines(width: 100)).joined(separator: "\n")
      + """

      The cohort model expected \(Wording.count(report.expected.newPlans)) new plans and \
      \(Wording.count(report.expected.leavers)) leavers: England's rates at the authority's level of earlier years.
      Needs of January \(report.censuses.from) are not published: every method starts from England's needs of each year of age,
      raked onto the authority's plans. "England's growth" knows how England went on; no forecaster does.
      WAPE: Σ |forecast − published| / Σ published.
      """
  }

  private static func surprise(_ report: ValidationReport) -> String {
    let year = report.censuses.to
    guard let split = report.surprise else {
      return
        "Surprise of January \(year): not split, because new or ceased plans of one of the two years before are not published."
    }
    return """
      Surprise of January \(year): \(Wording.count(split.actual)) plans, \
      \(Wording.change(split.actual - split.ownTrend)) against last year's change again \
      (\(Wording.count(split.ownTrend))).
        New plans \(Wording.change(split.newPlans)), fewer ceased \(Wording.change(split.ceased)), \
      residual \(Wording.change(split.residual)).
      """
  }

  private static func signed(_ value: Double) -> String { String(format: "%+.1f %%", 100 * value) }
}
