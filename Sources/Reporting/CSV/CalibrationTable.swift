import Scenarios
public import Vocabulary

/// `calibration.csv`: a complete table, empty where no closed account is given.
struct CalibrationTable {
  let model: ScenarioModel

  func calibration() -> CSVText {
    var table = CSVText(.calibration)
    for row in model.calibrations {
      let factor = row.factor.map { Digits.fixed(Int(($0 * 1e6).rounded()), decimals: 6) } ?? ""
      let isUsual = row.factor.map(Calibration.usual.contains) ?? false
      table.add([
        row.lines.joined(separator: ";"), "\(row.year)", row.isDriven ? "tied" : "carried",
        "\(row.modelled)", row.budget.map { "\($0)" } ?? "", "\(row.outturn)", "\(row.tied)",
        row.isDriven ? factor : "", row.isDriven && !isUsual ? "outside 0.90 to 1.10" : "",
        row.provenance.status.rawValue, row.provenance.source,
      ])
    }
    return table
  }
}

/// Whether money is tied to a closed account, as every table and page of money says.
public enum Reconciliation {
  /// `Not reconciled to an outturn.`, or which year and that single lines may be left out.
  public static func sentence(_ calibrations: [Calibration]) -> String {
    guard let year = calibrations.first?.year else { return "Not reconciled to an outturn." }
    return "Tied to the outturn of \(year), line by line as calibration.csv shows; "
      + "lines that are not in it are not reconciled to an outturn."
  }

  /// The same within a heading.
  static func words(_ year: FinancialYear?) -> String {
    year.map { "tied to the outturn of \($0)" } ?? "not reconciled to an outturn"
  }
}

extension TableSchema {
  static let calibration = TableSchema(
    "calibration.csv", "Tied to a closed account",
    """
    How the account meets the outturn of finance/outturn.csv: what the plans, places and prices of the closed year make of each row, what \
    was budgeted and spent, and the factor by which its lines are multiplied in every year. Other lines are carried with \
    inflation. Only the header where no outturn is given.
    """,
    fields: [
      Field("lines", .text, "Lines", "The lines of the account that share the row."),
      Field("closed_year", .text, "Closed year", "The financial year of the outturn.").matching(
        "[0-9]{4}-[0-9]{2}"),
      Field(
        "treatment", .text, "Treatment",
        "tied: multiplied by the factor; carried: the outturn itself, with inflation after it."
      ).allowing(["tied", "carried"]),
      Field("modelled_gbp", .number, "Modelled", "What the account makes of the closed year."),
      Field("budget_gbp", .number, "Budget", "What was planned.").optional,
      Field("outturn_gbp", .number, "Outturn", "What was spent."),
      Field("tied_gbp", .number, "Tied", "The closed year after the factor: the outturn."),
      Field("factor", .number, "Factor", "Outturn over modelled; empty where carried.").optional,
      Field("warning", .text, "Warning", "Where the factor is outside 0.90 to 1.10.").optional,
      Field("status", .text, "Status", "How much the outturn can bear.").allowing(
        Provenance.Status.allCases.map(\.rawValue)),
      Field("source", .text, "Source", "Where the outturn comes from.").optional,
    ], primaryKey: ["lines"])

  /// The tables of money, which say whether they are tied to a closed account.
  static let ofMoney: Set<String> = [
    highNeedsBlock.file, balance.file, costDrivers.file, dsgAccount.file, savings.file,
    transitionCosts.file,
  ]
}
