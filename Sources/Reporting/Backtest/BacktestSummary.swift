import Foundation
public import Scenarios
import Vocabulary

/// The printed summary of a backtest.
public enum BacktestSummary {
  /// Scores by origin and group over all horizons, ours beside what a pencil can do.
  public static func text(_ backtest: Backtest, seconds: Double, outputFolder: String) -> String {
    let tables = backtest.origins.map { table($0, horizon: backtest.options.horizon) }
    let settings = backtest.options
    let how =
      "\(settings.draws) draws, seed \(settings.seed), \(settings.horizon) years ahead"
      + (settings.folds > 1
        ? ", each authority forecast from what \(settings.folds - 1) of \(settings.folds) parts of the others teach"
        : "")
    let note = """
      WQL: weighted quantile loss, 2 × pinball / actual over seven quantiles; WAPE: error of the middle \
      forecast / actual; 80 %: share of outcomes in the middle 80 %, honest at 0.80.
      """
    let time = String(format: "%.1f s", seconds)
    return (["Backtest: \(how)."] + tables + [note, "\(outputFolder): written in \(time)."])
      .joined(separator: "\n\n")
  }

  private static func table(_ origin: BacktestOrigin, horizon: Int) -> String {
    let rows = origin.rows(horizon: horizon)
    let authorities = Set(origin.forecasts.map(\.code)).count
    var table = TextTable([
      "Group, years ahead", "n", "WAPE", "WQL", "50 %", "80 %", "90 %", "bias", "no change",
      "own growth", "50:50",
    ])
    for row in rows where row.method == .sufficiency {
      let others = BacktestRow.Method.allCases.dropFirst().map { method in
        rows.first {
          $0.method == method && $0.group == row.group && $0.horizon == row.horizon
        }.map { BacktestFiles.decimal($0.score.wape) } ?? ""
      }
      let score = row.score
      table.add(
        [
          "\(row.group), \(row.horizon.map(String.init) ?? "all")", "\(score.count)",
          BacktestFiles.decimal(score.wape), score.wql.map(BacktestFiles.decimal) ?? "",
        ] + (score.coverage ?? []).map { String(format: "%.2f", $0) }
          + [String(format: "%+.3f", score.bias)] + others)
    }
    let title =
      "From January \(origin.origin): \(authorities) authorities, \(origin.findings.count) findings; "
      + (rows.isEmpty
        ? "no later count in the panel to score against."
        : "the last three columns are the WAPE of what anybody can do with a pencil.")
    return ([title] + (rows.isEmpty ? [] : table.lines(width: 120))).joined(separator: "\n")
  }
}
