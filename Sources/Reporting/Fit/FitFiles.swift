import Foundation
public import Scenarios
import Vocabulary

/// The files of a fit: `parameters.csv` and `strengths.csv`.
public enum FitFiles {
  /// Both files.
  public static func files(_ report: FitReport) -> [OutputFile] {
    [parameters(report), strengths(report)]
  }

  /// One parameter a row; a scope column is empty where the parameter holds for all.
  private static func parameters(_ report: FitReport) -> OutputFile {
    var text =
      "parameter,ncy,need,provision,to,calendar_year,value,standard_error,unit,own,england,"
      + "england_at_local_level,own_weight,source\n"
    for row in report.parameters {
      text += line([
        row.name, row.ncy.map(String.init), row.need, row.provision, row.to,
        row.year.map(String.init), significant(row.value), row.standardError.map(significant),
        row.unit, row.own.map(significant), row.england.map(significant),
        row.prior.map(significant), row.ownWeight.map(significant), row.source,
      ])
    }
    return OutputFile(path: "parameters.csv", text: text)
  }

  private static func strengths(_ report: FitReport) -> OutputFile {
    var text = "strength,value,standard_error,log_standard_error,unit,source,cells,law,worth\n"
    for row in report.strengths {
      text += line([
        row.name, significant(row.value), row.standardError.map(significant),
        row.logError.map(significant), row.unit, row.source, "\(row.cells)", row.law, row.meaning,
      ])
    }
    return OutputFile(path: "strengths.csv", text: text)
  }

  private static func line(_ cells: [String?]) -> String {
    cells.map { CSVText.cell($0 ?? "") }.joined(separator: ",") + "\n"
  }

  /// At most six significant digits, without exponent; empty of what is no number.
  static func significant(_ value: Double) -> String {
    guard value.isFinite else { return "" }
    guard abs(value) >= 1e-12 else { return "0" }
    let places = min(17, max(0, 5 - Int(log10(abs(value)).rounded(.down))))
    return Digits.trimmed(String(format: "%.\(places)f", value))
  }
}
