public import Vocabulary

/// A scenario folder made of a release.
public struct ReleaseFolder: Sendable {
  /// The bytes by path below the folder.
  public let files: [(path: String, bytes: [UInt8])]
  /// What was made of files, and what could not be.
  public let findings: [Finding]
  /// Whose folder it is.
  public let authority: ReleaseFigures.Authority

  /// True where something is missing that a run needs; nothing should be written then.
  public var isRefused: Bool { findings.contains { $0.severity == .error } }
}

/// Makes the folders of some authorities, England's rows once for all of them.
public struct ReleaseFolderMaker: Sendable {
  let figures: ReleaseFigures
  let base: Int
  private let england: [String: EvidenceRows]
  private let sources: CSVLines
  private let horizon: Int
  private let population: ReleasePopulation
  private let schools: SchoolRegister?

  /// Prepares England's rows.
  ///
  /// - Parameters:
  ///   - figures: what the release says.
  ///   - base: the January census the runs start from.
  ///   - horizon: years to project.
  ///   - population: what to take the population from.
  ///   - schools: an extract of the register of schools; without one there are no settings.
  public init(
    _ figures: ReleaseFigures, base: Int, horizon: Int = 10,
    population: ReleasePopulation = ReleasePopulation(), schools: SchoolRegister? = nil
  ) {
    self.figures = figures
    self.base = base
    self.horizon = horizon
    self.population = population
    self.schools = schools
    sources = ReleaseSourceList(figures: figures).shared()
    england = ReleaseEvidence(
      figures: figures, area: figures.england, geography: .england, base: base
    ).tables()
  }

  /// What is missing for every authority: kinds of files that are not there.
  public func missingKinds() -> [Finding] {
    ReleaseNeeds(figures: figures, base: base).missingKinds()
  }

  /// The folder of an authority, with what reading it back says of it. Nothing is written.
  public func folder(_ authority: ReleaseFigures.Authority) -> ReleaseFolder {
    let area = figures.areas[authority.code] ?? ReleaseFigures.Area(code: authority.code)
    let needs = ReleaseNeeds(figures: figures, base: base)
    var findings = needs.missing(area)
    guard findings.isEmpty else {
      return ReleaseFolder(files: [], findings: findings, authority: authority)
    }
    findings += needs.reorganised(area)
    var tables = ReleaseEvidence(
      figures: figures, area: area, geography: .authority, base: base
    ).tables()
    for (name, rows) in england { tables[name, default: EvidenceRows()].append(rows) }
    let people = population.chosen(area, figures, base: base, horizon: horizon)
    tables[EvidenceFile.population.name] = people.rows
    findings += people.findings
    if let schools {
      findings += schools.add(to: &tables, area, figures, base: base)
    }
    let frame = ReleaseFrame(authority: authority, base: base, horizon: people.horizon)
    var list = sources
    ReleaseSourceList.population(people.files).forEach { list.add($0) }
    if let schools { list.add(ReleaseSourceList.schools(schools)) }
    let files =
      Self.files(frame, tables) + [(ReleaseSourceList.path, Array(list.text.utf8))]
    return ReleaseFolder(
      files: files, findings: findings + Self.readBack(files), authority: authority)
  }

  private static func files(
    _ frame: ReleaseFrame, _ tables: [String: EvidenceRows]
  ) -> [(path: String, bytes: [UInt8])] {
    let evidence = EvidenceFile.all.compactMap { file -> (path: String, text: String)? in
      guard let rows = tables[file.name], rows.count > 0 else { return nil }
      let header = rows.header ?? file.columns.joined(separator: ",")
      return (file.path, header + "\n" + rows.text)
    }
    return (frame.texts + evidence).map { (path: $0.path, bytes: Array($0.text.utf8)) }
  }

  private static func readBack(_ files: [(path: String, bytes: [UInt8])]) -> [Finding] {
    let contents = FolderContents(
      files: Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first }))
    return EvidenceReader.read(contents: contents).findings
  }
}

/// The files of a folder that hold no figures.
struct ReleaseFrame {
  let authority: ReleaseFigures.Authority
  let base: Int
  let horizon: Int

  var texts: [(path: String, text: String)] {
    [("authority.yaml", authorityText), ("baseline.yaml", Self.baseline)]
  }

  private var authorityText: String {
    let year = FinancialYear(start: base)
    return """
      # yaml-language-server: $schema=schemas/authority.schema.json
      # Made by 'sufficiency import release' of DfE's release on EHC plans; every row of evidence/ names its
      # table; sources.csv says which columns of which files it was made of, import-findings.csv what was found.
      name: "\(authority.name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))"
      dfe_code: "\(authority.code)"
      ons_code: \(authority.onsCode)
      base_census: \(base)            # the January census the runs start from
      horizon: \(horizon)                 # years to project, unless the command says otherwise
      first_financial_year: \(year)
      population_variant: principal

      """
  }

  private static let baseline = """
    # yaml-language-server: $schema=schemas/scenario.schema.json
    name: Baseline
    question: What if nothing changes but what is already happening?
    levers: []

    """
}
