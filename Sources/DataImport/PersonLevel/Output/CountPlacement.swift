public import Vocabulary

/// Where the counts go that a scenario folder may have of its own, the waiting list and the rates of areas: into `evidence/`, where
/// a run reads them, or beside it.
///
/// What a source says stands; what was invented to stand in for it gives way to a count.
public struct CountPlacement: Sendable {
  /// Files that go to `evidence/`.
  private var inEvidence: Set<String> = []
  /// What is to be said of a file.
  private(set) var flags: [(flag: SEN2Flag, file: String)] = []

  /// Everything goes beside the evidence.
  public init() {}

  /// Decides for a scenario folder.
  ///
  /// - Parameters:
  ///   - census: the census imported.
  ///   - folder: the scenario folder.
  ///   - evidence: what it says.
  ///   - own: files that an import put there before, which are replaced as a matter of course.
  public init(
    _ census: PlanCensus, folder: String, evidence: Evidence, own: Set<String> = []
  ) {
    let contents = FolderContents(folder: folder)
    if !evidence.settings.isEmpty {
      place(.waiting, PersonLevelFolder.waiting(census), census, contents, evidence, own)
    }
    if !evidence.locality.areas.isEmpty, !census.areas.isEmpty {
      place(.areaRates, PersonLevelFolder.areas(census), census, contents, evidence, own)
    }
  }

  /// The path of a file below the folder.
  func path(of file: EvidenceFile) -> String {
    inEvidence.contains(file.path) ? file.path : "person_level/\(file.name).csv"
  }

  private mutating func place(
    _ file: EvidenceFile, _ text: String, _ census: PlanCensus, _ contents: FolderContents,
    _ evidence: Evidence, _ own: Set<String>
  ) {
    let held = own.contains(file.path) ? nil : Self.statuses(contents.files[file.path])
    let isOfBase = evidence.authority.baseCensus == census.date.year
    let hasRows = text.split(separator: "\n").count > 1
    let gives = (held ?? []).allSatisfy { $0 == Provenance.Status.illustrative.rawValue }
    guard isOfBase, hasRows, gives, Self.fits(file, text, contents) else {
      flags.append((.countKeptBeside, file.path))
      return
    }
    inEvidence.insert(file.path)
    if held?.isEmpty == false { flags.append((.illustrativeReplaced, file.path)) }
  }

  /// The statuses of a file's rows; empty where there is no file.
  private static func statuses(_ bytes: [UInt8]?) -> Set<String> {
    guard let bytes, let table = CSVReader.read(bytes, file: "").table,
      let column = table.column(named: "status")
    else { return [] }
    return Set(
      table.records.filter(table.isSound).map { table.text(record: $0, column: column) })
  }

  /// True where the folder with the file is read without a fault in it.
  private static func fits(
    _ file: EvidenceFile, _ text: String, _ contents: FolderContents
  ) -> Bool {
    var contents = contents
    contents.files[file.path] = Array(text.utf8)
    return !EvidenceReader.read(contents: contents).findings.contains {
      $0.severity == .error && $0.place.file == file.path
    }
  }
}
