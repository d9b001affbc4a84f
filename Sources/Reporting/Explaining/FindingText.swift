public import Vocabulary

/// What a code of a finding stands for, in words.
public enum FindingText {
  /// Code, severity, explanation and what the severity means.
  public static func text(_ kind: FindingKind) -> String {
    """
    \(kind.code) (\(kind.severity.rawValue)): \(kind.explanation)
      \(meaning(kind.severity)) Each one names file, row, column, what was seen, what was expected and how
      to mend it or what was done instead: `sufficiency check FOLDER`, findings.csv of a run.
    """
  }

  private static func meaning(_ severity: Finding.Severity) -> String {
    switch severity {
    case .error: "An error: nothing is run until it is mended."
    case .warning:
      "A warning: the run goes on and counts it; --fail-on warning makes it end with 3."
    case .note: "A note: nothing need be done."
    }
  }
}
