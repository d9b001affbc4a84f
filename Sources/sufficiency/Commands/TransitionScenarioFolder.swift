import DataImport
import Scenarios
import Vocabulary

/// A scenario folder with `basis: transitions` as read: evidence, scenarios, and every fault of both.
struct TransitionScenarioFolder {
  let evidence: TransitionEvidence?
  let scenarios: [Scenario]
  let findings: [Finding]

  /// True where a folder says that it is one.
  static func isOne(_ path: String) -> Bool { TransitionReader.isTransitions(folder: path) }

  /// Reads everything in one go.
  init(_ path: String) {
    var (evidence, isComplete, faults) = TransitionReader.readWhatIsSound(folder: path)
    let files = ScenarioFolder.scenarioFiles(path, findings: &faults)
    guard isComplete || !files.isEmpty else {
      (self.evidence, scenarios, findings) = (nil, [], faults)
      return
    }
    evidence.inputs += files.map {
      InputFile(path: $0.name, hash: ContentHash.text(Array($0.text.utf8)))
    }
    let (scenarios, more) = TransitionScenarioReader.read(files, evidence: evidence)
    // Where rows were refused, a lever may name a code that one of them would have brought.
    let certain = more.filter { isComplete || !Self.restsOnCodes($0) }
    (self.evidence, self.scenarios) = (isComplete ? evidence : nil, scenarios)
    findings = faults + certain
  }

  private static func restsOnCodes(_ finding: Finding) -> Bool {
    ["needs", "provision", "from", "to", "setting", "new", "line", "variant"].contains(
      finding.place.column)
  }

  /// True where something must be mended before a run.
  var isRefused: Bool { evidence == nil || findings.contains { $0.severity == .error } }

  /// The findings of the files, and of the scenarios prepared for the horizon of the folder.
  func checked() -> [Finding] {
    guard let evidence, !isRefused else { return findings }
    let (models, faults) = prepared(years: evidence.authority.horizon)
    return unique(findings + models.flatMap(\.findings) + faults)
  }

  /// The scenarios ready to run, and what stands in the way of the others.
  func prepared(
    years: Int, among chosen: [Scenario]? = nil
  ) -> (models: [TransitionScenarioModel], faults: [Finding]) {
    guard let evidence else { return ([], []) }
    var faults: [Finding] = []
    let models = (chosen ?? scenarios).compactMap { scenario -> TransitionScenarioModel? in
      do {
        return try TransitionScenarioModel(scenario, evidence: evidence, years: years)
      } catch {
        faults.append(Finding.unpreparable(scenario, error))
        return nil
      }
    }
    return (models, faults)
  }

  private func unique(_ findings: [Finding]) -> [Finding] {
    findings.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
