import Dispatch
import Scenarios
import Synchronization
import Vocabulary

/// Scenarios made ready to run, on as many threads as there are cores.
enum ScenarioPreparation {
  /// What the stages cannot do with the evidence.
  struct Refused: Error {
    let findings: [Finding]
  }

  /// The models of some scenarios, in their order, or every different fault of them.
  static func models(
    _ scenarios: [Scenario], _ evidence: Evidence, years: Int
  ) -> Result<[ScenarioModel], Refused> {
    let basis: ScenarioBasis
    do {
      basis = try ScenarioBasis(evidence, years: years)
    } catch {
      return .failure(Refused(findings: scenarios.prefix(1).map { .unpreparable($0, error) }))
    }
    let prepared = Mutex(
      [Result<ScenarioModel, any Error>?](repeating: nil, count: scenarios.count))
    DispatchQueue.concurrentPerform(iterations: scenarios.count) { index in
      let result = Result {
        try ScenarioModel(scenarios[index], basis: basis)
      }
      prepared.withLock { $0[index] = result }
    }
    var faults: [Finding] = []
    var models: [ScenarioModel] = []
    for (scenario, result) in zip(scenarios, prepared.withLock { $0 }) {
      switch result {
      case .success(let model)?: models.append(model)
      case .failure(let error)?:
        let fault = Finding.unpreparable(scenario, error)
        if !faults.contains(where: { $0.seen == fault.seen }) { faults.append(fault) }
      case nil: preconditionFailure("scenario \(scenario.id) was not prepared")
      }
    }
    return faults.isEmpty ? .success(models) : .failure(Refused(findings: faults))
  }
}
