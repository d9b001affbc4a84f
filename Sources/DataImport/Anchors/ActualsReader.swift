import Foundation
public import Vocabulary

/// Counts to compare a run with, and whose they are.
public struct Actuals: Sendable {
  /// The authority and the frame of its runs.
  public let authority: LocalAuthority
  /// The counts, by date.
  public let anchors: [Anchor]
  /// The path of the file they stand in.
  public let file: String
}

/// Reads the counts that a run is compared with: `evidence/anchors.csv`, or a file of the same columns.
public enum ActualsReader {
  /// Reads the frame of a folder and the counts; the other evidence is not looked at.
  ///
  /// - Parameter file: the counts; those of the folder if nil.
  /// - Returns: the counts, nil where a finding is an error, and every finding.
  public static func read(folder: String, file: String?) -> (
    actuals: Actuals?, findings: [Finding]
  ) {
    let path = file ?? EvidenceFile.anchors.path
    var contents = FolderContents(folder: folder)
    let mine = [".", FolderContents.authorityPath, EvidenceFile.anchors.path]
    contents.findings = contents.findings.filter { mine.contains($0.place.file) }
    contents.files = contents.files.filter { mine.contains($0.key) }
    if let file {
      contents.files[EvidenceFile.anchors.path] = bytes(file, &contents.findings)
    } else if contents.files[EvidenceFile.anchors.path] == nil, contents.findings.isEmpty {
      contents.findings.append(nothing(path))
    }
    var session = ReadingSession(contents, knownAssumptions: nil)
    session.readAuthority()
    session.readAnchors()
    let (evidence, findings) = session.result()
    let named = findings.map { $0.renamed(EvidenceFile.anchors.path, path) }
    guard let evidence else { return (nil, named) }
    return (
      Actuals(authority: evidence.authority, anchors: evidence.anchors, file: path), named
    )
  }

  private static func bytes(_ file: String, _ findings: inout [Finding]) -> [UInt8]? {
    if let data = FileManager.default.contents(atPath: file) { return [UInt8](data) }
    findings.append(
      Finding(
        .missingFile, at: .init(EvidenceFile.anchors.path),
        seen: "no such file, or it cannot be read",
        expected:
          "a CSV file with the columns \(EvidenceFile.anchors.columns.joined(separator: ", "))",
        remedy: "Check the path after --actuals."))
    return nil
  }

  private static func nothing(_ path: String) -> Finding {
    Finding(
      .missingFile, at: .init(path), seen: "no such file",
      expected: "counts made after the base census",
      remedy: "Write it after scenarios/README.md, or name a file with --actuals.")
  }
}

extension Finding {
  /// The same finding of a file that is called otherwise.
  fileprivate func renamed(_ old: String, _ new: String) -> Finding {
    guard place.file == old else { return self }
    return moved(to: .init(new, row: place.row, column: place.column))
  }
}
