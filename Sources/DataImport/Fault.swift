import Vocabulary

/// Every kind of fault the reader can name, with its stable code.
enum Fault: String, CaseIterable {
  case missingFolder = "IN-001"
  case missingFile = "IN-002"
  case unreadableFile = "IN-003"
  case notUTF8 = "IN-004"
  case utf16 = "IN-005"
  case nulByte = "IN-006"
  case unterminatedQuote = "IN-007"
  case strayQuote = "IN-008"
  case strayCarriageReturn = "IN-009"
  case raggedRow = "IN-010"
  case emptyHeader = "IN-011"
  case duplicatedColumn = "IN-012"
  case missingColumn = "IN-013"
  case unknownColumn = "IN-014"
  case unknownFile = "IN-015"
  case semicolons = "IN-016"
  case tooWide = "IN-017"
  case cellTooLong = "IN-018"
  case tooManyFaults = "IN-019"
  case unknownCode = "IN-020"
  case notANumber = "IN-021"
  case negative = "IN-022"
  case missingMarker = "IN-023"
  case fractional = "IN-024"
  case outOfRange = "IN-025"
  case reversedSpan = "IN-026"
  case malformedYear = "IN-027"
  case emptySource = "IN-028"
  case emptyText = "IN-029"
  case duplicateRow = "IN-030"
  case overlappingSpans = "IN-031"
  case unknownReason = "IN-032"
  case marginsDisagree = "IN-040"
  case censusMissing = "IN-041"
  case yearGap = "IN-042"
  case agesMissing = "IN-043"
  case flowYearMissing = "IN-044"
  case unknownVariant = "IN-045"
  case englandMissing = "IN-046"
  case populationEnds = "IN-047"
  case flowGap = "IN-048"
  case cubeWithoutCensus = "IN-049"
  case rollsDisagree = "IN-050"
  case unknownSetting = "IN-051"
  case stretchBelowOne = "IN-052"
  case post16AbovePlaces = "IN-053"
  case shareOutside = "IN-054"
  case sharesDoNotAdd = "IN-055"
  case overflowLacksAll = "IN-056"
  case waitingWhereWanted = "IN-057"
  case moreWaitingThanPlans = "IN-058"
  case overflowToItself = "IN-059"
  case provisionUncosted = "IN-060"
  case unknownLine = "IN-061"
  case unknownAssumption = "IN-062"
  case topUpGivenTwice = "IN-063"
  case topUpUncosted = "IN-064"
  case malformedYAML = "IN-070"
  case refusedYAML = "IN-071"
  case unknownKey = "IN-072"
  case missingKey = "IN-073"
  case malformedValue = "IN-074"
  case repeatedCode = "IN-075"
  case stageSkipped = "IN-080"
  case illustrativeRows = "IN-081"
  case needWithoutPlans = "IN-082"
  case placesFromRoll = "IN-083"
  case malformedDate = "IN-090"
  case anchorOutsideRun = "IN-091"
  case anchorFarFromBase = "IN-092"
  case runMissing = "IN-093"
  case runMalformed = "IN-094"
  case laterRowUnread = "IN-095"
  case unknownTransitionSetting = "IN-100"
  case unknownTransitionNeed = "IN-101"
  case ncyNotNext = "IN-102"
  case stateNotValid = "IN-103"
  case outsideTwice = "IN-104"
  case halfOutside = "IN-105"
  case populationCellMissing = "IN-106"
  case populationTooShort = "IN-107"
  case populationHeld = "IN-108"
  case stateUncosted = "IN-109"
  case possibleStateUncosted = "IN-110"
  case noTransitions = "IN-111"
  case moreJoinersThanPeople = "IN-112"
  case outsideEngland = "IN-120"
  case halfCoordinate = "IN-121"
  case unknownArea = "IN-122"
  case areaElsewhere = "IN-123"
  case malformedAreaID = "IN-124"
  case areaPopulationMissing = "IN-125"
  case unknownAreaVariant = "IN-126"
  case areasDoNotAdd = "IN-127"
  case planOrRate = "IN-128"
  case areaPlansMissing = "IN-129"
  case malformedList = "IN-130"
  case stretchUnsourced = "IN-131"
  case placesAboveCapacity = "IN-132"
  case settingWithoutPlaces = "IN-133"
  case yearsOutsideProvision = "IN-134"
  case rollByYearDisagrees = "IN-135"
  case rollOutsideYears = "IN-136"
  case placesWithoutSettings = "IN-137"
  case schemeBeforeBase = "IN-138"
  case schemeElsewhere = "IN-139"
  case unknownScheme = "IN-140"
  case schemeWithoutPlaces = "IN-141"
  case schemeYearsOverlap = "IN-142"
  case schemeYearsOutside = "IN-143"
  case slipDoesNotAdd = "IN-144"
  case fundingAboveCapital = "IN-145"
  case closesTooMuch = "IN-146"
  case namingLacksAll = "IN-147"
  case stateUnmapped = "IN-160"
  case stateMappedTwice = "IN-161"
  case needUnmapped = "IN-162"
  case lineSharesDoNotAdd = "IN-163"
  case sheetWithoutAgeGroup = "IN-164"
  case areaWithoutCode = "IN-165"
  case noRelease = "REL-001"
  case releaseFileUnknown = "REL-002"
  case releaseKindMissing = "REL-003"
  case releaseRowMalformed = "REL-004"
  case releaseYearMalformed = "REL-005"
  case releaseLabelUnknown = "REL-006"
  case releaseColumnUnknown = "REL-007"
  case releasesDisagree = "REL-008"
  case releaseFiguresRevised = "REL-009"
  case releaseFileTwice = "REL-010"
  case unknownAuthority = "REL-011"
  case authorityReorganised = "REL-012"
  case regionalTotal = "REL-013"
  case releaseFiguresMissing = "REL-014"
  case releaseCheckFailed = "REL-015"
  case authorityGone = "REL-016"
  case releaseKindSpared = "REL-017"
  case releasePartMissing = "REL-018"
  case releasePartDerived = "REL-019"
  case populationIndexed = "REL-020"
  case populationLevel = "REL-021"
  case populationUnusable = "REL-022"
  case populationOfEnglandScaled = "REL-023"
  case horizonShortened = "REL-024"
  case populationCellUnused = "REL-025"
  case populationGap = "REL-026"
  case schoolsUnusable = "REL-030"
  case schoolsLeftOut = "REL-031"
  case rollsFitted = "REL-032"
  case schoolRowsLeftOut = "REL-033"
  case schoolWithoutRoll = "REL-034"

  /// How much it matters.
  var severity: Finding.Severity {
    switch self {
    case .stageSkipped, .illustrativeRows, .needWithoutPlans, .placesFromRoll, .releaseFileUnknown,
      .releaseFileTwice, .schoolsLeftOut:
      .note
    case .unknownFile, .englandMissing, .populationEnds, .flowGap, .cubeWithoutCensus,
      .laterRowUnread, .releaseKindSpared, .populationHeld,
      .possibleStateUncosted, .topUpGivenTwice, .anchorFarFromBase, .areasDoNotAdd,
      .stretchUnsourced, .placesAboveCapacity, .settingWithoutPlaces, .rollOutsideYears,
      .placesWithoutSettings, .releaseLabelUnknown, .releaseColumnUnknown, .releaseFiguresRevised,
      .authorityReorganised, .regionalTotal, .releaseCheckFailed, .populationIndexed,
      .populationLevel, .populationOfEnglandScaled, .horizonShortened, .rollsFitted,
      .schoolRowsLeftOut, .releasePartMissing, .releasePartDerived, .populationCellUnused,
      .schoolWithoutRoll:
      .warning
    default: .error
    }
  }
}

extension Fault {
  /// What its code stands for.
  var kind: FindingKind { FindingKind(rawValue, severity, explanation, done: done) }
}

extension Finding {
  /// A finding of one kind of fault.
  init(_ fault: Fault, at place: Place, seen: String, expected: String, remedy: String) {
    self.init(fault.kind, at: place, seen: seen, expected: expected, remedy: remedy)
  }
}

extension Collection<String> {
  /// The words in one line, the first forty of them: a list of codes may be as long as a file.
  var listed: String {
    prefix(40).joined(separator: ", ") + (count > 40 ? " and \(count - 40) more" : "")
  }
}

extension String {
  /// The text as a finding prints it: in quotes, short, and without control characters.
  var shown: String {
    if isEmpty { return "an empty cell" }
    let safe = unicodeScalars.prefix(60).map { scalar in
      scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? "\u{FFFD}" : String(scalar)
    }
    return "'\(safe.joined())\(unicodeScalars.count > 60 ? "…" : "")'"
  }
}
