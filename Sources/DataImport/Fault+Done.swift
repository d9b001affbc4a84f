import Vocabulary

extension Fault {
  /// What is done with what has the fault. Errors are gathered from all files first, and then nothing is run or written.
  var done: String {
    switch severity {
    case .error: refusal
    case .warning: treatment ?? "It is used as it is."
    case .note: treatment ?? "It is noted."
    }
  }

  private static let refused = "nothing is run or written."

  /// What is done where a fault forbids a run.
  private var refusal: String {
    switch self {
    case .nulByte, .notUTF8, .unterminatedQuote, .strayQuote, .strayCarriageReturn, .raggedRow,
      .notANumber, .negative, .missingMarker, .fractional, .reversedSpan, .malformedYear,
      .emptySource, .emptyText, .unknownReason, .shareOutside, .malformedDate, .anchorOutsideRun,
      .ncyNotNext, .stateNotValid, .outsideTwice, .halfOutside, .releaseRowMalformed,
      .releaseYearMalformed:
      "The row is left out, the others are read on, \(Self.refused)"
    case .utf16, .semicolons, .tooWide, .unreadableFile, .populationUnusable, .schoolsUnusable:
      "The file is not read, the others are, \(Self.refused)"
    case .unknownColumn:
      "The column is not read, the others are, \(Self.refused)"
    case .runMissing, .runMalformed: "Nothing is compared or written."
    case .noRelease, .releaseKindMissing, .releasesDisagree, .unknownAuthority, .authorityGone:
      "Nothing is written."
    case .releaseFiguresMissing, .populationGap:
      "Nothing is written for the authority; with --all the others are."
    default: "Nothing is run or written."
    }
  }

  /// What is done where the rest can be used; nil for errors.
  private var treatment: String? { sparedFile ?? usedFigure ?? releaseTreatment }

  /// What is done with files and stages that are left out.
  private var sparedFile: String? {
    switch self {
    case .stageSkipped: "The run goes without the stage."
    case .unknownFile: "The file is left out."
    case .placesWithoutSettings: "The file is left out, as placement is."
    case .cubeWithoutCensus:
      "The file is not used: the opening table is fitted to the two-way tables."
    case .laterRowUnread:
      "The row is left out: its figure is missing where forecasts are scored, and none rests on it."
    default: nil
    }
  }

  /// What is done with figures that are odd or missing.
  private var usedFigure: String? {
    switch self {
    case .illustrativeRows: "They are used as they are."
    case .needWithoutPlans: "The need starts without plans."
    case .placesFromRoll: "Their places are taken to be their base roll."
    case .englandMissing: "Small local counts stand alone."
    case .populationEnds: "The run ends where the population does."
    case .flowGap: "The years given are used."
    case .populationHeld: "The last population is used for every later year."
    case .possibleStateUncosted:
      "Plans there are in no cost: they are counted as plans_without_cost."
    case .topUpGivenTwice:
      "The children of topup_without_plan.csv are costed; the rows of other_costs.csv are left out."
    case .anchorFarFromBase: "The count is used as it stands."
    case .areasDoNotAdd: "The areas are used as shares of the authority only."
    case .stretchUnsourced: "The stretch is used as it stands."
    case .placesAboveCapacity: "The places are used as they stand."
    case .settingWithoutPlaces: "The setting is kept and has no places."
    case .rollOutsideYears: "The children stay where they are."
    default: nil
    }
  }

  /// What is done with a release and what is read beside it.
  private var releaseTreatment: String? {
    switch self {
    case .releaseFileUnknown: "The file is left out."
    case .releaseFileTwice: "It is read once."
    case .releaseKindSpared: "The folder is made without it."
    case .releaseLabelUnknown: "Its rows are left out; sums that are short are named."
    case .releaseColumnUnknown: "They are left out; sums that are short of the total are named."
    case .releaseFiguresRevised: "Those of the later release are used."
    case .releasePartMissing:
      "Sums that need it are left out; where every run needs one, the authority has no folder, and of "
        + "England the table of that year is left out."
    case .releasePartDerived: "What the other parts leave of the subtotal is used."
    case .authorityReorganised: "Its history begins with its own figures."
    case .regionalTotal: "The sum of its ages is used, or nothing where that is short."
    case .releaseCheckFailed: "The figures are used as they are published."
    case .populationIndexed:
      "A level index of 1 stands for it: births and migration change nothing, and rates are "
        + "compared with England's by plans alone."
    case .populationLevel: "The last one is held level: no child more or less is born."
    case .populationOfEnglandScaled:
      "England is taken to have as many plans a head as the authority."
    case .populationCellUnused:
      "No figure is made of it, and the mid-year is not used for the area."
    case .horizonShortened: "The horizon of the folder ends with the population."
    case .schoolsLeftOut: "Special schools and bases of the authority alone become settings."
    case .schoolWithoutRoll: "It is left out: a roll that is not known is not 0."
    case .schoolRowsLeftOut: "They are left out; the other rows are read."
    case .rollsFitted:
      "Rolls above the plans are scaled down, the others being taken for other authorities' children; "
        + "where rolls are not known, what they leave of the plans is shared by capacity; plans above "
        + "all that are put in one setting elsewhere."
    default: nil
    }
  }
}
