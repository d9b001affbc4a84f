public import Scenarios
import Vocabulary

/// `savings.csv`.
public enum SavingsFile {
  /// The file of an appraisal.
  public static func file(_ appraisal: SavingsAppraisal) -> OutputFile {
    var table = CSVText(.savings)
    for row in appraisal.rows { table.add(cells(row, appraisal)) }
    return table.file(in: "")
  }

  private static func cells(
    _ row: SavingsAppraisal.Row, _ appraisal: SavingsAppraisal
  ) -> [CSVCell] {
    let (id, name, payer) = names(row.item, appraisal)
    let keys = ["\(row.year)", row.basis.rawValue, id, name, word(row), "GBP"]
    let amounts: [Money?] = [
      row.budget, row.gross, row.atConfidence, row.atHalf, row.costToDeliver, row.transfer,
      row.matchingSpend, row.net, row.netAtConfidence, row.netAtHalf,
    ]
    let quantiles = [1, 3, 5].map { index in
      CSVCell.ready(Array(Digits.poundsQuantile(row.spread.quantiles[index]).utf8))
    }
    return keys.map(CSVCell.text) + amounts.map { CSVCell.pounds($0) } + [.text(payer)] + quantiles
      + [.text(method(appraisal.method))]
  }

  private static func names(
    _ item: SavingsAppraisal.Item, _ appraisal: SavingsAppraisal
  ) -> (String, String, String) {
    switch item {
    case .line(let index):
      let line = appraisal.lines[index]
      return (line.id, line.name, line.fundedFrom)
    case .interaction: return ("interaction", "What the lines do to one another", "")
    case .all: return (TableSchema.Field.all, "All lines", "")
    }
  }

  /// `saving` against a budget, else `cost avoided`.
  static func word(_ row: SavingsAppraisal.Row) -> String {
    row.isSaving ? "saving" : "cost avoided"
  }

  /// How lines were shared, in words.
  static func method(_ method: SavingsPlan.Method) -> String {
    switch method {
    case .exact(let sets): "exact, over all \(sets) sets of lines"
    case .sampled(let orders): "sampled, over \(orders) orders of the lines"
    }
  }
}
