/// A child or group of children whose plan names provision they do not attend.
public struct WaitingRow: Sendable, Hashable {
  /// Position of the need.
  public let need: Int
  /// The national curriculum year at the base census.
  public let ncy: Int
  /// Position of the provision that the plan names.
  public let wanted: Int
  /// Position of the provision attended.
  public let attending: Int
  /// How many children.
  public let children: Int
  /// Where the figure comes from.
  public let provenance: Provenance

  /// Records a row.
  public init(
    need: Int, ncy: Int, wanted: Int, attending: Int, children: Int, provenance: Provenance
  ) {
    self.need = need
    self.ncy = ncy
    self.wanted = wanted
    self.attending = attending
    self.children = children
    self.provenance = provenance
  }
}

/// One destination of children for whom the provision they want has no place.
public struct OverflowRow: Sendable, Hashable {
  /// Where they go.
  public enum Destination: Sendable, Hashable {
    /// Admitted above the places of a setting, up to its stretch.
    case overNumber
    /// A school of the same provision in another authority.
    case otherAuthority
    /// Another provision, by position.
    case provision(Int)
    /// Stay where they are, or go to mainstream, while waiting.
    case held
    /// No setting while waiting.
    case awaiting
  }

  /// Code of the provision wanted; nil for all.
  public let wanted: String?
  /// Code of the need; nil for all.
  public let need: String?
  /// The phase the child enters or is in.
  public let phase: Phase
  /// The order in which destinations are tried after the drawn one is full.
  public let order: Int
  /// Where they go.
  public let went: Destination
  /// The share of those without a place, 0 to 1.
  public let share: Double
  /// Where the figure comes from.
  public let provenance: Provenance

  /// Records a row.
  public init(
    wanted: String? = nil, need: String?, phase: Phase, order: Int, went: Destination,
    share: Double, provenance: Provenance
  ) {
    self.wanted = wanted
    self.need = need
    self.phase = phase
    self.order = order
    self.went = went
    self.share = share
    self.provenance = provenance
  }
}

/// A file that was read, and the hash of its bytes.
public struct InputFile: Sendable, Hashable {
  /// The path below the scenario folder.
  public let path: String
  /// FNV-1a 64 of the bytes, in hexadecimal.
  public let hash: String

  /// Records a file.
  public init(path: String, hash: String) {
    self.path = path
    self.hash = hash
  }
}

/// Everything a scenario folder says, checked.
public struct Evidence: Sendable {
  /// The authority and the frame of its runs.
  public var authority: LocalAuthority
  /// Its code lists.
  public var codes: CodeLists
  /// Published figures of the authority.
  public var local: PublishedFigures
  /// Published figures of England, to which local rates shrink.
  public var england: PublishedFigures
  /// The register of settings, in the order of the file.
  public var settings: [Setting] = []
  /// Commissioned places by setting and academic year; a setting without an entry has its base roll.
  public var commissioned: [String: [AcademicYear: Places]] = [:]
  /// Schemes of place programmes, in the order of the file.
  public var schemes: [Scheme] = []
  /// Planning areas, their populations and rates.
  public var locality = Locality()
  /// Who is named an independent school, whatever places there are.
  public var independentNaming: [IndependentNaming] = []
  /// The waiting list at the base census.
  public var waiting: [WaitingRow] = []
  /// Where children go for whom there is no place.
  public var overflow: [OverflowRow] = []
  /// Money.
  public var finances = Finances()
  /// Values that replace the tool's own assumptions, by name.
  public var assumptions: [String: (value: Double, provenance: Provenance)] = [:]
  /// Counts made after the base census, in the order of their dates.
  public var anchors: [Anchor] = []
  /// Published figures of similar authorities, the region and England, in the order of the file: for comparison alone.
  public var neighbours: [Comparator] = []
  /// The files that were read.
  public var inputs: [InputFile] = []
  /// What a reader should know of them.
  public var findings: [Finding] = []

  /// Evidence with nothing but a frame.
  public init(authority: LocalAuthority, codes: CodeLists) {
    self.authority = authority
    self.codes = codes
    local = PublishedFigures()
    england = PublishedFigures()
  }
}
