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

  /// What its code stands for.
  public let kind: FindingKind
  /// Where it is.
  public let place: Place
  /// What was seen there.
  public let seen: String
  /// What was expected.
  public let expected: String
  /// How to mend it; empty where nobody need or can.
  public let remedy: String

  /// Records a finding; spaces at the end of the remedy, where a suggestion was not found, are dropped.
  public init(
    _ kind: FindingKind, at place: Place, seen: String, expected: String, remedy: String
  ) {
    self.kind = kind
    self.place = place
    self.seen = seen
    self.expected = expected
    self.remedy = String(remedy.reversed().drop { $0 == " " }.reversed())
  }

  /// How much it matters.
  public var severity: Severity { kind.severity }

  /// A stable code, for example `IN-003`.
  public var code: String { kind.code }

  /// What was done with the row, file or figure.
  public var done: String { kind.done }

  /// The same at another place.
  public func moved(to place: Place) -> Finding {
    Finding(kind, at: place, seen: seen, expected: expected, remedy: remedy)
  }

  /// One line a person can act on: where, what, what was done, and how to mend it.
  public var message: String {
    "\(severity.rawValue) \(code) \(place.description): \(seen); expected \(expected). Done: \(done)"
      + (remedy.isEmpty ? "" : " \(remedy)")
  }
}
