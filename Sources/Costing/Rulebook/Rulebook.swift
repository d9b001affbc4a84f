public import Vocabulary

/// The funding rules: which value holds on which day, and who says so.
public struct Rulebook: Hashable, Sendable {
  /// The rules, in the order of the file.
  public let rules: [Rule]
  private let positions: [String: Int]

  /// Reads rules from YAML.
  ///
  /// - Parameters:
  ///   - yaml: A rule or a list of rules, each with `name`, `label`, `unit` and `values`; each value with
  ///     `from`, `value`, `status` and `source` (`title`, `where`).
  ///   - file: The name that errors give.
  /// - Throws: `RulebookError.malformed` with the line of the first fault.
  public init(yaml: String, file: String = "rules.yaml") throws {
    self.init(rules: try RulebookReader(file: file).read(yaml))
  }

  init(rules: [Rule]) {
    self.rules = rules
    positions = Dictionary(
      rules.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The rulebook that comes with the tool: one file a rule.
  ///
  /// - Throws: `RulebookError.malformed` where a file in the source tree is faulty.
  public static func published() throws -> Rulebook { try book.get() }

  private static let book = Result {
    Rulebook(
      rules: try PublishedRules.files.flatMap { name, bytes in
        try RulebookReader(file: "Sources/Costing/Rulebook/\(name).yaml")
          .read(String(decoding: bytes, as: UTF8.self))
      })
  }

  /// The rule of a name.
  ///
  /// - Throws: `RulebookError.unknownRule`.
  public func rule(_ name: String) throws -> Rule {
    guard let position = positions[name] else {
      throw RulebookError.unknownRule(name: name, known: rules.map(\.name))
    }
    return rules[position]
  }

  /// The rules that a name means: the rule of that name, or those whose names begin with it; hyphens count as underscores.
  public func rules(named name: String) -> [Rule] {
    let name = name.replacing("-", with: "_")
    if let position = positions[name] { return [rules[position]] }
    return rules.filter { $0.name.hasPrefix(name + "_") }
  }

  /// The value that a rule has on a day.
  ///
  /// - Throws: `RulebookError.unknownRule`, or `RulebookError.noValue` before the first value.
  public func value(of name: String, on date: RuleDate) throws -> Rule.Value {
    let rule = try rule(name)
    guard let value = rule.values.last(where: { $0.from <= date }) else {
      throw RulebookError.noValue(
        rule: name, asked: date, first: rule.values.first?.from ?? date)
    }
    return value
  }

  /// The value that a rule has on 1 April, the first day of a financial year.
  ///
  /// - Throws: `RulebookError.unknownRule`, or `RulebookError.noValue` before the first value.
  public func value(of name: String, on year: FinancialYear) throws -> Rule.Value {
    try value(of: name, on: RuleDate.start(of: year))
  }
}
