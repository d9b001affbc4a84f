import Scenarios
import Vocabulary

extension TableSchema {
  static let costDrivers = TableSchema(
    "cost_drivers.csv", "Why cost grows",
    """
    Growth of total_cost from one financial year to the next, and last from the first to the last, \
    by cause, in cash. The causes add up to the growth (All) to the penny, and the growth is the \
    difference of the means in high_needs_block.csv. What plans cost is population x plans a head x \
    shares of needs x shares of provisions in each need x price of a plan; each factor has the mean \
    of what its change adds over all orders in which the five could change (its Shapley value), at \
    the mean plan-years over the draws. Every row is there; only the header where fewer than two \
    years are costed.
    """,
    fields: [
      .year("from_year", "From"), .year("to_year", "To"), driver,
      Field("unit", .text, "Unit", "Pounds sterling.").allowing(["GBP"]),
      Field("mean", .number, "Mean", "The cause's part of the growth of the mean over the draws."),
      .quantile(10), .quantile(50), .quantile(90),
    ], primaryKey: ["from_year", "to_year", "driver"])

  private static let driver = Field(
    "driver", .text, "Cause",
    """
    population: children and young people of the authority, ages 0 to 25; plan_rate: plans a head; \
    need_mix: the shares of needs in all plans; placement_mix: the shares of provisions in the plans \
    of each need; unit_price: what a plan costs a year, growth and caps in it; policy_and_places: \
    all else: place funding, pupils over number, price pressure, top-up without a plan, \
    other lines; All: the growth.
    """
  ).allowing(CostDrivers.Driver.allCases.map(\.text) + [Field.all])
}

extension TableSchema.Field {
  fileprivate static func year(_ name: String, _ title: String) -> Self {
    Self(name, .text, title, "A financial year, April to March.").matching("[0-9]{4}-[0-9]{2}")
  }

  fileprivate static func quantile(_ percent: Int) -> Self {
    Self(
      "p\(percent)", .number, "\(percent)th percentile",
      "\(percent) draws in 100 are at or below: the growth, draw by draw; of All only."
    ).optional
  }
}
