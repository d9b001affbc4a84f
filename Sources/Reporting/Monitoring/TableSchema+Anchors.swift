import Scenarios
import Vocabulary

extension TableSchema {
  static let anchors = TableSchema(
    "anchors.csv", "Counts since the base census, before and after",
    "What each later count did to the forecast. Ranges are over the fixed draws that the weights come from.",
    fields: [
      .measure, .date, .actual,
      Field(
        "quantity", .text, "Quantity",
        "counted: what was counted, on its date; plans: all plans at january_census."
      ).allowing(["counted", "plans"]),
      Field(
        "january_census", .whole, "January census",
        "The SEN2 census of January of this year; empty for counted."
      ).optional,
    ] + Field.likelyRange("before", "with the counts of earlier dates only")
      + Field.likelyRange("after", "with this count as well"),
    primaryKey: ["measure", "date", "quantity", "january_census"])

  static let monitor = TableSchema(
    "monitor.csv", "Counts beside a run",
    "Counts made after the base census beside what a run said of them.",
    fields: [.measure, .date, .actual] + Field.likelyRange("run", "of the run") + [
      Field("verdict", .text, "Verdict", "Where the count lies: inside, above or below p10 to p90.")
        .allowing(MonitorRow.Verdict.allCases.map(\.rawValue)),
      Field("from_middle", .number, "From the middle", "The count less the middle of the run."),
      Field("beyond_range", .number, "Beyond the range", "How far outside; 0 inside."),
      Field(
        "known_to_run", .text, "Known to the run",
        "yes where the run was conditioned on the count: agreement then says nothing."
      ).allowing(["yes", "no"]),
    ], primaryKey: ["measure", "date"])
}

extension TableSchema.Field {
  fileprivate static let measure = Self(
    "measure", .text, "Measure", "What was counted, as in evidence/anchors.csv."
  ).allowing(Anchor.Measure.allCases.map(\.rawValue))
  fileprivate static let date = Self("date", .text, "Date", "When, ISO 8601.").matching(
    "[0-9]{4}-[0-9]{2}-[0-9]{2}")
  fileprivate static let actual = Self("actual", .whole, "Actual", "The count.")

  fileprivate static func likelyRange(_ prefix: String, _ words: String) -> [Self] {
    [("p10", "10th"), ("p50", "50th"), ("p90", "90th")].map { name, ordinal in
      Self(
        "\(prefix)_\(name)", .number, "\(ordinal) percentile \(prefix)",
        "\(ordinal) percentile \(words).")
    }
  }
}

extension LikelyRange {
  /// The three cells of a row.
  var cells: [String] { [low, middle, high].map(Digits.quantile) }
}
