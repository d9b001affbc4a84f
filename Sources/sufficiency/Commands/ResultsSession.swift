import ArgumentParser
import DataImport
import Reporting
import Vocabulary

/// The run that a report or workbook of a folder is made of: its results, held against the folder.
struct ResultsSession {
  let evidence: Evidence
  let results: RunResults
  let findings: [Finding]
  /// What stands on every page and sheet: `Draft`, or who signed the run and when.
  let mark: String
  /// The run as it is recorded; nil where it is not, or its files have changed.
  let recorded: RecordedRun?
  /// True where a file of the results is not as the run wrote it, or nothing says how it was.
  let isChanged: Bool
  /// What may be published of the run; nil where officers read it.
  let edition: PublishedEdition?

  /// Where the results of a folder are, unless another place is named.
  static func path(of folder: String, _ results: String?) -> String {
    results ?? ScenarioFolder.results(of: folder, in: "notebooks-output")
  }

  /// Reads the results; ends with the exit code of refused input where the folder has faults, nothing was run, or the run is of
  /// another authority. What changed in the folder since the run is said.
  ///
  /// - Parameters:
  ///   - scenario: one that the run has to have, which is asked before an edition is made.
  ///   - audience: of readers outside all scenarios are read, and the results are those of the edition.
  ///   - earlier: editions that such readers have already; nil for that which stands beside the results, if one does.
  init(
    _ folder: String, results path: String, scenarios: [String]? = nil, files: [String],
    totals: [String: [String]] = [:], of scenario: String? = nil,
    for audience: Audience = .officers, after earlier: [RunResults]? = nil
  ) throws {
    let evidence = try ScenarioFolder(folder).soundEvidence(folder)
    self.evidence = evidence
    var (found, inputs): ([Finding], RunResults.Record?) = ([], nil)
    func read(
      _ files: [String], _ scenarios: [String]?, _ totals: [String: [String]],
      _ cut: ResultsReader.Cutting?
    ) -> RunResults? {
      let (results, findings) = ResultsReader.read(
        folder: path, scenarios: scenarios, files: files, totals: totals, cut: cut,
        otherwise: "sufficiency run \(folder)")
      found = findings
      inputs = results?.record
      return results
    }
    let earlier =
      audience.isPublished ? try earlier ?? Self.published(beside: path) : []
    if let other = earlier.first(where: { $0.dfeCode != evidence.authority.dfeCode }) {
      throw Self.refused(
        """
        Nothing was written: what readers have already is an edition of \(other.authority) (\(other.dfeCode)), and \(folder) is of \
        \(evidence.authority.name). Name another folder, or move that away.
        """)
    }
    let wanted = (scenarios ?? []) + (scenario.map { [$0] } ?? [])
    var unknown: (any Error)?
    edition =
      audience.isPublished
      ? PublishedEdition(after: earlier) { files, cut in
        guard let all = read(files, nil, [:], cut) else { return nil }
        guard let other = wanted.first(where: { all.scenario($0) == nil }) else { return all }
        unknown = Self.unknown(other, in: all)
        return nil
      } : nil
    if let unknown { throw unknown }
    let read =
      audience.isPublished ? edition?.results(of: scenarios) : read(files, scenarios, totals, nil)
    ScenarioFolder.report(found, verbose: false)
    guard let read else {
      throw Self.refused("\(path): \(ScenarioFolder.counts(found)). Nothing was written.")
    }
    // A run always has inputs; an edition says nothing of them.
    guard inputs?.inputs.isEmpty == false else {
      throw Self.refused(
        "\(path): an edition of published figures, and not the results of a run. Name those with --results."
      )
    }
    guard read.dfeCode == evidence.authority.dfeCode else {
      throw Self.refused(
        "\(path): a run of \(read.authority) (\(read.dfeCode)), and \(folder) is of \(evidence.authority.name) "
          + "(\(evidence.authority.dfeCode)). Name its results with --results.")
    }
    (results, findings) = (read, found)
    if let refusal = edition?.refusal(after: earlier.count) {
      throw Self.refused("Nothing was written. \(refusal)")
    }
    let mark = try RunMark(of: folder, results: path)
    (self.mark, recorded, isChanged) = (mark.text, mark.run, mark.isChanged)
    tellChanges(since: inputs)
  }

  /// The edition that 'sufficiency publish' writes unless it is told otherwise.
  static func edition(beside results: String) -> GuidedFolder { .edition("\(results)-published") }

  /// What readers have of it; none where there is none.
  static func published(beside results: String) throws -> [RunResults] {
    do { return try edition(beside: results).published().map { [$0] } ?? [] } catch let changed
      as GuidedFolder.Changed
    {
      throw refused("Nothing was written. \(changed)")
    }
  }

  /// More files of the same run, read when they are wanted; ends as the first reading does where they have faults.
  func later(
    _ files: [String], results path: String, scenarios: [String]?, otherwise folder: String
  ) throws -> RunResults {
    let (read, found) = ResultsReader.read(
      folder: path, scenarios: scenarios, files: files, otherwise: "sufficiency run \(folder)")
    ScenarioFolder.report(found, verbose: false)
    guard let read else {
      throw Self.refused("\(path): \(ScenarioFolder.counts(found)). Nothing was written.")
    }
    return read
  }

  private static func refused(_ message: String) -> any Error {
    StandardError.write(message)
    return ExitCode(ExitStatus.refused.rawValue)
  }

  private func tellChanges(since run: RunResults.Record?) {
    let changed = results.changed(in: evidence.inputs, since: run)
    guard !changed.isEmpty else { return }
    StandardError.write(
      "Changed since the run: \(changed.joined(separator: ", ")). The figures are the run's; run the folder again for new ones."
    )
  }
}

extension ResultsSession {
  /// What a report or brief is made of; refused where the run does not have the scenario.
  func source(of scenario: String, in folder: String) throws -> ReportSource {
    let labels = LabelsReader.read(folder: folder, codes: evidence.codes).labels
    let version = Version.current
    let made =
      edition.map {
        ReportSource(evidence, edition: $0, scenario: scenario, labels: labels, version: version)
      }
      ?? ReportSource(
        evidence, results: results, scenario: scenario, labels: labels, version: version)
    guard let made else { throw Self.unknown(scenario, in: results) }
    return made
  }

  private static func unknown(_ scenario: String, in results: RunResults) -> any Error {
    let known = results.scenarios.map(\.id)
    return refused(
      """
      The run has no scenario '\(scenario)'. It has: \(known.joined(separator: ", ")).\
      \(Suggestion.text(for: scenario, among: known).afterBlank)
      """)
  }
}
