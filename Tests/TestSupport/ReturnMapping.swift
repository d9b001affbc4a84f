import DataImport
public import Vocabulary

/// How the words of a run become rows of returns, without a disk.
public enum ReturnMapping {
  /// The tool's own tables, for the canonical code lists.
  public static func tables() throws -> ReturnTables {
    let (tables, findings) = read([:])
    guard let tables else { throw SmallAuthority.Refused(findings: findings) }
    return tables
  }

  /// The same with files of a folder in their place.
  public static func read(
    _ files: [String: String], codes: CodeLists = CodeLists()
  ) -> (tables: ReturnTables?, findings: [Finding]) {
    ReturnTablesReader.read(
      contents: FolderContents(files: files.mapValues { Array($0.utf8) }), codes: codes)
  }

  /// The texts of a template.
  public static func labels(_ text: String) -> [String] { TemplateLabels.labels(Array(text.utf8)) }
}
