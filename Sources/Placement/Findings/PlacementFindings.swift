public import Vocabulary

/// The kinds of finding that settings, places and waiting can bring up.
public enum PlacementFindings {
  /// All kinds, in the order of their codes.
  public static let kinds: [FindingKind] = [
    .rollsRaised, .rollOutsideSetting, .waitingBeyondStock, .placesUnknown, .needUnserved,
    .nobodyWaiting, .phaseUnserved, .settingsOffMap, .areasByPopulation, .schemeYearsApart,
    .lowestCost, .namingWithoutEffect,
  ]
}

extension FindingKind {
  static let rollsRaised = FindingKind(
    "PL-001", .note, "Rolls of a provision do not add to its plans.", done: "They are raised alike."
  )
  static let rollOutsideSetting = FindingKind(
    "PL-002", .warning, "Children on roll outside the years or needs of their setting.",
    done: "They stay until they leave, and nobody follows them.")
  static let waitingBeyondStock = FindingKind(
    "PL-003", .warning, "More children on the waiting list than plans in the opening table.",
    done: "They are left off the list.")
  static let placesUnknown = FindingKind(
    "PL-004", .warning, "Settings without commissioned places.",
    done: "Their places are their roll at the base census, and no surplus is reported.")
  static let needUnserved = FindingKind(
    "PL-005", .warning, "A need that no setting of a provision serves.",
    done: "Children who want it go where evidence/overflow.csv says.")
  static let nobodyWaiting = FindingKind(
    "PL-006", .note, "No waiting list.",
    done: "The run starts with nobody waiting, and need for places is the lower for it.")
  static let phaseUnserved = FindingKind(
    "PL-007", .warning, "A need and phase that no setting of a provision serves.",
    done: "Children who want it go where evidence/overflow.csv says.")
  static let settingsOffMap = FindingKind(
    "PL-008", .note, "Settings without a place on the map.",
    done: "A journey to them counts as the longest reasonable one, and they belong to no area.")
  static let areasByPopulation = FindingKind(
    "PL-009", .note, "No local evidence on areas.",
    done:
      "Areas are split by population only. Their rows say so, and no sentence of review.csv rests on them."
  )
  static let schemeYearsApart = FindingKind(
    "PL-010", .note, "Year groups of two schemes overlap.",
    done: "Their places are open to every year that the setting admits to.")
  static let lowestCost = FindingKind(
    "PL-011", .warning, "Places are given out as is cheapest.",
    done: "The run is a comparator for officers, with nothing to publish.")
  static let namingWithoutEffect = FindingKind(
    "PL-012", .warning, "Independent schools with places of their own.",
    done:
      "Children who look there look for those settings first; no share of them looks for a special school instead."
  )
}
