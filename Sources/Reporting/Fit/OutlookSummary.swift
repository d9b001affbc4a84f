import Foundation
public import Scenarios
import Vocabulary

/// The printed outlook from a January census alone.
public enum OutlookSummary {
  /// One block of lines.
  public static func text(_ report: OutlookReport) -> String {
    let next = report.origin + 1
    var lines = [
      "From January \(report.origin) alone: plans of January \(next) \(count(report.plans[3])), "
        + "80 % \(span(report.plans[1], report.plans[5])), 90 % \(span(report.plans[0], report.plans[6]))"
        + (report.ownTrend.map { "; own trend \(count($0))" } ?? "")
        + (report.published.map { "; published \(count($0))" } ?? "; not published yet") + "."
    ]
    guard let pipeline = report.pipeline else {
      return (lines + ["  No pipeline: requests of too few years are published."])
        .joined(separator: "\n")
    }
    let quantiles = pipeline.quantiles
    lines += [
      "  On the way from request to plan at the end of \(report.origin - 1): "
        + "\(count(pipeline.backlog)) plans (standard error \(count(pipeline.backlogError))), "
        + String(format: "%.1f", pipeline.months) + " months of work.",
      "  New plans of \(report.origin): \(count(pipeline.expected)), 80 % \(span(quantiles[1], quantiles[2])), "
        + "\(count(pipeline.fromBacklog)) of them from working off the backlog"
        + (report.publishedNewPlans.map { "; published \(count($0))" } ?? "; not published yet")
        + ".",
    ]
    return lines.joined(separator: "\n")
  }

  private static func count(_ value: Double) -> String { Wording.count(value) }

  private static func span(_ low: Double, _ high: Double) -> String {
    "\(count(low)) to \(count(high))"
  }
}
