import Scenarios
import Vocabulary

extension TableSchema {
  static let topUpWithoutPlan = TableSchema(
    "topup_without_plan.csv", "Top-up funding without a plan",
    """
    Children with top-up funding (Element 3) but no EHC plan, who are in no count of plans. Over \
    all bands: children at the January before + entered - converted - left = children. Rows that \
    are 0 in every draw are left out, totals apart: a missing row is 0. Only the header where the \
    folder says nothing of them.
    """,
    keys: [
      .census, .ageBand,
      Field(
        "need", .text, "Primary need",
        "SEN2's code; All for every child, those whose need is not told apart among them."),
      Field(
        "measure", .text, "Measure",
        """
        children: at the census; since the January before, entered: top-up began, converted: got a \
        plan (a part of the new plans of flows.csv), left: top-up ended without a plan.
        """
      ).allowing(SeriesLayout.TopUpMeasure.allCases.map(\.text)),
    ], values: Field.spread("children"))
}
