import Scenarios
import Vocabulary

/// The command that asked for an explanation, and those that give the same figure again.
public struct ReproducingCommand: Sendable {
  /// The scenario folder as it was given.
  public var folder: String
  /// The name below which results are written: the authority's.
  public var name: String
  /// Options beyond scenario, draws and seed that change figures, as they were given.
  public var options: [String]

  /// Describes a command.
  public init(folder: String, name: String, options: [String] = []) {
    self.folder = folder
    self.name = name
    self.options = options
  }

  func lines(_ explanation: LineExplanation) -> [String] {
    let run = explanation.options
    let scenario = explanation.scenario.id
    let tail = ["--draws \(run.draws)", "--seed \(run.seed)"] + options
    let same = "--scenario \(Self.quoted(scenario))"
    // Another folder, as a run replaces the results that are there.
    let out = "--out explained"
    let names = explanation.parts.map(\.basis.line.name).joined(separator: ", ")
    let file = "explained/\(name)/\(scenario)/high_needs_block.csv"
    return ["", "TO REPRODUCE"]
      + command("run", [same] + tail + [out])
      + comment("writes \(file); see \(explanation.year), \(names)")
      + (explanation.request.code == nil ? [] : returns(same, tail, out))
      + command(
        "explain",
        ["--line \(Self.quoted(explanation.request.subject))", "--year \(explanation.year)", same]
          + tail)
  }

  /// A return is filled with places given out as `authority.yaml` says.
  private func returns(_ same: String, _ tail: [String], _ out: String) -> [String] {
    guard !options.contains(where: { $0.hasPrefix("--allocation") }) else { return [] }
    return command("returns", ["--kind s251", same] + tail + [out])
      + comment("writes explained/\(name)/returns/s251.csv, in whole pounds")
  }

  /// Every line of it a comment, so that the whole can be pasted.
  private func comment(_ text: String) -> [String] {
    TextParagraph(text, indent: 4, hanging: 4).lines.map { "  # " + $0.dropFirst(4) }
  }

  /// A command as it is typed, over several lines where it is long.
  private func command(_ name: String, _ options: [String]) -> [String] {
    var lines = ["  sufficiency \(name) \(Self.quoted(folder))"]
    for option in options {
      if lines[lines.count - 1].count + option.count + 3 > TextParagraph.width {
        lines[lines.count - 1] += " \\"
        lines.append("    " + option)
      } else {
        lines[lines.count - 1] += " " + option
      }
    }
    return lines
  }

  /// A word as a shell takes it.
  private static func quoted(_ word: String) -> String {
    let plain = word.unicodeScalars.allSatisfy {
      "-_./=".unicodeScalars.contains($0) || $0.properties.isAlphabetic
        || ("0"..."9").contains($0)
    }
    return plain && !word.isEmpty
      ? word
      : "'"
        + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        + "'"
  }
}
