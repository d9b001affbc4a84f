import Scenarios
import Vocabulary

extension TableSchema.Field {
  static let phase = Self(
    "phase", .text, "Phase", "The phase the child enters or is in; All for every phase."
  ).allowing(Phase.allCases.map(\.rawValue) + [all])
  static let area = Self(
    "area", .text, "Area",
    "Id of the planning area where the children live; All for every area, or for an authority planned as one."
  )
  static let settingArea = Self(
    "area", .text, "Area", "Id of the planning area the setting is in; empty where it has none."
  ).optional
  static let setting = Self(
    "setting", .text, "Setting", "URN, or a short id where there is none.")
  static let settingProvision = Self(
    "provision", .text, "Provision", "Code of the provision its places count as.")
  static let limitedProvision = Self(
    "provision", .text, "Provision",
    "Code of the provision that the children need; only provision with settings has places to count."
  )
  static let basis = Self(
    "basis", .text, "What an area's figures rest on",
    """
    authority: all areas; local evidence: the row of one area, where more than its population is \
    known; population only, no local evidence: the row of one area, whose children are shared out \
    by population alone.
    """
  ).allowing(AreaBasis.allCases.map(\.rawValue))
  static let placesMean = Self(
    "places_mean", .number, "Places, mean",
    """
    Mean places of the settings of the provision located here, shared among needs and phases by \
    designation and roll. A setting without an area counts in the rows of all areas alone; schools \
    of other authorities are not counted.
    """)

  /// Quantiles that are enough in 50, 80 and 90 draws of 100.
  static func enough(_ name: String, _ title: String, _ description: String) -> [Self] {
    SettingOutlook.percents.map { percent in
      Self(
        "\(name)_p\(percent)", .number, "\(title), \(percent) draws in 100",
        "\(percent) draws in 100 are at or below: \(description)")
    }
  }
}

extension TableSchema {
  private static let leftOut =
    " Rows that are 0 in every draw are left out, the totals of provisions apart."

  static let plansByArea = TableSchema(
    "plans_by_area.csv", "Plans by need, phase and planning area",
    """
    Children and young people with a plan at each projected January census by where they live. Heads are whole in every draw \
    and add to the authority's plans. Rows that are 0 in every draw are left out; only the header for an authority planned as one.
    """,
    fields: [.census, .need, .phase, .area, .basis] + Field.spread("plans"),
    primaryKey: ["january_census", "need", "phase", "area"])

  static let settings = TableSchema(
    "settings.csv", "Roll and places of each setting",
    """
    Each setting in each projected academic year: its places, its January roll and the places it \
    needs. Every row is there.
    """,
    fields: [
      .academicYear, .setting, Field("name", .text, "Name", "The name of the setting."),
      .settingProvision, .settingArea,
      Field(
        "places", .number, "Places, mean",
        "Mean places in the academic year; schemes may open late or never."),
      Field("places_p10", .number, "Places, 10th percentile", "10 draws in 100 are at or below."),
      Field("places_p90", .number, "Places, 90th percentile", "90 draws in 100 are at or below."),
    ] + Field.spread("the authority's own children with a plan on roll") + settingNumbers,
    primaryKey: ["academic_year", "setting"])

  private static let settingNumbers =
    [
      Field(
        "imports", .whole, "Other authorities' children",
        "Children of other authorities on roll, who take places; the same in every draw."),
      Field(
        "prob_over_places", .number, "Share of draws above places",
        "The share of draws, 0 to 1, in which own children and other authorities' are more than the places."
      ),
      Field(
        "prob_over_ceiling", .number, "Share of draws above the ceiling",
        "The same above the places times the setting's stretch, rounded down: nobody is admitted above that."
      ),
    ]
    + SettingOutlook.percents.map { percent in
      Field(
        "places_needed_p\(percent)", .whole, "Places needed, \(percent) draws in 100",
        """
        Places that would be enough in \(percent) draws of 100 for the children who keep a place \
        here or looked for one here first and other authorities' children, rounded up.
        """)
    } + [
      Field(
        "surplus_p50", .number, "Surplus, median",
        """
        The middle of places less everybody on roll, below 0 for children above the places; empty \
        where the commissioned places are not known: no surplus is reported.
        """
      ).optional,
      Field(
        "places_known", .text, "Commissioned places known",
        "no: the places are the roll of the base census."
      ).allowing(["yes", "no"]),
    ]

  static let sufficiency = TableSchema(
    "sufficiency.csv", "Children who need a place beside the places",
    """
    Children who need a place in a provision, and its places, at the start and the end of each \
    academic year. Need at the January census between: on roll in the provision (schools of other \
    authorities included), waiting for it, or settled elsewhere for want of a place. Totals are \
    counted draw by draw.
    """ + leftOut,
    fields: [
      .academicYear,
      Field(
        "moment", .text, "Moment",
        """
        september: the need of the January census less 4/12 of the children who looked during the \
        year it closes (new plans, transfers in, moves in the middle of a phase: those of September \
        to December); july: plus 7/12 of those of the next year (January to July; the last year \
        uses its own). Rounded in each draw to whole children, halves up.
        """
      ).allowing(PlaceMoment.allCases.map(\.text)),
      .limitedProvision, .need, .phase, .area, .basis, .placesMean,
      Field(
        "waiting_list_mean", .number, "From the waiting list, mean",
        "Mean children who looked in September from the waiting list."),
      Field(
        "new_demand_mean", .number, "New demand, mean",
        """
        Mean children who looked otherwise and came by the moment: at a phase transfer or because \
        their setting ends, with a new plan, in the middle of a phase, drawn by new places.
        """),
      Field(
        "staying_mean", .number, "Staying, mean",
        "The others: they stay in their place, or where they settled for want of one."),
      Field(
        "needed_mean", .number, "Needed, mean",
        "Mean children who need a place: waiting list + new demand + staying."),
    ] + Field.enough("needed", "Needed", "children who need a place.") + [
      Field(
        "prob_needed_over_places", .number, "Share of draws short of places",
        "The share of draws, 0 to 1, in which more children need a place than there are places.")
    ]
      + Field.enough(
        "without", "Without",
        "children without the place they need at the January census: waiting, or settled elsewhere for want of one; the same at both moments."
      ) + [
        Field(
          "shortfall_p80", .number, "Shortfall",
          """
          needed_p80 - places_mean; below 0 there are places to spare. Empty where it would be \
          below 0 and the commissioned places of some setting are not known.
          """
        ).optional
      ],
    primaryKey: ["academic_year", "moment", "provision", "need", "phase", "area"])

  static let review = TableSchema(
    "review.csv", "Where places are short, in words",
    """
    What a strategic review says of each provision, need, phase and area: short means that in 8 \
    draws of 10 one child or more would be without the place they need.
    """ + leftOut,
    fields: [
      .academicYear, .limitedProvision, .need, .phase, .area, .basis, .placesMean,
      Field(
        "needed_p80", .number, "Needed, 80 draws in 100",
        """
        80 draws in 100 are at or below: children who need a place at the January census. \
        sufficiency.csv has the September before and the July after.
        """),
      Field(
        "without_p80", .number, "Without, 80 draws in 100",
        "80 draws in 100 are at or below: children without the place they need at the January census."
      ),
      Field(
        "first_year_short", .text, "First year short",
        "The first academic year of the run in which the row is short; empty if none is."
      ).matching("[0-9]{4}/[0-9]{2}").optional,
      Field(
        "rank", .whole, "Rank",
        """
        1 for the most children without a place in 8 draws of 10 among the rows of the year that \
        are totals of the same kind (need, phase, area); empty where there are no words.
        """
      ).optional,
      Field(
        "words", .text, "In words",
        "The row as a sentence; empty for an area of which only the population is known."
      ).optional,
    ],
    primaryKey: ["academic_year", "provision", "need", "phase", "area"])
}
