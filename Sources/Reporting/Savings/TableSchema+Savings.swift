import Scenarios
import Vocabulary

extension TableSchema {
  static let savings = TableSchema(
    "savings.csv", "Savings lines",
    """
    What the savings lines of a scenario avoid in each financial year, what delivery costs, and what \
    is left, in cash: means over the draws, paired with the same scenario without the lines. In \
    every column but the quantiles the lines (and the interaction) of a year and basis add to All to \
    the penny. Quantiles do not add: lines are not all high in the same draw.
    """,
    fields: [
      .financialYear,
      Field(
        "basis", .text, "Basis",
        """
        stand_alone: each line alone against none, with a row for the interaction; shapley: what a \
        line adds to those before it, the mean over the orders of the lines, which has no interaction.
        """
      ).allowing(SavingsAppraisal.Basis.allCases.map(\.rawValue)),
      Field(
        "line", .text, "Line",
        "The id of the line; interaction: all together less the sum of each alone; All: all together."
      ),
      Field("name", .text, "Name", "The name of the line."),
      Field(
        "word", .text, "Word", "saving where there is a budget for the year, else cost avoided."
      ).allowing(["saving", "cost avoided"]),
      Field("unit", .text, "Unit", "Pounds sterling.").allowing(["GBP"]),
      pounds("budget", "Budget", "The budget the saving is against.").optional,
      pounds("gross", "Gross", "Cost avoided if all is delivered; below 0 where cost is higher."),
      pounds(
        "gross_at_confidence", "Gross at confidence",
        "The share of it that is expected to be delivered: the line's confidence times gross."),
      pounds("gross_at_half", "Gross at half delivery", "Half of it."),
      pounds("cost_to_deliver", "Cost to deliver", "One-off and recurring cost in the year."),
      pounds("block_transfer", "Block transfer", "What comes from the schools block."),
      pounds("matching_spend", "Matching spend", "What is spent to match the transfer."),
      pounds("net", "Net", "Gross + block_transfer - matching_spend - cost_to_deliver."),
      pounds("net_at_confidence", "Net at confidence", "The same with gross_at_confidence."),
      pounds("net_at_half", "Net at half delivery", "The same with gross_at_half."),
      Field(
        "funded_from", .text, "Funded from", "Who pays for delivery; of lines only."
      ).optional,
    ]
      + [10, 50, 90].map {
        pounds("gross_p\($0)", "Gross, \($0)th percentile", "\($0) draws in 100 are at or below.")
      }
      + [
        Field(
          "method", .text, "Method", "How Shapley values were worked out: over sets or orders.")
      ],
    primaryKey: ["financial_year", "basis", "line"])

  private static func pounds(_ name: String, _ title: String, _ description: String) -> Field {
    Field(name, .number, title, description)
  }
}
