import Costing
public import Vocabulary

/// What the rulebook says on a day.
public struct RuleExplanation: Sendable {
  /// A rule and the value that holds.
  public struct Entry: Sendable {
    /// The name.
    public let name: String
    /// What it is, in words.
    public let label: String
    /// `gbp`, `months`, `percent` or `flag`.
    public let unit: String
    /// The value as the rulebook has it; nil where the day is before the first.
    public let value: String?
    /// The first day of the value, or of the rule where none holds yet: `1 April 2013`.
    public let from: String
    /// The day on which the next value begins; nil where none is known.
    public let until: String?
    /// Where the value comes from.
    public let provenance: Provenance
  }

  /// Why there is nothing to explain.
  public enum Fault: Error, Hashable, CustomStringConvertible {
    /// The calendar has no such day.
    case day(String)
    /// No rule of the name has begun on the day: what was asked, the day, the first rule and its first day.
    case noValue(String, day: String, rule: String, first: String)
    /// No rule has the name or begins with it.
    case unknown(String, known: [String])

    /// What was asked, what was expected and how to mend it.
    public var description: String {
      switch self {
      case .day(let text): "There is no day '\(text)'; give one such as 2026-09-01."
      case .noValue(_, let day, let rule, let first):
        "\(rule) has no value on \(day): its first is of \(first). Give that day or a later one."
      case .unknown(let name, let known):
        "There is no rule '\(name)'. \(Suggestion.text(for: name, among: known))"
          + " The rules are: \(known.joined(separator: ", "))."
      }
    }
  }

  /// The day: `1 September 2026`.
  public let day: String
  /// The rules asked for, in the order of the rulebook.
  public let entries: [Entry]

  /// Looks rules up.
  ///
  /// - Parameters:
  ///   - name: a rule's name or the beginning of several; hyphens count as underscores.
  ///   - day: `2026-09-01`.
  /// - Throws: `Fault`.
  public init(_ name: String, on day: String) throws {
    guard let date = RuleDate(day) else { throw Fault.day(day) }
    let book = try Rulebook.published()
    let rules = book.rules(named: name)
    guard !rules.isEmpty else {
      throw Fault.unknown(name, known: book.rules.map { $0.name.replacing("_", with: "-") })
    }
    self.day = "\(date)"
    entries = rules.map { Self.entry($0, date) }
    if let first = entries.first, entries.allSatisfy({ $0.value == nil }) {
      throw Fault.noValue(name, day: self.day, rule: first.name, first: first.from)
    }
  }

  private static func entry(_ rule: Rule, _ date: RuleDate) -> Entry {
    let value = rule.values.last { $0.from <= date }
    let next = rule.values.first { $0.from > date }
    return Entry(
      name: rule.name, label: rule.label, unit: rule.unit.rawValue, value: value?.text,
      from: "\((value ?? next ?? rule.values[0]).from)", until: next.map { "\($0.from)" },
      provenance: (value ?? next ?? rule.values[0]).provenance)
  }
}
