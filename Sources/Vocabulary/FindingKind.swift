/// One kind of finding: what its code stands for. Each is declared once, where it is raised.
public struct FindingKind: Sendable, Hashable {
  /// The stable code, for example `IN-020`.
  public let code: String
  /// How much it matters.
  public let severity: Finding.Severity
  /// One or two lines on what it is.
  public let explanation: String
  /// What is done with the row, file or figure that has it: one sentence or two, with their full stops.
  public let done: String

  /// Describes a kind.
  public init(
    _ code: String, _ severity: Finding.Severity, _ explanation: String, done: String
  ) {
    self.code = code
    self.severity = severity
    self.explanation = explanation
    self.done = done
  }
}
