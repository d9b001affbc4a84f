public import Vocabulary

/// What can be wrong with a person-level return. `sen2_flags.csv` says of each what was done and what it does to a forecast.
public enum SEN2Flag: String, CaseIterable, Sendable {
  case birthDateMissing = "birth_date_missing"
  case birthDateUnreadable = "birth_date_unreadable"
  case bornAfterCensus = "born_after_census"
  case over25 = "over_25"
  case identifierMissing = "identifier_missing"
  case upnMalformed = "upn_malformed"
  case upnShared = "upn_shared"
  case postcodeMissing = "postcode_missing"
  case postcodeMalformed = "postcode_malformed"
  case postcodeWithoutArea = "postcode_without_area"
  case personWithoutRequest = "person_without_request"
  case keyRepeated = "key_repeated"
  case keyMissing = "key_missing"
  case personWithoutReturn = "person_without_return"
  case requestWithoutPerson = "request_without_person"
  case assessmentWithoutRequest = "assessment_without_request"
  case namedPlanWithoutAssessment = "named_plan_without_assessment"
  case planDetailWithoutNamedPlan = "plan_detail_without_named_plan"
  case activePlanWithoutRequest = "active_plan_without_request"
  case placementWithoutActivePlan = "placement_without_active_plan"
  case needWithoutActivePlan = "need_without_active_plan"
  case dateUnreadable = "date_unreadable"
  case requestAfterCensus = "request_after_census"
  case decisionBeforeRequest = "decision_before_request"
  case assessmentBeforeRequest = "assessment_before_request"
  case planBeforeAssessment = "plan_before_assessment"
  case ceasedBeforeStart = "ceased_before_start"
  case leftBeforeEntry = "left_before_entry"
  case planStartsAfterCensus = "plan_starts_after_census"
  case twoActivePlans = "two_active_plans"
  case ceasedButActive = "ceased_but_active"
  case planWithoutActiveRecord = "plan_without_active_record"
  case activeWithoutNamedPlan = "active_without_named_plan"
  case ceaseReasonMissing = "cease_reason_missing"
  case ceaseReasonUnknown = "cease_reason_unknown"
  case ceaseReasonWithoutDate = "cease_reason_without_date"
  case placementMissing = "placement_missing"
  case placementNoneOpen = "placement_none_open"
  case placementSeveralFirst = "placement_several_first"
  case placementRankAboveOne = "placement_rank_above_one"
  case placementRankMissing = "placement_rank_missing"
  case entryDateMissing = "entry_date_missing"
  case entryAfterCensus = "entry_after_census"
  case settingMissing = "setting_missing"
  case urnUnreadable = "urn_unreadable"
  case urnUnknown = "urn_unknown"
  case senSettingUnknown = "sensetting_unknown"
  case urnAndSENSetting = "urn_and_sensetting"
  case ageOutsideSetting = "age_outside_setting"
  case unitAtSpecial = "unit_at_special"
  case neetBelow16 = "neet_below_16"
  case ukprnOnly = "ukprn_only"
  case needMissing = "need_missing"
  case needUnknown = "need_unknown"
  case needSeveralFirst = "need_several_first"
  case needRankMissing = "need_rank_missing"
  case needMissingShareHigh = "need_missing_share_high"
  case mldShareHigh = "mld_share_high"
  case placementShareHigh = "placement_share_high"
  case censusDateDiffers = "census_date_differs"
  case birthDateChanged = "birth_date_changed"
  case leaverWithoutRecord = "leaver_without_record"
  case joinerStartedBefore = "joiner_started_before"
  case cubeDisagrees = "cube_disagrees"
  case personTwice = "person_twice"
  case ceaseDateUnreadable = "cease_date_unreadable"
  case startMissing = "start_missing"
  case countKeptBeside = "count_kept_beside"
  case illustrativeReplaced = "illustrative_replaced"

  /// What the catalogue says of a flag.
  public struct Entry: Sendable, Hashable {
    /// The stable code, for example `SEN2-029`.
    public let code: String
    /// What it is about: people, links, dates, plans, placements, needs, return, linking.
    public let theme: String
    /// What its share is of: people, rows, plans or the return.
    public let of: String
    /// How much it matters.
    public let severity: Finding.Severity
    /// What is wrong.
    public let meaning: String
    /// What was done with the row.
    public let treatment: String
    /// How it moves the forecast's interval.
    public let effect: String

    /// The effect as a finding says it in the place of a remedy.
    var effectText: String { "Effect on a forecast: \(effect)" }
  }

  /// The catalogue, in the order of its codes.
  static let catalogue: [SEN2Flag: Entry] = Dictionary(
    EmbeddedTable(PackageResources.sen2_flags_csv).rows.compactMap { row in
      guard let flag = SEN2Flag(rawValue: row["name"]) else { return nil }
      let severity = Finding.Severity(rawValue: row["severity"]) ?? .warning
      return (
        flag,
        Entry(
          code: row["code"], theme: row["theme"], of: row["of"], severity: severity,
          meaning: row["meaning"],
          treatment: row["treatment"], effect: row["effect"])
      )
    }, uniquingKeysWith: { first, _ in first })

  /// What the catalogue says of it.
  public var entry: Entry {
    guard let entry = Self.catalogue[self] else {
      preconditionFailure("sen2_flags.csv lacks \(rawValue)")
    }
    return entry
  }

  /// What its code stands for; what is done is the catalogue's treatment.
  var kind: FindingKind {
    let entry = entry
    return FindingKind(entry.code, entry.severity, entry.meaning, done: entry.treatment)
  }
}

/// How often each flag was raised, and where first.
public struct SEN2Tally: Sendable, Hashable {
  /// Rows, people or plans by flag; none where it was not raised.
  public private(set) var counts: [SEN2Flag: Int] = [:]
  /// The first place in the files.
  public private(set) var places: [SEN2Flag: Finding.Place] = [:]

  mutating func add(_ flag: SEN2Flag, at place: Finding.Place? = nil) {
    counts[flag, default: 0] += 1
    guard let place else { return }
    let order = { (place: Finding.Place) in (place.file, place.row ?? 0) }
    if places[flag].map({ order(place) < order($0) }) ?? true { places[flag] = place }
  }
}
