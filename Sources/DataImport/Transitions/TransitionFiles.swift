/// The four files of the transitions format and their columns.
///
/// Source: MastodonC, witan.send, `model/input/*.clj`.
enum TransitionFile {
  /// The word that stands for "outside", as setting and as need.
  static let outside = "NONSEND"
  /// The national curriculum years that the format knows.
  static let ncys = -5...25

  static let transitions = EvidenceFile(
    name: "transitions",
    columns: [
      "calendar-year", "setting-1", "need-1", "academic-year-1", "setting-2", "need-2",
      "academic-year-2",
    ], keys: [])
  static let population = EvidenceFile(
    name: "population", columns: ["calendar-year", "academic-year", "population"],
    keys: [["calendar-year", "academic-year"]])
  static let validStates = EvidenceFile(
    name: "valid-states",
    columns: [
      "setting", "setting-group", "min-academic-year", "max-academic-year", "needs",
      "setting->setting",
    ], keys: [["setting"]])
  static let costs = EvidenceFile(
    name: "costs", columns: ["need", "setting", "cost"], keys: [["need", "setting"]],
    necessity: .unlessSkipped(stage: "costing"))

  static let all = [transitions, population, validStates, costs]
}
