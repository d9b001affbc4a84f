import Foundation
public import Scenarios
import Vocabulary

/// The printed summary of a fit: strengths, survival after Year 12, growth, residual.
public enum FitSummary {
  /// The page.
  ///
  /// - Parameter outputFolder: where the files went; nil where none were written.
  public static func text(_ report: FitReport, outputFolder: String?) -> String {
    let count = Wording.count(report.parameters.count)
    let end =
      outputFolder.map {
        "\(count) parameters in \($0)/parameters.csv, strengths in strengths.csv."
      }
      ?? "\(count) parameters; --out DIR writes them with their standard errors."
    return [
      "\(report.authority.name) (\(report.authority.dfeCode)): parameters estimated from published figures.",
      strengths(report), survival(report), flows(report), end,
    ].joined(separator: "\n\n")
  }

  private static func strengths(_ report: FitReport) -> String {
    var table = TextTable(["What England's figures are worth", "worth", "s.e.", "found"])
    for row in report.strengths {
      table.add([
        "\(row.meaning) (\(row.unit))", FitFiles.significant(row.value),
        row.standardError.map(figure) ?? "", words(row.source),
      ])
    }
    return table.lines(width: 100).joined(separator: "\n")
      + "\nOwn figures of as many plans weigh as much as England's at the authority's level."
  }

  private static func words(_ source: String) -> String {
    switch source {
    case "estimated": "estimated"
    case "at_most": "no difference beyond chance"
    case "at_least": "own figures only"
    case "uninformed": "assumed: too few cells"
    default: "set by the folder"
    }
  }

  private static func survival(_ report: FitReport) -> String {
    var table = TextTable([
      "Plans kept for a year, from age to age", "own", "England", "used", "s.e.", "weight of own",
    ])
    for row in report.survival {
      table.add([
        "\(row.age - 1) to \(row.age)", row.own.map(share) ?? "", share(row.england),
        share(row.shrunk), share(row.standardError), String(format: "%.2f", row.ownWeight),
      ])
    }
    return table.lines(width: 100).joined(separator: "\n")
  }

  private static func flows(_ report: FitReport) -> String {
    func known(_ name: String) -> String {
      guard let row = report.overall(name) else { return "not estimated" }
      let error = row.standardError.map { ", standard error \(percent($0))" } ?? ""
      return percent(row.value) + error
    }
    let years = report.residuals.map { "\($0.year) \(percent($0.share, signed: true))" }
    return """
      New plans grow by \(known("new_plan_growth")) a year before damping.
      January + new − ceased misses the next January, after transfers in at England's rate, by: \
      \(years.isEmpty ? "not published" : years.joined(separator: ", ")) of plans.
      This is modelled, not hidden: \(known("residual_mean")), yearly noise \(known("residual_year_deviation")).
      """
  }

  private static func figure(_ value: Double) -> String {
    value >= 100 ? Wording.count(value) : String(format: "%.2g", value)
  }

  private static func share(_ value: Double) -> String { String(format: "%.3f", value) }

  static func percent(_ value: Double, signed: Bool = false) -> String {
    String(format: signed ? "%+.1f %%" : "%.1f %%", 100 * value)
  }
}
