public import Vocabulary

/// The kinds of finding that estimating and forecasting can bring up.
public enum ProjectionFindings {
  /// All kinds, in the order of their codes.
  public static let kinds: [FindingKind] = [
    .openingRaked, .placementsUnknown, .englandPopulationOld, .ceasedBeyondStock,
    .ceasedTablesApart, .strengthOfEngland, .openingCounted, .openingFarFromMargins,
    .strengthAssumed, .strengthOfOwn, .codeEnded, .historyShort, .ageGroupMissing, .historyGap,
    .groupsApart,
    .countTooEarly, .countIncluded, .countUnexpected, .noBacklog, .backlogYearsMissing,
    .backlogEvidenceOld, .requestsTooFew, .inProcessCounted, .inProcessOfOtherYear,
    .inProcessFarFromFlows,
  ]
}

/// What estimating from the evidence of a folder finds.
extension FindingKind {
  static let openingRaked = FindingKind(
    "PR-001", .note, "No table of year × need × provision is given.",
    done: "The opening table is fitted to the two-way tables, and is synthetic.")
  static let placementsUnknown = FindingKind(
    "PR-002", .warning, "DfE was not told the placement of some plans.",
    done: "They are spread over the known provisions of the same year of age.")
  static let englandPopulationOld = FindingKind(
    "PR-003", .note, "England's population ends before the year that is needed.",
    done: "Everybody is made older; nobody moves or dies.")
  static let ceasedBeyondStock = FindingKind(
    "PR-004", .note, "More plans ceased from a provision than stood there.",
    done:
      "The rest is taken to have entered it during the year and is counted where it stood before.")
  static let ceasedTablesApart = FindingKind(
    "PR-005", .note,
    "Ceased plans by provision and by year of age match no rates together.",
    done: "Those by year of age count in full, those by provision in part.")
  static let strengthOfEngland = FindingKind(
    "PR-006", .note,
    "Rates differ by no more than chance, so how much England's figures weigh has no likeliest value.",
    done: "England's profile is used at the authority's level.")
  static let openingCounted = FindingKind(
    "PR-007", .note, "Plans are counted by year, need and provision.",
    done:
      "The opening table is that count and not fitted to margins; rates come from the published tables."
  )
  static let openingFarFromMargins = FindingKind(
    "PR-008", .warning,
    "No table of year × need × provision is given, and the two-way tables do not meet within 3 plans.",
    done: "The opening table is fitted to the two-way tables, and is synthetic.")
  static let strengthOfOwn = FindingKind(
    "PR-010", .note,
    "England's figures say nothing of the authority's, so how much they weigh has no likeliest value.",
    done: "The authority's own rates are used.")
  static let strengthAssumed = FindingKind(
    "PR-009", .warning, "Too few figures to say how much England's weigh.",
    done: "A weight is assumed.")
}

/// What the histories of many authorities, from which trends are forecast, bring up.
extension FindingKind {
  static let codeEnded = FindingKind(
    "PR-040", .note, "A code has no plans at the origin of a forecast.",
    done: "It is not forecast.")
  static let historyShort = FindingKind(
    "PR-041", .warning, "Fewer than four years of plans.",
    done: "Growth that is not known counts as the mean of all authorities.")
  static let ageGroupMissing = FindingKind(
    "PR-042", .warning, "An age group is not published at the origin.",
    done:
      "What stands for it is said: its last share or count, the nation's share, or nobody where none is known."
  )
  static let historyGap = FindingKind(
    "PR-043", .note, "Years without age groups.",
    done: "Growth over them counts as the mean of all authorities.")
  static let groupsApart = FindingKind(
    "PR-044", .warning, "Age groups do not add to the total.",
    done: "The groups are used; groups of nobody count as not published.")
}

/// What counts made since the base census bring up.
extension FindingKind {
  static let countTooEarly = FindingKind(
    "PR-050", .warning, "A later count is not after the base census.", done: "It is left out.")
  static let countIncluded = FindingKind(
    "PR-051", .note, "A count of plans issued is contained in a later one.",
    done: "Only the later one is used.")
  static let countUnexpected = FindingKind(
    "PR-052", .warning, "A count of plans issued in a year without expected new plans.",
    done: "It is left out.")
}

/// What requests and new plans by year bring up.
extension FindingKind {
  static let noBacklog = FindingKind(
    "PR-060", .warning, "Too few requests and new plans to estimate the backlog.",
    done: "New plans follow past growth alone, and a backlog being worked off is not foreseen.")
  static let backlogYearsMissing = FindingKind(
    "PR-061", .note, "Years without requests or new plans.",
    done:
      "Decisions and completions of those years are taken to be level; what stood above or below the usual backlog fades."
  )
  static let backlogEvidenceOld = FindingKind(
    "PR-062", .warning, "Requests and new plans end before the base year.",
    done: "The years between are simulated, with their uncertainty.")
  static let requestsTooFew = FindingKind(
    "PR-063", .warning, "Requests below a third of new plans.",
    done: "Requests of those years count as missing.")
  static let inProcessCounted = FindingKind(
    "PR-064", .note, "Children in process are counted.",
    done: "The count takes the place of what flows imply.")
  static let inProcessOfOtherYear = FindingKind(
    "PR-065", .warning,
    "Children in process are counted of another January than the flows end with.",
    done: "The count is not used: children in process are worked out from flows.")
  static let inProcessFarFromFlows = FindingKind(
    "PR-066", .warning,
    "Children in process are less than half, or more than twice, what flows imply.",
    done: "The count is used: new plans of the next years follow it.")
}
