/// Why the rulebook has no answer.
public enum RulebookError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No rule has this name.
  case unknownRule(name: String, known: [String])
  /// The day is before the first on which the rule has a value.
  case noValue(rule: String, asked: RuleDate, first: RuleDate)
  /// The text cannot be read as a rulebook; nothing was kept of it.
  case malformed(file: String, line: Int, problem: String)

  /// What happened, where, what was expected and how to mend it.
  public var description: String {
    switch self {
    case .unknownRule(let name, let known):
      "there is no rule \(name); the rules are \(known.joined(separator: ", "))"
    case .noValue(let rule, let asked, let first):
      "rule \(rule) has no value before \(first); it was asked for \(asked): "
        + "cost from a later year, or add the earlier value with its source to the rulebook"
    case .malformed(let file, let line, let problem):
      "\(file):\(line): \(problem)"
    }
  }
}
