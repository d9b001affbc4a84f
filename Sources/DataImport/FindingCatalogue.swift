public import Vocabulary

/// The kinds of finding that reading a scenario folder can bring up.
public enum FindingCatalogue {
  /// One kind of finding.
  public struct Entry: Sendable, Hashable {
    /// The stable code, for example `IN-020`.
    public let code: String
    /// How much it matters.
    public let severity: Finding.Severity
    /// One line on what it is.
    public let explanation: String
  }

  /// All kinds, in the order of their codes.
  public static let entries: [Entry] = Fault.allCases.map {
    Entry(code: $0.rawValue, severity: $0.severity, explanation: $0.explanation)
  }

  /// The kind that has a code; nil for a code that no finding of this target has.
  public static func entry(code: String) -> Entry? { entries.first { $0.code == code } }
}
