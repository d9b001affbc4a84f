import Scenarios
import Vocabulary

extension TableSchema {
  static let commissioning = TableSchema(
    "commissioning.csv", "Places to commission",
    """
    What the place-change return of a November might say of each setting located here for the \
    September after. Roll and places needed hold other authorities' children too. Every row is \
    there.
    """,
    fields: [
      .academicYear,
      Field(
        "return_due", .text, "Return due",
        "The November before the academic year, when changes of its places are due."
      ).matching("November [0-9]{4}"),
      .setting, .settingArea, .settingProvision,
      Field("places_planned", .number, "Places planned", "Mean places in this run."),
      Field(
        "roll_p50", .number, "Roll, median", "50 draws in 100 are at or below: everybody on roll."),
      Field(
        "roll_p80", .number, "Roll, 80 draws in 100",
        "80 draws in 100 are at or below: everybody on roll."),
      Field(
        "needed_p50", .whole, "Places needed, 50 draws in 100", "places_needed_p50 of settings.csv."
      ),
      Field(
        "needed_p80", .whole, "Places needed, 80 draws in 100", "places_needed_p80 of settings.csv."
      ),
      Field(
        "places_to_commission", .whole, "Places to commission",
        """
        needed_p80, but no more than the physical capacity where that is known (places that schemes \
        open come on top of it), and no fewer than roll_p50, rounded up; 0 where it is not open.
        """),
      Field(
        "change", .number, "Change", "places_to_commission - places_planned; below 0 for fewer."),
      Field(
        "empty_places_mean", .number, "Empty places, mean",
        "Mean places that nobody fills; empty where the commissioned places are not known."
      ).optional,
      Field(
        "over_number_mean", .number, "Above places, mean", "Mean children above the places."),
      Field(
        "empty_gbp_mean", .number, "Cost of empty places",
        """
        Mean pounds a whole year of places that nobody fills, at the rates of the financial year \
        that holds the September; empty where the run is not costed or the places are not known.
        """
      ).optional,
      Field(
        "over_number_gbp_mean", .number, "Cost of children above places",
        "The same of children above the places, their top-up apart; empty where the run is not costed."
      ).optional,
      Field(
        "note", .text, "Note",
        """
        'not open': neither places nor children in any draw; 'places are the roll': the commissioned \
        places are not known.
        """
      ).optional,
    ], primaryKey: ["academic_year", "setting"])

  static let capital = TableSchema(
    "capital.csv", "Schemes and their capital",
    """
    The schemes that may open in this run: what they open, what they cost, what the scenario avoids \
    against the baseline. The last row holds all of them; only the header where there are none.
    """,
    fields: [
      Field("scheme", .text, "Scheme", "Id of the scheme; All for the sum."),
      Field("name", .text, "Name", "The name of the scheme."),
      Field("setting", .text, "Setting", "The setting that grows, opens or closes.").optional,
      .settingArea, schemeProvision,
      Field("opens", .text, "Opens", "The academic year in which it is to open.").optional,
      Field("places", .whole, "Places", "Places when it is complete; below 0 where places close."),
      Field(
        "delivery_probability", .number, "Delivery",
        "The probability that it is delivered at all, 0 to 1."
      ).optional,
      Field(
        "expected_places", .number, "Expected places",
        "Places expected in the last academic year of the run, delivery and delay weighed."),
      Field(
        "opening_mean", .number, "Mean opening",
        """
        The calendar year of the September in which it opens if it is delivered, delays weighed: \
        2027.50 is half a year after September 2027.
        """
      ).optional,
    ] + money, primaryKey: ["scheme"])

  private static let schemeProvision = Field(
    "provision", .text, "Provision", "Code of the provision its places count as."
  ).optional

  private static let money =
    [
      Field("capital_gbp", .number, "Capital", "Pounds; empty where it is not known.").optional,
      Field(
        "high_needs_provision_capital_gbp", .number, "From the allocation",
        "Pounds from the high needs provision capital allocation."),
      Field(
        "other_gbp", .number, "From other sources", "Pounds from another grant or a contribution."),
      Field("borrowing_gbp", .number, "Borrowed", "Pounds borrowed."),
      Field(
        "unfunded_gbp", .number, "Unfunded",
        "Capital that none of the three funds; empty where the capital is not known."
      ).optional,
      Field(
        "cost_a_place_gbp", .number, "Capital a place",
        "Capital by places when complete; in the last row of the schemes whose capital is known."
      ).optional,
      Field(
        "avoided_gbp_a_year", .number, "Avoided cost a year",
        """
        Mean over the last three costed years of total_cost of the baseline less that of this \
        scenario. It is that of ALL levers of the scenario together, shared among the schemes that \
        the scenario brings by their places: a scheme alone would avoid another sum. Empty for \
        schemes of the baseline and where nothing is costed.
        """
      ).optional,
      Field(
        "years_to_repay", .number, "Years to repay",
        """
        Capital by avoided cost a year, before interest; empty where nothing is avoided, or the \
        capital is not known. In the last row of the schemes that the scenario brings.
        """
      ).optional,
      Field(
        "borrowing_cost_gbp_a_year", .number, "Cost of borrowing a year",
        """
        A fixed payment on the sum borrowed, at the rate and term of assumptions.csv. It falls on \
        the general fund and is not in the high needs block.
        """),
      Field("note", .text, "Note", "What is not known, or not repaid.").optional,
    ]
}
