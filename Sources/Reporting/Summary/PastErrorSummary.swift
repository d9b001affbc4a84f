import Foundation
import Scenarios
import Vocabulary

/// What a run says of forecasts like its own: how wrong they were for authorities of this size.
enum PastErrorSummary {
  static func lines(digest: ScenarioDigest) -> [String] {
    guard let base = digest.plans.first?.figure.median else { return [] }
    let rows = PastErrors.published.rows(plans: base)
    guard let size = rows.first?.size.rawValue else { return [] }
    let years = rows.map { ["", "one year", "two years", "three years"][min($0.horizon, 3)] }
    func listed(_ values: [Double]) -> String {
      zip(values, years).map { String(format: "%.1f %% (%@)", $0 * 100, $1) }
        .joined(separator: ", ")
    }
    return [
      "How wrong such forecasts were (authorities of \(size), from 2018 to 2020):",
      "  half of the middle figures were off by less than \(listed(rows.map(\.medianError)));",
      "  the likely range held \(listed(rows.map(\.coverage))) of what came. Later years: not scored.",
      "",
    ]
  }
}
