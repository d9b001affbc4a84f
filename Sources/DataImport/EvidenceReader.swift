public import Vocabulary

/// Reads a scenario folder: `authority.yaml` and `evidence/*.csv`.
public struct EvidenceReader: Sendable {
  /// Reads and checks everything the folder says.
  ///
  /// All faults of all files are gathered in one go and sorted by file and row. The evidence is nil if one
  /// of them is an error; notes and warnings come with it as `Evidence.findings`. Scenario files are not
  /// read. `knownAssumptions` are the names `assumptions.csv` may use and their bounds; nil leaves them unchecked.
  /// Nothing is thrown and nothing is written. Linear in the size of the files.
  public static func read(
    folder: String, knownAssumptions: [String: ClosedRange<Double>]? = nil
  ) -> (evidence: Evidence?, findings: [Finding]) {
    read(contents: FolderContents(folder: folder), knownAssumptions: knownAssumptions)
  }

  /// As `read`, but with the rows that are sound even where others are not, so that scenario files can be checked in one go.
  ///
  /// `isComplete` is false where a finding is an error; nothing may be run from such evidence.
  public static func readWhatIsSound(
    folder: String, knownAssumptions: [String: ClosedRange<Double>]? = nil
  ) -> (evidence: Evidence, isComplete: Bool, findings: [Finding]) {
    let session = session(
      FolderContents(folder: folder), knownAssumptions: knownAssumptions)
    let (evidence, findings) = session.result()
    return (evidence ?? session.evidence, evidence != nil, findings)
  }

  /// The same of contents that are already in memory.
  package static func read(
    contents: FolderContents, knownAssumptions: [String: ClosedRange<Double>]? = nil
  ) -> (evidence: Evidence?, findings: [Finding]) {
    session(contents, knownAssumptions: knownAssumptions).result()
  }

  private static func session(
    _ contents: FolderContents, knownAssumptions: [String: ClosedRange<Double>]?
  ) -> ReadingSession {
    var session = ReadingSession(contents, knownAssumptions: knownAssumptions)
    session.readAuthority()
    session.readPublishedPlans()
    session.readPlanCube()
    session.readInProcess()
    session.readFlows()
    session.readPopulation()
    session.readLocality()
    session.readSettings()
    session.readSchemes()
    session.readWaiting()
    session.readOverflow()
    session.readIndependentNaming()
    session.readFinances()
    session.readAssumptions()
    session.readAnchors()
    session.readNeighbours()
    session.validate()
    return session
  }
}

extension ReadingSession {
  /// Reads the frame of the runs and the code lists that all other files use.
  mutating func readAuthority() {
    guard let bytes = take(FolderContents.authorityPath) else {
      let isExplained = findings.contains {
        [".", FolderContents.authorityPath].contains($0.place.file)
      }
      if !isExplained {
        reportMissing(FolderContents.authorityPath, expected: "the file that frames the runs")
      }
      return
    }
    let reader = AuthorityReader(bytes)
    reader.findings.forEach { report($0) }
    evidence.authority = reader.authority
    evidence.codes = reader.codes
    authorityLines = reader.lines
  }

  /// The evidence, if nothing forbids it, and the findings in their order.
  func result() -> (evidence: Evidence?, findings: [Finding]) {
    let sorted = findings.sorted { $0.order < $1.order }
    guard !sorted.contains(where: { $0.severity == .error }) else { return (nil, sorted) }
    var evidence = evidence
    evidence.findings = sorted
    evidence.inputs.sort { $0.path < $1.path }
    return (evidence, sorted)
  }
}

extension Finding {
  /// By file, row, code and column; a file as a whole comes before its rows.
  fileprivate var order: (String, Int, String, String, String) {
    (place.file, place.row ?? 0, code, place.column ?? "", seen)
  }
}
