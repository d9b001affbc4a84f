import Scenarios
import Vocabulary

extension TableSchema {
  private static let item: [Field] = [
    Field(
      "ncy", .text, "National curriculum year",
      "The academic year of the source, at the closing census; All for every year."
    ).matching("-?[0-9]+|All"),
    Field("need", .text, "Need", "The source's code of the need; All for every need."),
    Field("setting", .text, "Setting", "The source's code of the setting; All for every setting."),
  ]
  private static let leftOut =
    " Rows that are 0 in every draw are left out, totals apart: a missing row is 0."

  static let transitionPlans = TableSchema(
    "transition_plans.csv", "Plans by national curriculum year, need or setting",
    "Children and young people with a plan at each January census, in all and by one code at a"
      + " time." + leftOut,
    keys: [.census] + item, values: Field.spread("plans"))

  static let transitionFlows = TableSchema(
    "transition_flows.csv", "Flows between two January censuses",
    """
    Plans that came, went or moved between the January before and this one, in all and by one \
    code at a time. In all: closing = opening + new - ceased - aged_out. By setting: closing = \
    opening + new + moved - moved_away - ceased - aged_out.
    """ + leftOut,
    keys: [
      .census,
      Field(
        "flow", .text, "Flow",
        """
        new: new plans, at the state entered; ceased: plans ended, aged_out: no setting serves the \
        year entered, moved_away: setting changed, these at the need and setting left; moved: \
        setting changed, at the need and setting entered.
        """
      ).allowing(TransitionLayout.Flow.allCases.map(\.text)),
    ] + item, values: Field.spread("plans"))

  static let transitionCosts = TableSchema(
    "transition_costs.csv", "Annual cost of the plans of each census",
    """
    The plans of each January census times the annual cost of their need and setting, in the \
    prices of costs.csv. Plans whose need and setting have no cost are in no cost: \
    plans_without_cost counts them. Only the header where the folder has no costs.
    """,
    keys: [
      .census,
      Field("setting", .text, "Setting", "The source's code of the setting; All for every one."),
      Field("measure", .text, "Measure", "cost, or plans_without_cost.").allowing([
        "cost", "plans_without_cost",
      ]),
      Field("unit", .text, "Unit", "GBP for pounds, or plans.").allowing(["GBP", "plans"]),
    ], values: Field.spread("the measure"))

  static let transitionParameters = TableSchema(
    "transition_parameters.csv", "Estimated parameters",
    """
    Weights of the beta and Dirichlet distributions from which simulations are drawn, prior \
    included, before any lever. expectation = weight / (weight + others).
    """,
    fields: [
      Field(
        "parameter", .text, "Parameter",
        """
        leaving: the plan ends; moving: the setting changes where the plan does not end; \
        destination: share among those who move; joining: a resident gets a plan; joiner_share: \
        share among the new plans of the year.
        """
      ).allowing(TransitionParameter.Kind.allCases.map(\.rawValue)),
      Field(
        "ncy", .whole, "National curriculum year",
        "Left for leaving, moving and destination; entered for joining and joiner_share."),
      Field("need", .text, "Need", "Code of the need; All for every need."),
      Field("setting", .text, "Setting", "Code of the setting; All for every setting."),
      Field("need_entered", .text, "Need entered", "Of a destination.").optional,
      Field("setting_entered", .text, "Setting entered", "Of a destination.").optional,
      Field("weight", .number, "Weight", "Weight of its happening."),
      Field("others", .number, "Others", "Weight of its not happening."),
      Field("expectation", .number, "Expectation", "The expected rate or share."),
    ], primaryKey: [])
}
