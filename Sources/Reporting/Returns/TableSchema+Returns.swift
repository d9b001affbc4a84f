import Vocabulary

extension TableSchema {
  private static let key = Field(
    "key", .text, "Key", "Sheet title, breakdown, row label and year: what a spreadsheet looks up.")
  private static let labelSource = Field(
    "label_source", .text, "Source of the label", "Who has the words of the row.")
  private static let basis = Field(
    "basis", .text, "Banding basis", "The age or year that tells the rows' children apart.")
  private static let note = Field("note", .text, "Note", "What to know of the row.").optional

  /// Returns with a row a figure.
  static func returned(_ kind: ReturnKind) -> TableSchema {
    TableSchema(
      "\(kind.rawValue).csv", "Rows of a return",
      "Whole numbers by row label: unmitigated, mitigated and the effect.",
      fields: [
        key, Field("table", .text, "Table", "Title of the sheet or table."),
        Field("breakdown", .text, "Breakdown", "What the rows tell apart."),
        Field("row", .text, "Row", "The row's label."),
        Field("year", .text, "Year", "January of the census, or financial year."),
      ] + figures + [basis, labelSource, note], primaryKey: ["key"])
  }

  private static let variants = [
    ("unmitigated", "The baseline"), ("mitigated", "The scenario"),
    ("effect", "Scenario less baseline"),
  ]

  private static let figures = variants.flatMap { name, title in
    [
      Field(
        "\(name)_median", .whole, "\(title), median",
        "Median of the draws, rounded: rows do not add to their total."
      ).optional,
      Field(
        "\(name)_adding", .whole, "\(title), adding",
        "Mean of the draws, rounded by largest remainders: rows add to their total."
      ).optional,
    ]
  }

  /// Lines of section 251, gross and net of recoupment.
  static let section251 = TableSchema(
    "s251.csv", "Lines of section 251",
    """
    Whole pounds by line and financial year: gross, what DfE pays itself and deducts, and net. Lines of \
    cost add to total_cost, income to total_income, gross and net; the balance is the same both ways.
    """,
    fields: [
      key, Field("table", .text, "Table", "Section 251."),
      Field(
        "breakdown", .text, "Breakdown",
        "cost, income, balance, or memo: not in the high needs block, nor in its total."
      ).allowing(["cost", "income", "balance", "memo"]),
      Field("row", .text, "Row", "Line of the return, or of the account."),
      Field("year", .text, "Year", "Financial year."),
    ] + variants.flatMap(amounts) + [basis, labelSource, note], primaryKey: ["key"])

  private static func amounts(_ name: String, _ title: String) -> [Field] {
    [
      Field(
        "\(name)_gross_median", .whole, "\(title), gross, median",
        "Median of the draws, rounded: rows do not add to their total."
      ).optional,
      Field(
        "\(name)_gross", .whole, "\(title), gross",
        "Mean of the draws, rounded so that rows add to their total."
      ).optional,
      Field(
        "\(name)_recouped", .whole, "\(title), recouped",
        "What of it DfE pays to academies and colleges itself; empty where that is not known."
      ).optional,
      Field(
        "\(name)_net", .whole, "\(title), net",
        "Gross less recouped; empty where that is not known."
      ).optional,
    ]
  }

  /// The forecast of specialist places, a column a year group.
  static let scap = TableSchema(
    "scap.csv", "Residents who require a specialist place",
    "Whole numbers by planning area, academic year and year group.",
    fields: [
      key, Field("planning_area", .text, "Planning area", "The code in the template."),
      Field("phase", .text, "Phase", "Primary or secondary."),
      Field("provision", .text, "Provision", "Kind of specialist place."),
      Field("academic_year", .text, "Academic year", "September to August."),
      Field("variant", .text, "Variant", "Unmitigated or mitigated."),
      Field(
        "figure", .text, "Figure", "Median, or mean rounded so that the row adds to its total."),
    ]
      + (0...11).map {
        Field(SCAPArea.column($0), .whole, SCAPArea.column($0), "Children.").optional
      }
      + [
        Field("total", .whole, "Total", "All year groups; no column of the template.").optional,
        basis, labelSource, note,
      ], primaryKey: ["key"])

  /// What a return rests on.
  static func returnAssumptions(_ kind: ReturnKind) -> TableSchema {
    TableSchema(
      "\(kind.rawValue)-assumptions.csv", "What a return rests on",
      "Bases, conventions and ambiguities of the mapping, for its notes.",
      fields: [
        Field("subject", .text, "Subject", "What it is about."),
        Field("item", .text, "Item", "What it applies to."),
        Field("assumption", .text, "Assumption", "What was done."),
        Field("status", .text, "Status", "How much it can bear."),
        Field("source", .text, "Source", "Why, or who says so."),
      ], primaryKey: [])
  }
}
