import Scenarios
import Vocabulary

/// `dsg_account.csv`: a complete table, empty where the run is not costed.
struct DSGAccountTable {
  let run: ScenarioRun

  func dsgAccount() -> CSVText {
    var table = CSVText(.dsgAccount)
    for row in DSGAccount(run).rows {
      table.add(["\(row.year)", row.block, row.item.rawValue, "GBP"], pence: row.spread)
    }
    return table
  }
}

extension TableSchema {
  static let dsgAccount = TableSchema(
    "dsg_account.csv", "The dedicated schools grant by block",
    """
    Income, transfer, spending and balances of each block. High needs is that of high_needs_block.csv; the other blocks are those of \
    finance/dsg_blocks.csv, less what the schools block gives, and a year that the file leaves out has no row. All is there in years in \
    which every block is. income + transfer - spending = in_year_balance; a deficit is below 0.
    """,
    fields: [
      .financialYear,
      Field("block", .text, "Block", "The block of the grant; All for their sum.").allowing(
        [DSGAccount.highNeeds] + DSGBlockRow.Block.allCases.map(\.rawValue) + [DSGAccount.all]),
      Field("item", .text, "Item", "What the figure is.").allowing(
        DSGAccount.Item.allCases.map(\.rawValue)),
      Field("unit", .text, "Unit", "Pounds sterling.").allowing(["GBP"]),
    ] + Field.spread("pounds"), primaryKey: ["financial_year", "block", "item"])
}
