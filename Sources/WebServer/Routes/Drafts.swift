import Scenarios

/// What a person writes beside the levers to keep them.
enum Drafts {
  private static let longest = 500

  /// The draft of a form.
  /// - Throws: `Refusal`, with every fault.
  static func draft(_ form: FormFields) throws -> ScenarioDraft {
    let draft = ScenarioDraft(
      name: text(form, "name"), question: text(form, "question"), source: text(form, "source"))
    var faults: [String] = []
    if draft.id.isEmpty {
      faults.append("The scenario needs a name with letters or digits in it.")
    }
    if draft.name.count > ScenarioDraft.longestName {
      faults.append(
        "The name has \(draft.name.count) letters; at most \(ScenarioDraft.longestName) fit.")
    }
    if ["authority", "labels", Scenario.baselineID].contains(draft.id) {
      faults.append(
        "A scenario cannot be called “\(draft.name)”: that file is there for something else.")
    }
    if draft.question.isEmpty { faults.append("Say which question the scenario asks.") }
    if draft.source.isEmpty { faults.append("Say where the numbers come from.") }
    if max(draft.question.count, draft.source.count) > longest {
      faults.append("Question and source may have \(longest) letters each.")
    }
    guard faults.isEmpty else { throw Refusal(faults) }
    return draft
  }

  /// One line, without blanks at its ends and without control characters.
  private static func text(_ form: FormFields, _ name: String) -> String {
    let scalars = (form[name] ?? "").unicodeScalars.map { scalar -> Character in
      [.control, .format].contains(scalar.properties.generalCategory) ? " " : Character(scalar)
    }
    return String(scalars).split(separator: " ").joined(separator: " ")
  }
}
