public import Vocabulary

/// The kinds of finding that returns can bring up.
public enum ReturnFindings {
  /// All kinds, in the order of their codes.
  public static let kinds: [FindingKind] = [.returnUncosted, .lineUnmapped]
}

extension FindingKind {
  static let returnUncosted = FindingKind(
    "RP-001", .error, "A return of money is asked of a run that is not costed.",
    done: "Nothing is written.")
  static let lineUnmapped = FindingKind(
    "RP-002", .error, "A line of the account has no line of section 251.",
    done: "Nothing is written.")
}
