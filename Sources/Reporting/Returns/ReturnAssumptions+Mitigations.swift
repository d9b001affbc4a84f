import Scenarios
import Vocabulary

extension ReturnAssumptions {
  /// What the mitigated figures rest on: how mitigations are told apart, each of them, and every lever.
  var mitigations: [Line] {
    guard sides.runs.count > 1 else { return [] }
    return conventionsOfMitigations
      + sides.runs[1].model.scenario.mitigations.flatMap { term($0) + levers($0) }
  }

  private var conventionsOfMitigations: [Line] {
    guard !sides.mitigations.isEmpty else { return [] }
    return [
      Line(
        "effect of mitigations", MitigationTables.whole,
        "unmitigated + the effect of each mitigation alone + interaction = mitigated, row by row (adding)",
        "Effects do not add: one mitigation changes what the next finds. Each is run alone with the luck of the baseline"
      ),
      Line(
        "effect of mitigations", "what a mitigation is",
        "a savings line is one; the levers outside savings lines are one together",
        "A lever may need another, such as a setting that one opens and another fills, so that alone it need not mean anything"
      ),
      Line(
        "effect of mitigations", "delivery",
        "in full: a line's confidence is not applied, and what delivering it costs is not in total_cost",
        "savings.csv of 'sufficiency savings' has both"),
    ]
  }

  private func term(_ mitigation: Mitigation) -> [Line] {
    guard let line = mitigation.line else { return [] }
    return [
      Line(
        "mitigation", "\(line.id): \(line.name)",
        "starts \(line.starts); confidence \(line.confidence), funded from \(line.fundedFrom)",
        line.provenance.status, line.provenance.source)
    ]
  }

  private func levers(_ mitigation: Mitigation) -> [Line] {
    mitigation.levers.map { lever in
      Line(
        "mitigation", mitigation.line.map { "\($0.id): \(lever.summary)" } ?? lever.summary,
        "in the mitigated figures", lever.provenance.status, lever.provenance.source)
    }
  }
}
