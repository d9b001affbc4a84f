import Vocabulary

/// A value and the row it was read from.
struct Located<Value> {
  let row: Int
  let value: Value
}

/// One reading of a folder: what is read, and everything found on the way.
struct ReadingSession {
  let contents: FolderContents
  let knownAssumptions: [String: ClosedRange<Double>]?
  var evidence: Evidence
  /// The line of each key of `authority.yaml`.
  var authorityLines: [String: Int] = [:]
  /// Rows that checks across files must be able to name.
  var register = RegisterRows()
  private(set) var findings: [Finding]
  private var faulty: Set<String> = []
  private var present: Set<String> = []

  init(_ contents: FolderContents, knownAssumptions: [String: ClosedRange<Double>]?) {
    self.contents = contents
    self.knownAssumptions = knownAssumptions
    findings = contents.findings
    evidence = Evidence(authority: AuthorityReader.placeholder, codes: CodeLists())
    for finding in findings where finding.severity == .error { faulty.insert(finding.place.file) }
  }

  mutating func report(_ finding: Finding) {
    findings.append(finding)
    if finding.severity == .error { faulty.insert(finding.place.file) }
  }

  /// True for a file that was there and has no error so far.
  func isSound(_ file: EvidenceFile) -> Bool {
    present.contains(file.path) && !faulty.contains(file.path)
  }

  /// True for a file that has an error so far, or is missing where it is needed.
  func hasError(_ file: EvidenceFile) -> Bool { faulty.contains(file.path) }

  /// True if the frame of the runs was read without error.
  var hasFrame: Bool { !faulty.contains(FolderContents.authorityPath) }

  /// True if the file was there, whatever its faults.
  func isPresent(_ file: EvidenceFile) -> Bool { contents.files[file.path] != nil }

  /// Notes the bytes of a file among the inputs and hands them over.
  mutating func take(_ path: String) -> [UInt8]? {
    guard let bytes = contents.files[path] else { return nil }
    evidence.inputs.append(InputFile(path: path, hash: ContentHash.text(bytes)))
    present.insert(path)
    return bytes
  }

  /// Reads every sound row of a file; a row with a fault is left out and its faults are reported.
  mutating func rows<Value>(
    of file: EvidenceFile, _ parse: (inout Row) -> Value?
  ) -> [Located<Value>] {
    guard let table = table(of: file) else { return [] }
    var result: [Located<Value>] = []
    var keys = RowKeys(file)
    var illustrative = 0
    var faults = 0
    for number in table.records where table.isSound(record: number) {
      guard faults < RecordChecks.mostFaults else {
        report(.tooManyFaults(in: file.path, row: number))
        break
      }
      var row = Row(table: table, number: number, codes: evidence.codes)
      let value = parse(&row)
      row.findings.forEach { report($0) }
      if row.status == .illustrative { illustrative += 1 }
      faults += row.findings.count { $0.severity == .error }
      if let finding = keys.repeated(row) {
        report(finding)
        faults += 1
      } else if let value, row.findings.allSatisfy({ $0.severity != .error }) {
        result.append(Located(row: number, value: value))
      }
    }
    reportIllustrative(illustrative, of: table.records.count, in: file)
    return result
  }

  /// The table of a file; nil, with findings, where there is none.
  mutating func table(of file: EvidenceFile) -> EvidenceTable? {
    guard let bytes = take(file.path) else {
      reportMissing(file)
      return nil
    }
    let (csv, found) = CSVReader.read(bytes, file: file.path)
    found.forEach { report($0) }
    guard let csv else { return nil }
    let (table, faults) = EvidenceTable.made(of: csv, as: file)
    faults.forEach { report($0) }
    return table
  }

  private mutating func reportMissing(_ file: EvidenceFile) {
    guard isLooked(for: file) else { return }
    switch file.necessity {
    case .never: return
    case .unlessSkipped(let stage):
      report(
        Finding(
          .stageSkipped, at: .init(file.path), seen: "no such file",
          expected: "the file, if \(stage) is wanted", remedy: "Write it if \(stage) is wanted."))
    case .with(let others):
      let other = others.first { contents.files["evidence/\($0).csv"] != nil }
      guard let other else { return }
      reportMissing(file.path, expected: "the file, since there is \(other).csv")
    case .always: reportMissing(file.path, expected: "a file that every run needs")
    }
  }

  /// False for a file whose absence is explained: it cannot be read, or there is no evidence folder.
  func isLooked(for file: EvidenceFile) -> Bool {
    contents.hasEvidence && !contents.unreadable.contains(file.path)
  }

  /// Reports that a needed file is not there.
  mutating func reportMissing(_ path: String, expected: String) {
    report(
      Finding(
        .missingFile, at: .init(path), seen: "no such file", expected: expected,
        remedy: "Write it after scenarios/README.md."))
  }

  private mutating func reportIllustrative(_ count: Int, of rows: Int, in file: EvidenceFile) {
    guard count > 0 else { return }
    report(
      Finding(
        .illustrativeRows, at: .init(file.path),
        seen: "\(count) of \(rows) rows are illustrative", expected: "published figures",
        remedy: "Replace them with the authority's own before relying on what rests on them."))
  }
}

/// Finds rows that have the same key as an earlier one.
struct RowKeys {
  private let file: EvidenceFile
  private var seen: [[String]: Int] = [:]

  init(_ file: EvidenceFile) { self.file = file }

  mutating func repeated(_ row: Row) -> Finding? {
    for (index, key) in file.keys.enumerated() {
      guard let texts = row.texts(key) else { continue }
      guard let earlier = seen.updateValue(row.number, forKey: [String(index)] + texts) else {
        continue
      }
      seen[[String(index)] + texts] = earlier
      return Finding(
        .duplicateRow,
        at: .init(file.path, row: row.number, column: key.count == 1 ? key.first : nil),
        seen: "the same \(key.joined(separator: ", ")) as row \(earlier): "
          + texts.joined(separator: ", ").shown,
        expected: "one row of that key", remedy: "Delete one of the two, or add them up.")
    }
    return nil
  }
}
