public import Scenarios
import Vocabulary

/// What the rulebook says on a day, in words.
public struct RuleText {
  /// A paragraph a rule: value and unit, since when and until when, status and source.
  public static func text(_ explanation: RuleExplanation) -> String {
    explanation.entries.map { paragraph($0, on: explanation.day) }.joined(separator: "\n\n")
  }

  private static func paragraph(_ entry: RuleExplanation.Entry, on day: String) -> String {
    let value = entry.value.map { "\($0) \(words(entry.unit))" }
    let since =
      value == nil
      ? "no value on \(day): the first is of \(entry.from)"
      : "on \(day); from \(entry.from)" + (entry.until.map { ", until \($0)" } ?? "")
    return """
      \(entry.name): \(entry.label)
        \([value, since].compactMap { $0 }.joined(separator: " "))
        \(entry.provenance.status.rawValue): \(entry.provenance.source)
      """
  }

  private static func words(_ unit: String) -> String {
    switch unit {
    case "gbp": "GBP a place or pupil and year"
    case "months": "months"
    case "percent": "%"
    default: "(1 yes, 0 no)"
    }
  }
}
