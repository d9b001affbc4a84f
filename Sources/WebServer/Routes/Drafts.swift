import Scenarios
import Vocabulary

/// What a person writes beside the levers to keep them.
enum Drafts {
  private static let longest = 500
  /// What Windows takes for devices, whatever ending follows: a folder goes from machine to machine.
  private static let ofTheSystem =
    ["con", "prn", "aux", "nul"] + (1...9).flatMap { ["com\($0)", "lpt\($0)"] }

  /// The draft of a form.
  /// - Throws: `Refusal`, with every fault.
  static func draft(_ form: FormFields) throws -> ScenarioDraft {
    let draft = ScenarioDraft(
      name: text(form, "name"), question: text(form, "question"), source: text(form, "source"))
    var faults: [String] = []
    if draft.id.isEmpty {
      faults.append("The scenario needs a name with letters or digits in it.")
    }
    let length = draft.name.unicodeScalars.count
    if length > ScenarioDraft.longestName {
      faults.append(
        "The name has \(length) letters; at most \(ScenarioDraft.longestName) fit.")
    }
    if (["authority", "labels", Scenario.baselineID] + ofTheSystem).contains(draft.id) {
      faults.append(
        "A scenario cannot be called “\(draft.name)”: that file is there for something else.")
    }
    if draft.question.isEmpty { faults.append("Say which question the scenario asks.") }
    if draft.source.isEmpty { faults.append("Say where the numbers come from.") }
    if max(draft.question.unicodeScalars.count, draft.source.unicodeScalars.count) > longest {
      faults.append("Question and source may have \(longest) letters each.")
    }
    guard faults.isEmpty else { throw Refusal(faults) }
    return draft
  }

  /// One line, without blanks at its ends and without characters that are not shown.
  private static func text(_ form: FormFields, _ name: String) -> String {
    let scalars = (form[name] ?? "").unicodeScalars.map { scalar -> Character in
      scalar.isShown ? Character(scalar) : " "
    }
    return String(scalars).split(separator: " ").joined(separator: " ")
  }
}
