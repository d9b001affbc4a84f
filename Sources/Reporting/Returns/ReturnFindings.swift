public import Vocabulary

/// The kinds of finding that returns can bring up.
public enum ReturnFindings {
  /// All kinds.
  public static let kinds = [
    FindingKind("RP-001", .error, "A return of money is asked of a run that is not costed."),
    FindingKind("RP-002", .error, "A line of the account has no line of section 251."),
  ]
}
