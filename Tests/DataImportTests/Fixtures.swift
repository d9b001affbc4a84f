import DataImport
import Testing
import Vocabulary

import TestSupport

/// The small authority's files, to be spoilt in one way or another.
struct SmallFolder {
  var files = SmallAuthority.files()

  static func path(_ name: String) -> String { "evidence/\(name).csv" }

  /// The same for a horizon of one year, with the population of no more years: as sound, and read in half the time.
  static func short() -> SmallFolder { shortened }

  private static let shortened: SmallFolder = {
    var folder = SmallFolder()
    folder.replace("authority.yaml", "horizon: 10", "horizon: 1")
    for name in ["population", "population_by_area"] {
      folder.drop(name) { line in (2026...2036).contains { line.contains(",\($0),") } }
    }
    return folder
  }()

  /// The lines of a file; the header is the first.
  func lines(_ name: String) -> [String] {
    (files[Self.path(name)] ?? "").split(separator: "\n").map(String.init)
  }

  mutating func set(_ name: String, lines: [String]) {
    files[Self.path(name)] = lines.map { $0 + "\n" }.joined()
  }

  /// Replaces a cell; rows count from the header, which is 1.
  mutating func set(_ name: String, row: Int, _ column: String, to value: String) {
    var lines = lines(name)
    var cells = lines[row - 1].split(separator: ",", omittingEmptySubsequences: false)
      .map(String.init)
    let columns = lines[0].split(separator: ",").map(String.init)
    if let index = columns.firstIndex(of: column) { cells[index] = value }
    lines[row - 1] = cells.joined(separator: ",")
    set(name, lines: lines)
  }

  mutating func append(_ name: String, _ line: String) {
    files[Self.path(name), default: ""] += line + "\n"
  }

  mutating func drop(_ name: String, where matches: (String) -> Bool) {
    set(name, lines: lines(name).filter { !matches($0) })
  }

  /// Replaces some text of a file by its path.
  mutating func replace(_ path: String, _ old: String, _ new: String) {
    let parts = (files[path] ?? "").split(separator: old, omittingEmptySubsequences: false)
    #expect(parts.count > 1, "\(path) does not hold \(old)")
    files[path] = parts.joined(separator: new)
  }

  func read(
    knownAssumptions: [String: ClosedRange<Double>]? = nil
  ) -> (evidence: Evidence?, findings: [Finding]) {
    let contents = FolderContents(files: files.mapValues { Array($0.utf8) })
    return EvidenceReader.read(contents: contents, knownAssumptions: knownAssumptions)
  }

  /// The findings that are more than notes.
  func faults(knownAssumptions: [String: ClosedRange<Double>]? = nil) -> [Finding] {
    read(knownAssumptions: knownAssumptions).findings.filter { $0.severity > .note }
  }
}

/// A finding's code and place.
struct Mark: Hashable, CustomStringConvertible {
  let code: String
  let file: String
  let row: Int?
  let column: String?

  init(_ code: String, _ file: String, _ row: Int?, _ column: String?) {
    self.code = code
    self.file = file
    self.row = row
    self.column = column
  }

  init(_ finding: Finding) {
    self.init(finding.code, finding.place.file, finding.place.row, finding.place.column)
  }

  var description: String { "\(code) \(file):\(row ?? 0):\(column ?? "-")" }
}
