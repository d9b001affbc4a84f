import Vocabulary
import Yams

/// One reading of transitions: what is read, and everything found on the way.
struct TransitionSession {
  /// The session of the general reader, for its tables and findings.
  var session: ReadingSession
  var evidence = TransitionEvidence(authority: AuthorityReader.placeholder)
  /// The line of each key of `authority.yaml`.
  private var lines: [String: Int] = [:]

  init(_ contents: FolderContents) {
    session = ReadingSession(contents, knownAssumptions: nil)
  }

  var hasErrors: Bool { session.findings.contains { $0.severity == .error } }

  mutating func report(_ finding: Finding) { session.report(finding) }

  /// Reads the frame of the runs.
  mutating func readAuthority() {
    guard let bytes = session.take(FolderContents.authorityPath) else {
      if session.findings.isEmpty {
        session.reportMissing(
          FolderContents.authorityPath, expected: "the file that frames the runs")
      }
      return
    }
    var reader = TransitionAuthorityReader(bytes)
    reader.read()
    reader.yaml.findings.forEach { report($0) }
    evidence.authority = reader.authority
    evidence.frame = reader.frame
    lines = reader.lines
  }

  /// Reads the four files, valid states first: they name the codes of the others.
  mutating func readTables() {
    guard session.contents.hasEvidence else { return }
    readValidStates()
    guard session.isSound(TransitionFile.validStates), !evidence.settings.isEmpty else {
      // Without codes only their form can be checked.
      for file in TransitionFile.all where file.name != TransitionFile.validStates.name {
        _ = session.table(of: file)
      }
      return
    }
    readTransitions()
    readPopulation()
    readCosts()
  }

  /// Checks across files; left out where one of them has an error already.
  mutating func validate() {
    guard !hasErrors else { return }
    checkPopulation()
    checkHorizon(line: lines["horizon"])
    checkCosts()
  }

  /// The evidence, if nothing forbids it, and the findings in their order.
  func result() -> (evidence: TransitionEvidence?, findings: [Finding]) {
    let sorted = session.findings.sorted { left, right in
      (left.place.file, left.place.row ?? 0, left.code, left.seen)
        < (right.place.file, right.place.row ?? 0, right.code, right.seen)
    }
    guard !hasErrors else { return (nil, sorted) }
    var evidence = evidence
    evidence.findings = sorted
    evidence.inputs = session.evidence.inputs.sorted { $0.path < $1.path }
    return (evidence, sorted)
  }
}

/// Reads the `authority.yaml` of a folder of transitions.
struct TransitionAuthorityReader {
  private static let keys = [
    "name", "basis", "dfe_code", "ons_code", "horizon", "prior_strength", "parameters",
    "population_after_last_year",
  ]

  private(set) var yaml = AuthorityReader()
  private(set) var authority = AuthorityReader.placeholder
  private(set) var frame = TransitionFrame()
  private(set) var lines: [String: Int] = [:]
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func read() {
    guard let text = yaml.text(bytes), let node = yaml.compose(text),
      let fields = yaml.fields(of: node, allowed: Self.keys, in: "the file")
    else { return }
    for (key, node) in fields { lines[key] = node.mark?.line }
    readAuthority(fields)
    readFrame(fields)
  }

  private mutating func readAuthority(_ fields: [String: Node]) {
    _ = yaml.string("basis", in: fields, as: "transitions") { $0 == TransitionReader.basis }
    authority.name = yaml.string("name", in: fields) ?? ""
    authority.horizon = yaml.integer("horizon", in: fields, 1...50) ?? 1
    if fields["dfe_code"] != nil {
      authority.dfeCode =
        yaml.string("dfe_code", in: fields, as: "three digits such as \"855\"") {
          $0.utf8.count == 3 && Int($0) != nil
        } ?? ""
    }
    if fields["ons_code"] != nil {
      authority.onsCode =
        yaml.string("ons_code", in: fields, as: "an ONS code such as E10000018") {
          AuthorityReader.isONSCode($0)
        } ?? ""
    }
  }

  private mutating func readFrame(_ fields: [String: Node]) {
    if fields["population_after_last_year"] != nil {
      let text = yaml.string(
        "population_after_last_year", in: fields, as: "held or refused"
      ) { ["held", "refused"].contains($0) }
      frame.holdsPopulation = text == "held"
    }
    if fields["parameters"] != nil {
      let words = TransitionFrame.Redrawing.allCases.map(\.rawValue)
      let text = yaml.string(
        "parameters", in: fields, as: "one of \(words.joined(separator: ", "))",
        words.contains)
      frame.redrawing = text.flatMap(TransitionFrame.Redrawing.init) ?? .oncePerDraw
    }
    if fields["prior_strength"] != nil { frame.priorStrength = strength(fields) }
  }

  private mutating func strength(_ fields: [String: Node]) -> TransitionFrame.PriorStrength {
    let text = yaml.string(
      "prior_strength", in: fields, as: "estimated, or a number from 0.001 to 1000000"
    ) { $0 == "estimated" || Digits.decimal($0).map((0.001...1_000_000).contains) ?? false }
    return text.flatMap(Digits.decimal).map { .fixed($0) } ?? .estimated
  }
}
