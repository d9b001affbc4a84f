import Foundation
import Scenarios
import Vocabulary

/// What a run says of forecasts like its own: how wrong they were for authorities of this size.
enum PastErrorSummary {
  static func lines(digest: ScenarioDigest, width: Int) -> [String] {
    guard let base = digest.plans.first?.figure.median else { return [] }
    let rows = PastErrors.published.rows(plans: base)
    guard let size = rows.first?.size.rawValue else { return [] }
    var table = TextTable(
      ["Past forecasts of all plans, \(size)*"] + rows.map { "Year \($0.horizon)" })
    func add(_ name: String, _ value: (PastErrors.Row) -> Double) {
      table.add([name] + rows.map { String(format: "%.1f %%", value($0) * 100) })
    }
    add("  Half of the middle figures were off by less than", \.medianError)
    add("  Nine in ten by less than", \.ninthDecile)
    add("  The likely range held", \.coverage)
    return table.lines(width: width)
      + ["  * forecast from January 2018, 2019 and 2020; later years are not scored", ""]
  }
}
