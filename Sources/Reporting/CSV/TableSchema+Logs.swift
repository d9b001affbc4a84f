import Vocabulary

extension TableSchema {
  static let assumptions = TableSchema(
    "assumptions.csv", "Assumption log",
    "Every parameter the run used, with where it comes from; the scenario's levers come first.",
    fields: [
      Field("name", .text, "Name", "What the parameter is."),
      Field("scope", .text, "Scope", "What it applies to; empty for everything.").optional,
      Field("value", .text, "Value", "The value as printed.").optional,
      Field("unit", .text, "Unit", "The unit of the value.").optional,
      Field(
        "status", .text, "Status",
        """
        published (printed by the source), derived (computed from published figures), estimated (by \
        this tool from the evidence), assumption (a modelling choice), illustrative (invented: \
        replace it with your own).
        """
      ).allowing(Provenance.Status.allCases.map(\.rawValue)),
      Field("source", .text, "Source", "Title and place of the source, or the reasoning.").optional,
    ], primaryKey: [])

  static let findings = TableSchema(
    "findings.csv", "Findings",
    "What a reader should know of the inputs and of what was done about them.",
    fields: [
      Field("severity", .text, "Severity", "note, warning or error.").allowing(
        Finding.Severity.allCases.map(\.rawValue)),
      Field("code", .text, "Code", "A stable code of the kind of finding."),
      Field("file", .text, "File", "The input file."),
      Field("row", .whole, "Row", "The line of the file, 1 being the header.").optional,
      Field("column", .text, "Column", "The column, or the key of a YAML file.").optional,
      Field("seen", .text, "Seen", "What was seen there.").optional,
      Field("expected", .text, "Expected", "What was expected.").optional,
      Field("done", .text, "Done", "What was done with the row, file or figure."),
      Field("remedy", .text, "Remedy", "How to mend it, where it can be mended.").optional,
    ], primaryKey: [])

  static let comparison = TableSchema(
    "comparison.csv", "Scenarios less the baseline",
    "Each scenario less the baseline, draw by draw: the quantiles are those of the differences.",
    fields: [
      Field("scenario", .text, "Scenario", "The scenario: the name of its folder."),
      Field("measure", .text, "Measure", "What is compared.").allowing([
        "plans", "placements", "waiting", "high_needs_block", "new_plans", "cost",
      ]),
      Field(
        "period", .text, "Period",
        "The January census (2028), or the financial year (2027-28) for high_needs_block."),
      Field("item", .text, "Item", "The provision or setting, the line of the account, or All."),
      Field("unit", .text, "Unit", "plans, children, or GBP for pounds.").allowing([
        "plans", "children", "GBP",
      ]),
    ] + Field.spread("the difference"), primaryKey: ["scenario", "measure", "period", "item"])
}
