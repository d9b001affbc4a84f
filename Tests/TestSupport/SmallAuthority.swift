import DataImport
public import Vocabulary

/// The small invented authority that `sufficiency init` writes, as the tests use it.
public enum SmallAuthority {
  /// What every row says of its source.
  public static let source = InventedAuthority.source
  /// The January census the runs start from.
  public static let baseCensus = InventedAuthority.baseCensus
  /// The provisions' and needs' lists: the default ones.
  public static let codes = InventedAuthority.codes
  /// The ids of the settings: a primary and an all-through special school, and a base.
  public static let settingIDs = InventedAuthority.settingIDs

  /// Every file by its path below the folder, the YAML without its comments.
  public static func files() -> [String: String] { bare }

  private static let bare = Dictionary(
    uniqueKeysWithValues: InventedAuthority.files(dfeCode: "999").map { path, text in
      (path, path.hasSuffix(".yaml") ? withoutComments(text) : text)
    })

  private static func withoutComments(_ yaml: String) -> String {
    let lines = yaml.split(separator: "\n").filter { !$0.hasPrefix("#") }
    return lines.map { line in
      let code = line.firstRange(of: " #").map { line[..<$0.lowerBound] } ?? line
      return String(code.reversed().drop { $0 == " " }.reversed()) + "\n"
    }.joined()
  }

  /// Writes the folder.
  public static func write(to folder: TemporaryFolder) throws {
    for (path, text) in files() { try folder.write(text, to: path) }
  }

  /// What reading the folder gives, without a disk.
  public static func evidence() throws -> Evidence { try read.get() }

  private static let read = Result<Evidence, any Error> {
    let contents = FolderContents(files: files().mapValues { Array($0.utf8) })
    let (evidence, findings) = EvidenceReader.read(contents: contents)
    guard let evidence else { throw Refused(findings: findings) }
    return evidence
  }

  /// The small authority was refused, which is a fault of the tests.
  public struct Refused: Error, CustomStringConvertible {
    /// Why.
    public let findings: [Finding]

    /// One finding a line.
    public var description: String { findings.map(\.message).joined(separator: "\n") }
  }
}
