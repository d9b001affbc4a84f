import Scenarios
import Vocabulary

extension TableSchema {
  private static let leftOut =
    " Rows that are 0 in every draw are left out, totals apart: a missing row is 0."

  static let plans = TableSchema(
    "plans.csv", "Plans by age band and need",
    "Children and young people with an EHC plan at each January census. Every row is there.",
    keys: [.census, .ageBand, .need], values: Field.spreadWithTails("plans"))

  static let plansByNCY = TableSchema(
    "plans_by_ncy.csv", "Plans by national curriculum year and need",
    "Children and young people with an EHC plan at each January census. Every row is there.",
    keys: [.census, .ncy, .need], values: Field.spread("plans"))

  static let flows = TableSchema(
    "flows.csv", "Flows between two January censuses",
    """
    Plans that came, went or moved between the January before and this one, by age band at the \
    closing census. For each provision: closing = opening + new + in + residual + moved - \
    moved_away - ceased - out - aged_out.
    """ + leftOut,
    keys: [.census, flow, .ageBand, .provision], values: Field.spread("plans"))

  private static let flow = Field(
    "flow", .text, "Flow",
    """
    new: new plans; in, out: plans moved from and to another authority; ceased: plans ended; \
    aged_out: passed age 25; moved, moved_away: children whose provision changed, at the one they \
    came to and the one they left; residual: change that SEN2's flows do not explain, may be below 0.
    """
  ).allowing(SeriesLayout.Flow.allCases.map(\.text))

  static let drivers = TableSchema(
    "drivers.csv", "Why plans grow",
    """
    Growth of all plans from the base census to each January census, by cause. The causes add up \
    to the growth (All) in every draw. Each is what it adds to those before it, in the order of \
    the rows. Every row is there.
    """,
    keys: [.census, driver], values: Field.spread("plans more than at the base census"))

  private static let driver = Field(
    "driver", .text, "Cause",
    """
    ageing: the opening stock grows older and leaves, new plans and transfers come, at the base \
    year's rates and population; population: the same rates on the changed population; backlog: \
    new plans that last year's requests, decisions and children in process lead to beyond the rates (its \
    model's expectation less theirs, in full for the first year, fading over three); residual: change that SEN2's flows do not \
    explain, at its mean; rate: all else: growth of new-plan and leaving rates, a scenario's \
    levers, and luck; All: the growth. The first four are expectations, the same in every draw.
    """
  ).allowing(GrowthDrivers.Driver.allCases.map(\.text) + [Field.all])

  static let placements = TableSchema(
    "placements.csv", "Plans by provision attended",
    "Children and young people with a plan at each January census by provision attended."
      + leftOut,
    keys: [.census, .provision, .ageBand, .need], values: Field.spread("plans"))

  static let waiting = TableSchema(
    "waiting.csv", "Children waiting for a place",
    "Children at each January census whose plan names provision they do not attend." + leftOut,
    keys: [
      .census,
      Field(
        "provision", .text, "Provision wanted",
        "Code of the provision the plan names; All for every provision."), .need,
    ], values: Field.spread("children"))

  static let balance = TableSchema(
    "balance.csv", "The deficit",
    """
    The high needs balance at 31 March, what of it stood on 31 March 2026, the stability grant as if it were approved and as if it \
    were not, and memos of the general fund. A deficit is below 0, a cost and a grant above. Only the header where the folder has \
    no money evidence.
    """,
    fields: [
      .financialYear,
      Field("item", .text, "Item", "What the figure is.").allowing(
        DeficitOutlook.Item.allCases.map(\.rawValue)),
      Field("unit", .text, "Unit", "Pounds sterling.").allowing(["GBP"]),
    ] + Field.spreadWithTails("pounds")
      + [
        Field(
          "prob_beyond", .number, "Beyond",
          "The share of simulations with a deficit beyond deficit_threshold, of reserves with one beyond them; empty where none is given."
        ).optional
      ], primaryKey: ["financial_year", "item"])

  static let highNeedsBlock = TableSchema(
    "high_needs_block.csv", "The high needs block",
    """
    The high needs account of each financial year, in cash. total_income - total_cost = \
    in_year_balance; cumulative_balance carries forward; a deficit is below 0. Every row is \
    there; only the header where the folder has no money evidence.
    """,
    fields: [
      .financialYear, Field("line", .text, "Line", "The line of the account."),
      Field(
        "kind", .text, "Kind",
        "cost, income, memo for what is outside the block, total for sums and balances."
      ).allowing(["cost", "income", "memo", "total"]),
      Field("unit", .text, "Unit", "Pounds sterling.").allowing(["GBP"]),
    ] + Field.spreadWithTails("pounds"), primaryKey: ["financial_year", "line"])
}
