public import Vocabulary

/// The kinds of finding that reading a scenario folder can bring up.
public enum FindingCatalogue {
  /// All kinds, in the order of their codes.
  public static let entries: [FindingKind] =
    Fault.allCases.map(\.kind)
    + SEN2Flag.allCases.map(\.kind)
    .sorted { $0.code < $1.code }

  /// The kind that has a code; nil for a code that no finding of this target has.
  public static func entry(code: String) -> FindingKind? { entries.first { $0.code == code } }
}
