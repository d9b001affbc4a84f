import Placement
import Projection
public import Vocabulary

/// The kinds of finding that scenario files, the stages and a run can bring up; those of reading a folder are DataImport's.
public enum RunFindings {
  /// All kinds, by stage.
  public static let kinds = ProjectionFindings.kinds + PlacementFindings.kinds + scenarios

  /// The kinds of this target, in the order of their codes.
  private static let scenarios: [FindingKind] = [
    .enoughAboveCeilingOnly, .baselineMissing, .scenarioNotYAML, .scenarioKeyUnknown,
    .scenarioValueRefused, .leverUnknown, .scenarioUnreadable, .evidenceUnusable,
    .scenarioFileEnding, .runShortened, .costsWithoutSettings, .leverAfterRun,
    .scenarioFileName, .closesMoreThanThere, .rampsApart, .notOfTransitions,
    .closedYearWithoutFlows,
    .lineFarFromOutturn, .lineWithoutOutturn, .unitCostFarFromEngland,
  ]
}

/// What scenario files bring up; nothing is run while one has an error.
extension FindingKind {
  private static let refused = "Nothing is run or written."

  static let baselineMissing = FindingKind(
    "SC-001", .error, "There is no baseline.yaml.", done: refused)
  static let scenarioNotYAML = FindingKind(
    "SC-002", .error, "A scenario file is not YAML with keys and values.", done: refused)
  static let scenarioKeyUnknown = FindingKind(
    "SC-003", .error, "A key that the file may not have.", done: refused)
  static let scenarioValueRefused = FindingKind(
    "SC-004", .error, "A value that the key may not have, or a key that is missing.",
    done: refused)
  static let leverUnknown = FindingKind(
    "SC-005", .error, "A lever that the tool does not have.", done: refused)
  /// A scenario file that cannot be read.
  public static let scenarioUnreadable = FindingKind(
    "SC-006", .error, "A scenario file that cannot be read as UTF-8.", done: refused)
  /// Sound files that a stage cannot work with.
  public static let evidenceUnusable = FindingKind(
    "SC-007", .error, "Evidence that the model cannot use, though every file can be read.",
    done: refused)
  /// A scenario file by another name than scenario files have.
  public static let scenarioFileEnding = FindingKind(
    "SC-008", .warning, "A file ending in .yml.", done: "It is not read.")
  /// A scenario file whose name cannot be that of its results.
  static let scenarioFileName = FindingKind(
    "SC-009", .error, "A scenario file whose name cannot be that of a folder of results.",
    done: refused)
  static let notOfTransitions = FindingKind(
    "SC-020", .error, "A lever or savings line that folders with basis: transitions do not have.",
    done: refused)
}

/// What sound scenarios bring up beside the evidence, before a draw is made or after.
extension FindingKind {
  static let runShortened = FindingKind(
    "SC-010", .warning, "Population ends before the run.",
    done: "The run ends with the population.")
  static let costsWithoutSettings = FindingKind(
    "SC-011", .warning, "Costs and no settings.",
    done: "The account has no place funding of special schools and bases, and is too low.")
  static let leverAfterRun = FindingKind(
    "SC-012", .warning, "A lever starts after the end of the run.",
    done: "It changes nothing in this run.")
  static let closesMoreThanThere = FindingKind(
    "SC-013", .warning, "A scenario closes more places than there are.",
    done: "The setting is taken to have none.")
  static let rampsApart = FindingKind(
    "SC-014", .warning, "A savings line gives another ramp than its levers.",
    done: "The levers are followed.")
  static let closedYearWithoutFlows = FindingKind(
    "SC-050", .note, "No flows by provision of the closed year.",
    done:
      "The growth of all its plans is spread evenly over the months, and what moved between provisions is put on 1 September."
  )
  static let lineFarFromOutturn = FindingKind(
    "SC-051", .warning,
    "A line's outturn is outside 0.90 to 1.10 times what plans and prices make.",
    done: "The line is tied to the outturn all the same.")
  static let lineWithoutOutturn = FindingKind(
    "SC-052", .note, "Lines without an outturn.",
    done: "They are not reconciled to an outturn; the others are.")
  static let unitCostFarFromEngland = FindingKind(
    "SC-053", .warning, "A cost of a plan outside 0.6 to 1.6 times England's.",
    done: "The cost is used as it is.")
  static let enoughAboveCeilingOnly = FindingKind(
    "PL-020", .warning, "There is enough only if schools admit above their places.",
    done: "The places are counted as they are.")
}
