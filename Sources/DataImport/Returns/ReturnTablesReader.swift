public import Vocabulary

/// Reads how the words of a run become rows of returns: the tool's own tables, or those of the folder that replace them whole.
public enum ReturnTablesReader {
  /// Reads the tables of a folder.
  ///
  /// - Parameter codes: the code lists of the folder.
  /// - Returns: the tables, nil where a finding is an error, and every finding by file and row.
  public static func read(
    folder: String, codes: CodeLists
  ) -> (tables: ReturnTables?, findings: [Finding]) {
    read(contents: contents(folder), codes: codes)
  }

  /// What is wrong with the tables that a folder has of its own.
  public static func faults(folder: String, codes: CodeLists) -> [Finding] {
    let contents = contents(folder)
    return read(contents: contents, codes: codes).findings.filter { finding in
      contents.files[finding.place.file] != nil
        || contents.findings.contains { $0.place.file == finding.place.file }
    }
  }

  private static func contents(_ folder: String) -> FolderContents {
    var contents = FolderContents(folder: folder, known: EvidenceFile.returns.map(\.file))
    let paths = EvidenceFile.returns.map(\.file.path)
    // Unknown files are named by whoever reads the evidence.
    contents.findings = contents.findings.filter { paths.contains($0.place.file) }
    return contents
  }

  /// The same of contents that are already in memory.
  package static func read(
    contents: FolderContents, codes: CodeLists
  ) -> (tables: ReturnTables?, findings: [Finding]) {
    var contents = contents
    let own = Set(contents.files.keys)
    for (file, published) in EvidenceFile.returns where !own.contains(file.path) {
      contents.files[file.path] = published
    }
    var session = ReadingSession(contents, knownAssumptions: nil)
    session.evidence.codes = codes
    let states = session.readCrosswalk(isOwn: own.contains(EvidenceFile.crosswalk.path))
    let needs = session.readCrosswalkNeeds(
      isOwn: own.contains(EvidenceFile.crosswalkNeeds.path))
    let areas = session.readSCAPCodes()
    let lines = session.readSection251Lines()
    let (_, findings) = session.result()
    let told = findings.filter { $0.severity == .error || own.contains($0.place.file) }
    guard !told.contains(where: { $0.severity == .error }) else { return (nil, told) }
    return (
      ReturnTables(states: states, needs: needs, areas: areas, lines: lines, codes: codes), told
    )
  }
}
