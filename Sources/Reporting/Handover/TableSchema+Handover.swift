extension TableSchema {
  static let decisions = TableSchema(
    "decisions.csv", "Decisions log",
    "Who signed, what each scenario changes, and what is assumed or invented.",
    fields: [
      Field("kind", .text, "Kind", "sign-off, lever or assumption.")
        .allowing(["sign-off", "lever", "assumption"]),
      Field("scenario", .text, "Scenario", "Empty for all.").optional,
      Field("name", .text, "Name", "Who signed, or what is assumed."),
      Field("scope", .text, "Scope", "What it applies to.").optional,
      Field("value", .text, "Value", "As printed; the day of a sign-off.").optional,
      Field("unit", .text, "Unit", "The unit.").optional,
      Field("status", .text, "Status", "Of the run, or how much the figure can bear."),
      Field("source", .text, "Source", "Where it is from; the note of a sign-off.").optional,
    ], primaryKey: [])

  static let hashes = TableSchema(
    "hashes.csv", "Hashes", "Every other file of the folder.",
    fields: [
      Field("path", .text, "Path", "Below this folder."),
      Field("bytes", .whole, "Bytes", "The size."),
      Field("hash", .text, "Hash", "FNV-1a 64 of the bytes."),
    ], primaryKey: ["path"])
}
