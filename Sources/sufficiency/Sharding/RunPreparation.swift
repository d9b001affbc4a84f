import ArgumentParser
import Foundation
import Scenarios
import Vocabulary

/// The scenarios of a folder made ready to run, or refused in words.
struct RunPreparation {
  let folder: String
  /// The scenarios asked for; all where it is empty.
  let scenarios: [String]
  /// The years asked for; nil for the authority's own.
  let years: Int?
  /// The allocation asked for; nil for the authority's own.
  let allocation: AllocationMethod?

  /// Models, and what they were made from.
  struct Made {
    let evidence: Evidence
    let models: [ScenarioModel]
    let years: Int
  }

  /// Reads and estimates.
  ///
  /// - Throws: `RefusedFolder`; `ValidationError` for a scenario that is not there.
  func made() throws -> Made {
    let read = ScenarioFolder(folder)
    guard var evidence = read.evidence, !read.isRefused else {
      throw RefusedFolder(folder: folder, findings: read.findings)
    }
    if let allocation { evidence.authority.allocation = allocation }
    let length = years ?? evidence.authority.horizon
    switch ScenarioPreparation.models(
      try choose(from: read.scenarios), evidence, years: length)
    {
    case .success(let models): return Made(evidence: evidence, models: models, years: length)
    case .failure(let refused): throw RefusedFolder(folder: folder, findings: refused.findings)
    }
  }

  /// The scenarios asked for, the baseline always among them.
  private func choose(from known: [Scenario]) throws -> [Scenario] {
    guard !scenarios.isEmpty else { return known }
    let ids = known.map(\.id)
    if let wrong = scenarios.first(where: { !ids.contains($0) }) {
      throw ValidationError(
        """
        There is no scenario '\(wrong)' in \(folder). It has: \(ids.joined(separator: ", ")).\
        \(Suggestion.text(for: wrong, among: ids).afterBlank)
        """)
    }
    return known.filter { $0.id == Scenario.baselineID || scenarios.contains($0.id) }
  }
}

/// A folder that cannot be run, and why.
struct RefusedFolder: Error {
  let folder: String
  let findings: [Finding]

  /// Says so; returns what the command ends with.
  func said() -> ExitCode {
    ScenarioFolder.report(findings, verbose: false)
    StandardError.write(
      "\(folder): refused, \(ScenarioFolder.counts(findings)). Nothing was written.")
    return ExitCode(ExitStatus.refused.rawValue)
  }
}
