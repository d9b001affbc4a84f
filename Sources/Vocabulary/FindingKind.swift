/// One kind of finding: what its code stands for.
public struct FindingKind: Sendable, Hashable {
  /// The stable code, for example `IN-020`.
  public let code: String
  /// How much it matters.
  public let severity: Finding.Severity
  /// One or two lines on what it is, and what is done about it.
  public let explanation: String

  /// Describes a kind.
  public init(_ code: String, _ severity: Finding.Severity, _ explanation: String) {
    self.code = code
    self.severity = severity
    self.explanation = explanation
  }
}
