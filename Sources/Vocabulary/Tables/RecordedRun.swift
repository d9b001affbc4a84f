/// How far a run has been signed off.
public enum RunStatus: String, Sendable, Hashable, CaseIterable {
  /// Nobody but its maker has looked at it.
  case draft
  /// Somebody other than its owner has checked it.
  case checked
  /// Somebody other than its owner and its checker answers for it; it is never changed again.
  case approved

  /// What comes before it; nil for a draft.
  public var before: RunStatus? {
    switch self {
    case .draft: nil
    case .checked: .draft
    case .approved: .checked
    }
  }
}

/// Who raised the status of a run, and when.
public struct SignOff: Sendable, Hashable {
  /// The status given.
  public let status: RunStatus
  /// Who gave it.
  public let name: String
  /// The day.
  public let day: CalendarDate
  /// What there was to say of it; empty for nothing.
  public let note: String

  /// Notes a sign-off.
  public init(status: RunStatus, name: String, day: CalendarDate, note: String) {
    self.status = status
    self.name = name
    self.day = day
    self.note = note
  }
}

/// A run as it is kept: what it was made of, whose it is, and who signed it.
public struct RecordedRun: Sendable, Hashable {
  /// DfE's code, a hyphen and 16 hexadecimal digits that the bytes of the results give.
  public let id: String
  /// DfE's three-digit code of the authority.
  public let dfeCode: String
  /// The authority's name.
  public let authority: String
  /// The name of the scenario folder.
  public let folder: String
  /// How it was made.
  public let record: RunResults.Record
  /// The ids of its scenarios, the baseline first.
  public var scenarios: [String]
  /// Whose run it is; nil where nobody is named.
  public var owner: String?
  /// What it is for; nil where nothing is said.
  public var purpose: String?
  /// The sign-offs in their order; none for a draft.
  public var signOffs: [SignOff]

  /// Describes a run.
  public init(
    id: String, dfeCode: String, authority: String, folder: String, record: RunResults.Record,
    scenarios: [String], owner: String? = nil, purpose: String? = nil, signOffs: [SignOff] = []
  ) {
    self.id = id
    self.dfeCode = dfeCode
    self.authority = authority
    self.folder = folder
    self.record = record
    self.scenarios = scenarios
    self.owner = owner
    self.purpose = purpose
    self.signOffs = signOffs
  }

  /// How far it has been signed off.
  public var status: RunStatus { signOffs.last?.status ?? .draft }

  /// What stands on its pages and sheets: `Draft`, `Checked by NAME on 3 May 2027`, `Approved by …`.
  public var mark: String {
    guard let last = signOffs.last else { return "Draft" }
    let word = last.status == .approved ? "Approved" : "Checked"
    return "\(word) by \(last.name) on \(last.day.text)"
  }
}
