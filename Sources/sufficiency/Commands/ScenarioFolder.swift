import DataImport
import Foundation
import Scenarios
import Vocabulary

/// A scenario folder as read: evidence, scenarios, and every fault of both.
struct ScenarioFolder {
  let evidence: Evidence?
  let scenarios: [Scenario]
  let findings: [Finding]
  /// The code lists of `authority.yaml`, however much is wrong with other files; nil where that file has errors.
  let codes: CodeLists?

  /// The name of a folder, which is the authority's.
  static func name(of folder: String) -> String {
    URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
  }

  /// Where the results of a folder go.
  static func results(of folder: String, in out: String) -> String {
    "\(out)/\(name(of: folder))"
  }

  /// Reads everything in one go.
  init(_ path: String) {
    var (evidence, isComplete, faults) = EvidenceReader.readWhatIsSound(
      folder: path, knownAssumptions: ScenarioModel.knownAssumptions)
    let isFramed = !faults.contains {
      $0.severity == .error && [".", "authority.yaml"].contains($0.place.file)
    }
    codes = isFramed ? evidence.codes : nil
    let files = Self.scenarioFiles(path, findings: &faults)
    guard isComplete || !files.isEmpty else {
      (self.evidence, scenarios, findings) = (nil, [], faults)
      return
    }
    evidence.inputs += files.map {
      InputFile(path: $0.name, hash: ContentHash.text(Array($0.text.utf8)))
    }
    faults += LabelsReader.read(folder: path, codes: evidence.codes).findings
    let (scenarios, more) = ScenarioReader.read(files, evidence: evidence)
    // Where rows were refused, a lever may name what one of them would have brought.
    let certain = more.filter { isComplete || !Self.restsOnEvidence($0) }
    self.evidence = isComplete ? evidence : nil
    self.scenarios = scenarios
    findings = faults + certain
  }

  private static func restsOnEvidence(_ finding: Finding) -> Bool {
    ["setting", "scheme", "new", "line", "variant"].contains(finding.place.column)
  }

  /// What is wrong with the tables that the folder has of its own for returns.
  func faultsOfReturns(_ folder: String) -> [Finding] {
    codes.map { ReturnTablesReader.faults(folder: folder, codes: $0) } ?? []
  }

  /// The names of the scenario files of a folder, in order.
  static func scenarioNames(_ path: String, findings: inout [Finding]) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    for name in names.sorted() where name.hasSuffix(".yml") {
      findings.append(
        Finding(
          .scenarioFileEnding, at: Finding.Place(name), seen: "a file ending in .yml",
          expected: "scenario files to end in .yaml", remedy: "Rename it."))
    }
    let others = ["authority.yaml", LabelsReader.file]
    return names.filter { $0.hasSuffix(".yaml") && !others.contains($0) }.sorted()
  }

  static func scenarioFiles(
    _ path: String, findings: inout [Finding]
  ) -> [(name: String, text: String)] {
    scenarioNames(path, findings: &findings).compactMap { name in
      // One byte more than may be read, so that the reader refuses what is longer.
      if let bytes = BoundedFile.bytes(of: path + "/" + name, upTo: PlainYAML.mostBytes + 1),
        let text = PlainYAML.text(bytes)
      {
        return (name, text)
      }
      findings.append(
        Finding(
          .scenarioUnreadable, at: Finding.Place(name), seen: "a file that cannot be read as UTF-8",
          expected: "YAML in UTF-8", remedy: "Save it as UTF-8, and check who may read it."))
      return nil
    }
  }

  /// True where something must be mended before a run.
  var isRefused: Bool { evidence == nil || findings.contains { $0.severity == .error } }

  /// Prints the findings, the gravest first; of many of one kind in a file only the first, and how many more there are.
  static func report(_ findings: [Finding], verbose: Bool) {
    for severity in Finding.Severity.allCases.reversed() where verbose || severity == .error {
      var shown: [String: Int] = [:]
      for finding in findings where finding.severity == severity {
        let kind = kind(of: finding)
        shown[kind, default: 0] += 1
        if shown[kind, default: 0] <= mostOfAKind { StandardError.write(finding.message) }
      }
      for (kind, count) in shown.sorted(by: { $0.key < $1.key }) where count > mostOfAKind {
        StandardError.write("  and \(count - mostOfAKind) more \(kind)")
      }
    }
  }

  private static let mostOfAKind = 8

  private static func kind(of finding: Finding) -> String {
    "\(finding.code) in \(finding.place.file)"
      + (finding.place.column.map { ", column \($0)" } ?? "")
  }

  /// "2 errors, 1 warning, 5 notes".
  static func counts(_ findings: [Finding]) -> String {
    Finding.Severity.allCases.reversed().map { severity in
      let count = findings.count { $0.severity == severity }
      return "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }.joined(separator: ", ")
  }
}
