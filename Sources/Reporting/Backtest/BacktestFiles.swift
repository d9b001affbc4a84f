public import Scenarios
import Vocabulary

/// The files of a backtest.
public enum BacktestFiles {
  /// Forecasts of each origin, scores, what was learned at each origin, and findings.
  public static func files(_ backtest: Backtest) -> [OutputFile] {
    backtest.origins.map(forecasts) + [scores(backtest), errors(backtest), findings(backtest)]
      + backtest.origins.map(field)
  }

  /// The constants that the panel teaches at an origin, in the form the package carries.
  private static func field(_ origin: BacktestOrigin) -> OutputFile {
    let lines = ([BacktestOrigin.fieldColumns] + origin.fieldRows).map {
      $0.map(CSVText.cell).joined(separator: ",") + "\n"
    }
    return OutputFile(path: "field-\(origin.origin).csv", text: lines.joined())
  }

  private static func forecasts(_ origin: BacktestOrigin) -> OutputFile {
    var text = "la_code,age_group,year,quantile,value\n"
    for forecast in origin.forecasts {
      let group = BacktestOrigin.groups[forecast.group]
      for (probability, value) in zip(Spread.probabilities, forecast.quantiles) {
        text += CSVText.cell(forecast.code)
        text += ",\(group),\(forecast.census),\(probability),\(Digits.quantile(value))\n"
      }
    }
    return OutputFile(path: "forecasts-\(origin.origin).csv", text: text)
  }

  private static func scores(_ backtest: Backtest) -> OutputFile {
    var text = "origin,age_group,horizon,method,n,wape,wql,cov50,cov80,cov90,bias\n"
    for origin in backtest.origins {
      for row in origin.rows(horizon: backtest.options.horizon) {
        let coverage = row.score.coverage ?? []
        let cells =
          [
            "\(row.origin)", row.group, row.horizon.map(String.init) ?? "all",
            row.method.rawValue, "\(row.score.count)", decimal(row.score.wape),
            row.score.wql.map(decimal) ?? "",
          ] + (0..<3).map { $0 < coverage.count ? decimal(coverage[$0]) : "" }
          + [decimal(row.score.bias)]
        text += cells.joined(separator: ",") + "\n"
      }
    }
    return OutputFile(path: "scores.csv", text: text)
  }

  private static func errors(_ backtest: Backtest) -> OutputFile {
    let lines = ([PastErrors.columns] + PastErrors(backtest).cells).map {
      $0.map(CSVText.cell).joined(separator: ",") + "\n"
    }
    return OutputFile(path: "past_errors.csv", text: lines.joined())
  }

  private static func findings(_ backtest: Backtest) -> OutputFile {
    var text = "origin,severity,code,la_code,seen,expected,done,remedy\n"
    for origin in backtest.origins {
      for finding in origin.findings {
        let cells = [
          "\(origin.origin)", finding.severity.rawValue, finding.code,
          finding.place.column ?? "", finding.seen, finding.expected, finding.done,
          finding.remedy,
        ]
        text += cells.map(CSVText.cell).joined(separator: ",") + "\n"
      }
    }
    return OutputFile(path: "findings.csv", text: text)
  }

  /// Four decimals; empty where a pencil's compounding has left every scale.
  static func decimal(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "" }
    return Digits.fixed(Int((value * 10_000).rounded(.toNearestOrAwayFromZero)), decimals: 4)
  }
}
