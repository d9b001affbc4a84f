import Vocabulary

/// What is left of a return when it has been read: positions, codes and days, and nothing that names a person.
struct ReturnRows {
  /// What two censuses are linked by; nil where it is missing or not the person's alone.
  struct Link: Hashable {
    var upn: UInt64?
    var uln: UInt64?
    var nameAndBirth: UInt64?
  }

  struct Person {
    /// The national curriculum year, whatever it is; nil where the date of birth is missing or after the census.
    let ncy: Int?
    var link: Link
    /// UPN, or else ULN, with date of birth: two rows that share it are of one person. Nil without either.
    let identity: UInt64?
    /// Position of the planning area; nil where it is not known.
    let area: Int?
  }

  struct Request {
    let person: Int
    let received: SEN2Date?
    let decided: SEN2Date?
    /// True where it waits for a decision.
    let isOpen: Bool
    /// True where the child moved to another authority meanwhile.
    var isExported = false
    let place: Finding.Place
  }

  struct Assessment {
    let request: Int
    let ended: SEN2Date?
    /// True where it has no outcome.
    let isOpen: Bool
  }

  struct NamedPlan {
    let request: Int
    let start: SEN2Date?
    let ceased: SEN2Date?
    /// 1 to 9; nil where it is missing or unknown.
    let reason: Int?
    let place: Finding.Place
  }

  struct PlanDetail {
    let namedPlan: Int
    let rank: Int
    let setting: SettingCell
  }

  struct ActivePlan {
    let request: Int
    let isTransfer: Bool
    let place: Finding.Place
  }

  struct Placement {
    let activePlan: Int
    let rank: Int?
    let entry: SEN2Date?
    let left: SEN2Date?
    let setting: SettingCell
    let place: Finding.Place
  }

  struct NeedRow {
    let activePlan: Int
    let rank: Int?
    /// Position in the code list; nil for a code that is not in it.
    let need: Int?
    let place: Finding.Place
  }

  var version: SEN2Layout.Version?
  var people: [Person] = []
  var requests: [Request] = []
  var assessments: [Assessment] = []
  var namedPlans: [NamedPlan] = []
  var planDetails: [PlanDetail] = []
  var activePlans: [ActivePlan] = []
  var placements: [Placement] = []
  var needs: [NeedRow] = []
  var tally = SEN2Tally()
  /// Rows read by table.
  var rowCounts: [SEN2Layout.Table: Int] = [:]

  /// All rows read.
  var rowCount: Int { rowCounts.values.reduce(0, +) }
}

/// What a row says of the place attended or named.
struct SettingCell: Hashable {
  var urn: Int?
  var ukprn: Int?
  var code: String?
  /// True for a SEN unit or resourced provision.
  var isBase = false
  /// True where a URN or UKPRN is not a number.
  var isUnreadable = false
}
