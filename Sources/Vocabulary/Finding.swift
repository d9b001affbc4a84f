/// Something a reader of the run should know of its inputs.
public struct Finding: Hashable, Sendable {
  /// How much it matters.
  public enum Severity: String, Sendable, CaseIterable, Comparable {
    /// Worth knowing.
    case note
    /// The run goes on, but a number rests on an assumption.
    case warning
    /// The run is refused.
    case error

    /// A note is less than a warning, a warning less than an error.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// A place in an input file.
  public struct Place: Hashable, Sendable {
    /// The path below the scenario folder.
    public var file: String
    /// The line, 1 being the header; nil for the file as a whole.
    public var row: Int?
    /// The column's name, or the key of a YAML file.
    public var column: String?

    /// Names a place.
    public init(_ file: String, row: Int? = nil, column: String? = nil) {
      self.file = file
      self.row = row
      self.column = column
    }

    /// `evidence/plans.csv:12:ncy`.
    public var description: String {
      [file, row.map(String.init), column].compactMap { $0 }.joined(separator: ":")
    }
  }

  /// How much it matters.
  public let severity: Severity
  /// A stable code, for example `IN-003`.
  public let code: String
  /// Where it is.
  public let place: Place
  /// What was seen there.
  public let seen: String
  /// What was expected.
  public let expected: String
  /// How to mend it, or what was done instead.
  public let remedy: String

  /// Records a finding.
  public init(
    _ severity: Severity, _ code: String, at place: Place, seen: String, expected: String,
    remedy: String
  ) {
    self.severity = severity
    self.code = code
    self.place = place
    self.seen = seen
    self.expected = expected
    self.remedy = remedy
  }

  /// One line a person can act on.
  public var message: String {
    "\(severity.rawValue) \(code) \(place.description): \(seen); expected \(expected). \(remedy)"
  }
}
