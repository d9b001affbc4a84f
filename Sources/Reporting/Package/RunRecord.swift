import Scenarios
import Vocabulary

/// `run.json`: what was run, with what, and how long it took.
struct RunRecord {
  private let run: ScenarioRun
  private let findings: [Finding]
  private let metadata: RunMetadata

  init(_ run: ScenarioRun, findings: [Finding], _ metadata: RunMetadata) {
    self.run = run
    self.findings = findings
    self.metadata = metadata
  }

  func file(in folder: String) -> OutputFile {
    OutputFile(path: "\(folder)/run.json", text: JSONText.object(subject + process + inputs).file)
  }

  private var subject: [(String, JSONText)] {
    let authority = run.model.evidence.authority
    let scenario = run.model.scenario
    return [
      ("tool", .text("sufficiency")), ("version", .text(metadata.version)),
      (
        "authority",
        .object([
          ("name", .text(authority.name)), ("dfe_code", .text(authority.dfeCode)),
          ("ons_code", .text(authority.onsCode)),
        ])
      ),
      (
        "scenario",
        .object([
          ("id", .text(scenario.id)), ("name", .text(scenario.name)),
          ("question", .text(scenario.question)),
        ])
      ),
    ]
  }

  private var process: [(String, JSONText)] {
    let milliseconds = Int((metadata.seconds * 1000).rounded())
    return [
      ("seed", .number(String(run.options.seed))), ("draws", .whole(run.options.draws)),
      ("years", .whole(run.model.years)), ("base_census", .whole(run.model.baseCensus)),
      ("allocation", .text(run.model.evidence.authority.allocation.rawValue)),
      ("threads", .whole(run.options.threads)), ("started", .text(metadata.started)),
      ("finished", .text(metadata.finished)),
      ("seconds", .number(Digits.fixed(milliseconds, decimals: 3))),
      ("peak_memory_bytes", .whole(metadata.peakMemoryBytes)),
    ] + memory + (metadata.shards.map { [("shards", .whole($0))] } ?? [])
  }

  /// The budget of memory where there was one, and what it has set aside on disk.
  private var memory: [(String, JSONText)] {
    guard let limit = metadata.memoryLimitBytes else { return [] }
    return [
      ("memory_limit_bytes", .whole(limit)), ("disk_bytes", .whole(metadata.diskBytes)),
    ]
  }

  private var inputs: [(String, JSONText)] {
    let files = run.model.evidence.inputs.map { input in
      JSONText.object([("path", .text(input.path)), ("hash", .text(input.hash))])
    }
    let counts = Finding.Severity.allCases.reversed().map { severity in
      (severity.rawValue, JSONText.whole(findings.count { $0.severity == severity }))
    }
    return [("inputs", .list(files)), ("findings", .object(counts))]
  }
}
