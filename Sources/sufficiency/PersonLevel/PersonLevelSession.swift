import DataImport
import Vocabulary

/// What both censuses of an import share: code lists, schools, and the key that links people and is gone with the run.
struct PersonLevelSession {
  private let folder: String?
  private let evidence: Evidence?
  private let codes: CodeLists
  private let register: SettingRegister
  private let areas: PostcodeAreas
  private let key = LinkKey.random()
  /// What is wrong with the files that both censuses share.
  let findings: [Finding]

  init(folder: String?, schools: String?, postcodes: String?) {
    self.folder = folder
    evidence = folder.map { EvidenceReader.readWhatIsSound(folder: $0).evidence }
    let codes = evidence?.codes ?? CodeLists()
    var register = SettingRegister(settings: evidence?.settings ?? [], codes: codes)
    var areas = PostcodeAreas(areas: evidence?.locality.areas.map(\.id) ?? [])
    var findings: [Finding] = []
    if let schools {
      let (read, found) = SchoolRegister.read(file: schools, for: .provisions)
      if let read { register.add(read, codes: codes) }
      findings += found
    }
    if let postcodes { findings += areas.add(postcodes) }
    (self.codes, self.register, self.areas) = (codes, register, areas)
    self.findings = findings
  }

  /// Reads a return; findings name its tables below its path.
  func read(_ path: String, on day: CalendarDate) -> (census: PlanCensus?, findings: [Finding]) {
    let (census, found) = PersonLevelImport.read(
      path: path, census: day, codes: codes, register: register, key: key, areas: areas)
    return (
      census,
      found.map { finding in
        var place = finding.place
        if place.file != path { place.file = "\(path)/\(place.file)" }
        return finding.moved(to: place)
      }
    )
  }

  /// Where the counts go that the folder may have of its own.
  func placement(of census: PlanCensus, own: Set<String>) -> CountPlacement {
    guard let folder, let evidence else { return CountPlacement() }
    return CountPlacement(census, folder: folder, evidence: evidence, own: own)
  }

  /// What the folder has published.
  var published: PublishedFigures { evidence?.local ?? PublishedFigures() }

  /// One row a person, for `import transitions`.
  func rows(_ flows: CensusFlows?) -> TransitionExport? {
    flows.map {
      TransitionExport(
        $0, codes: codes, figures: published,
        variant: evidence?.authority.populationVariant ?? "")
    }
  }
}
