public import Vocabulary

/// What a code of a finding stands for, in words.
public enum FindingText {
  /// Code, severity, explanation, what is done, and what the severity means for a run.
  public static func text(_ kind: FindingKind) -> String {
    """
    \(kind.code) (\(kind.severity.rawValue)): \(kind.explanation)
      Done: \(kind.done)
      \(meaning(kind.severity))
      Each one names file, row, column, what was seen, what was expected, what was done and how to mend it:
      \(place(kind)).
    """
  }

  /// Where findings of a kind are to be seen.
  private static func place(_ kind: FindingKind) -> String {
    kind.code.hasPrefix("REL-")
      ? "what `sufficiency import release` prints, import-findings.csv of the folder it makes"
      : "`sufficiency check FOLDER`, findings.csv of a run"
  }

  private static func meaning(_ severity: Finding.Severity) -> String {
    switch severity {
    case .error: "An error: the command stops with 1."
    case .warning:
      "A warning: the run goes on and counts it; --fail-on warning makes it end with 3."
    case .note: "A note: worth knowing; --fail-on note makes the run end with 3."
    }
  }
}
