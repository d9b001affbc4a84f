import TestSupport
import Testing
import Vocabulary

@testable import DataImport

@Suite("Mutated transitions")
struct TransitionMutationTests {
  /// The small authority, its rows of people thinned.
  private static let files: [String: [UInt8]] = {
    var files = SmallTransitions.files().filter {
      $0.key.hasSuffix(".csv") || $0.key == FolderContents.authorityPath
    }
    let path = TransitionFile.transitions.path
    let lines = (files[path] ?? "").split(separator: "\n").map { $0 + "\n" }
    files[path] =
      (lines.prefix(1)
      + lines.dropFirst().enumerated().filter { $0.offset % 5 == 0 }
      .map(\.element)).joined()
    return files.mapValues { Array($0.utf8) }
  }()

  @Test(.timeLimit(.minutes(60)))
  func `no bytes spoil the reader, and what is accepted has every row once`() {
    var trial = ReaderTrial("transitions", Self.files, isKnown: FolderMutationTests.isKnown)
    trial.otherPlaces += TransitionFile.all.map(\.path)
    let failures = trial.failures(1_000) { files, _ in
      let (evidence, findings) = TransitionReader.read(contents: FolderContents(files: files))
      return Reading(
        findings, isAccepted: evidence != nil, faults: evidence.map { Self.faults($0, files) } ?? []
      )
    }
    #expect(failures == [])
  }

  @Test(.timeLimit(.minutes(60))) func `nor as a directory that is to be imported`() {
    let tables = Self.files.filter { $0.key.hasPrefix("evidence/") }
    var trial = ReaderTrial("import", tables, isKnown: FolderMutationTests.isKnown)
    trial.otherPlaces += TransitionFile.all.map { "\($0.name).csv" }
    let failures = trial.failures(500) { files, _ in
      let (evidence, findings) = TransitionReader.read(
        directory: FolderContents(files: files), name: "Smalltown", holdsPopulation: true)
      return Reading(findings, isAccepted: evidence != nil)
    }
    #expect(failures == [])
  }

  /// As many people as rows, and the same from the rows in another order.
  private static func faults(_ evidence: TransitionEvidence, _ files: [String: [UInt8]]) -> [String]
  {
    let path = TransitionFile.transitions.path
    let rows = CSVReader.read(files[path] ?? [], file: path).table?.records.count ?? 0
    let people = evidence.counts.reduce(0) { $0 + $1.people }
    var turned = files
    turned[path] = reversed(files[path] ?? [])
    let again = TransitionReader.read(contents: FolderContents(files: turned)).evidence
    return (people == rows ? [] : ["accepted \(people) people in \(rows) rows"])
      + (again?.counts == evidence.counts ? [] : ["other counts from rows in another order"])
  }

  /// The rows from the last to the first, the header in its place; as they are where a cell holds a line end.
  private static func reversed(_ bytes: [UInt8]) -> [UInt8] {
    guard !bytes.contains(0x22) else { return bytes }
    let lines = bytes.split(separator: 0x0A)
    return Array((lines.prefix(1) + lines.dropFirst().reversed()).joined(separator: [0x0A]))
  }

  /// More codes than there are bits for were a trap once.
  @Test func `more needs than can be counted are refused`() {
    let needs = (0..<600).map { "N\($0)" }.joined(separator: ",")
    let states =
      "setting,setting-group,min-academic-year,max-academic-year,needs,setting->setting\n"
      + "MAIN,schools,0,5,\"\(needs)\",MAIN\n"
    let (evidence, findings) = SmallTransitions.read(
      replacing: ["evidence/valid-states.csv": states])
    #expect(evidence == nil)
    #expect(
      findings.contains { $0.code == "IN-025" && $0.place.file == "evidence/valid-states.csv" })
  }
}
