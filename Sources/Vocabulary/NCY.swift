/// National curriculum years: age at 31 August before the census, less 4.
///
/// −2 stands for "under 3", 0 is Reception, 21 is age 25, the last in which a plan is counted.
public enum NCY {
  /// The years a plan can be in.
  public static let range = -2...21

  /// How many years that is.
  public static let count = 24

  /// The position of a year in an array over `range`.
  @inlinable
  public static func index(_ ncy: Int) -> Int { ncy + 2 }

  /// The year at a position of an array over `range`.
  @inlinable
  public static func at(_ index: Int) -> Int { index - 2 }

  /// Age at 31 August before the census; under 3 counts as 2.
  public static func age(_ ncy: Int) -> Int { ncy + 4 }

  /// "Under 3", "Reception", "Year 7", or "Age 19" after Year 14.
  public static func name(_ ncy: Int) -> String {
    switch ncy {
    case ...(-2): "Under 3"
    case -1: "Nursery"
    case 0: "Reception"
    case 1...14: "Year \(ncy)"
    default: "Age \(age(ncy))"
    }
  }
}

/// The phases of education between which a child transfers.
public enum Phase: String, CaseIterable, Sendable {
  /// Before Reception.
  case earlyYears = "early_years"
  /// Reception to Year 6.
  case primary
  /// Years 7 to 11.
  case secondary
  /// Year 12 and after.
  case post16

  /// The phase of a national curriculum year.
  public init(ncy: Int) {
    switch ncy {
    case ..<0: self = .earlyYears
    case 0...6: self = .primary
    case 7...11: self = .secondary
    default: self = .post16
    }
  }

  /// The position in `allCases`.
  @inlinable
  public var position: Int {
    switch self {
    case .earlyYears: 0
    case .primary: 1
    case .secondary: 2
    case .post16: 3
    }
  }

  /// True where entering the year is a phase transfer (Reception, Year 7, Year 12).
  ///
  /// Source: Special Educational Needs and Disability Regulations 2014, regulation 18.
  @inlinable
  public static func isTransfer(entering ncy: Int) -> Bool { ncy == 0 || ncy == 7 || ncy == 12 }
}

/// The age bands of the DSG management plan and the LSRP, on age at 31 August.
public enum AgeBand: String, CaseIterable, Sendable {
  /// Reception and below.
  case under5 = "Under 5"
  /// Years 1 to 6.
  case from5to10 = "5-10"
  /// Years 7 to 11.
  case from11to15 = "11-15"
  /// Years 12 to 15.
  case from16to19 = "16-19"
  /// Year 16 and after.
  case from20to25 = "20-25"

  /// The band of a national curriculum year.
  public init(ncy: Int) {
    switch ncy {
    case ...0: self = .under5
    case 1...6: self = .from5to10
    case 7...11: self = .from11to15
    case 12...15: self = .from16to19
    default: self = .from20to25
    }
  }

  /// The position in `allCases`.
  public var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
