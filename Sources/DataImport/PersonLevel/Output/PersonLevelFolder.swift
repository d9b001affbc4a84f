import Vocabulary

/// The files that `import sen2` puts into a folder: counts and flags, and nothing that names a person.
public struct PersonLevelFolder: Sendable {
  /// The texts by path below the folder.
  public let files: [(path: String, text: String)]

  /// Files that only counts of a return are in: a folder that has one is sensitive, marked or not.
  public static let countFiles =
    [EvidenceFile.plansByNCYNeedProvision, .inProcess].map(\.path) + ["person_level"]

  /// Every path that the files can have.
  public static let possibleFiles =
    [EvidenceFile.plansByNCYNeedProvision, .inProcess, .waiting, .areaRates].map(\.path)
    + [
      "waiting", "findings", "scorecard", "flows", "area_rates",
      "transitions/transitions",
      "transitions/valid-states", "transitions/population",
    ].map { "person_level/\($0).csv" }

  /// Puts the files together.
  ///
  /// - Parameters:
  ///   - census: the census imported.
  ///   - flows: what became of plans since the census before, if there is one.
  ///   - report: what is wrong with the returns.
  ///   - transitions: files that `import transitions` reads, if they are asked for.
  ///   - placement: where the waiting list and the rates of areas go.
  public init(
    _ census: PlanCensus, flows: CensusFlows?, report: QualityReport,
    transitions: TransitionExport? = nil, placement: CountPlacement = CountPlacement()
  ) {
    var files = [
      (EvidenceFile.plansByNCYNeedProvision.path, Self.cube(census)),
      (EvidenceFile.inProcess.path, Self.inProcess(census)),
      (placement.path(of: .waiting), Self.waiting(census)),
      ("person_level/findings.csv", report.findingsFile),
      ("person_level/scorecard.csv", report.scorecardFile),
    ]
    if !census.areas.isEmpty {
      files.append((placement.path(of: .areaRates), Self.areas(census)))
    }
    if let flows { files.append(("person_level/flows.csv", Self.flows(flows, census.codes))) }
    files += (transitions?.files ?? []).map { ("person_level/transitions/\($0.name)", $0.text) }
    self.files = files
  }

  private static func source(_ census: PlanCensus) -> [String] {
    ["derived", "the authority's own SEN2 return of \(census.date.text)"]
  }

  private static func cube(_ census: PlanCensus) -> String {
    var file = CSVLines(EvidenceFile.plansByNCYNeedProvision.columns.joined(separator: ","))
    let codes = census.codes
    for (cell, plans) in census.cube.sorted(by: { $0.key < $1.key }) {
      file.add(
        [
          "\(census.date.year)", "\(cell.ncy)", codes.needs[cell.need].code,
          codes.recordedCode(cell.provision), "\(plans)",
        ] + source(census))
    }
    return file.text
  }

  /// As `evidence/waiting.csv`: plans that name provision which is not attended.
  static func waiting(_ census: PlanCensus) -> String {
    var file = CSVLines(EvidenceFile.waiting.columns.joined(separator: ","))
    var counts: [[Int]: Int] = [:]
    for plan in census.plans {
      guard let named = plan.named, let attended = plan.provision, named != attended
      else { continue }
      counts[[plan.need, plan.heldNCY, named, attended], default: 0] += 1
    }
    let codes = census.codes
    for (key, children) in counts.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      file.add(
        [
          codes.needs[key[0]].code, "\(key[1])", codes.provisions[key[2]].code,
          codes.provisions[key[3]].code, "\(children)",
        ] + source(census))
    }
    return file.text
  }

  /// As `evidence/area_rates.csv`: plans of a need and phase in every area; plans without an area are left out.
  static func areas(_ census: PlanCensus) -> String {
    var file = CSVLines(EvidenceFile.areaRates.columns.joined(separator: ","))
    var counts: [[Int]: Int] = [:]
    for plan in census.plans {
      guard let area = census.areaOfPerson[plan.person] else { continue }
      counts[[plan.need, Phase(ncy: plan.heldNCY).position, area], default: 0] += 1
    }
    let cells = Set(counts.keys.map { [$0[0], $0[1]] })
    for cell in cells.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      for (area, id) in census.areas.enumerated() {
        file.add(
          [
            id, census.codes.needs[cell[0]].code, Phase.allCases[cell[1]].rawValue,
            "\(counts[cell + [area]] ?? 0)", "",
          ] + source(census))
      }
    }
    return file.text
  }

  private static func inProcess(_ census: PlanCensus) -> String {
    var file = CSVLines(EvidenceFile.inProcess.columns.joined(separator: ","))
    let counts = census.waiting.reduce(into: [[String]: Int]()) {
      $0[[$1.stage.rawValue, "\($1.ncy)", ProcessWeeks($1.weeks).rawValue], default: 0] += 1
    }
    for (key, children) in counts.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      file.add(["\(census.date.year)"] + key + ["\(children)"] + source(census))
    }
    return file.text
  }

  private static func flows(_ flows: CensusFlows, _ codes: CodeLists) -> String {
    Self.flows(flows.counts, opening: flows.opening, closing: flows.closing, codes)
  }

  static func flows(
    _ counts: [CensusFlows.Flow: Int], opening: Int, closing: Int, _ codes: CodeLists
  ) -> String {
    var file = CSVLines(
      "from_census,to_census,flow,ncy,need_from,provision_from,need_to,provision_to,reason,plans")
    for (flow, plans) in counts.sorted(by: { $0.key < $1.key }) {
      file.add(
        ["\(opening)", "\(closing)", flow.kind.rawValue, "\(flow.ncy)"]
          + codes.words(flow.from) + codes.words(flow.to) + [flow.reason, "\(plans)"])
    }
    return file.text
  }
}

extension CodeLists {
  /// The code of a provision, the one after the last being "not recorded".
  func recordedCode(_ provision: Int) -> String {
    provision < provisions.count ? provisions[provision].code : Provision.notRecordedCode
  }

  /// Codes of need and provision; empty where there was no plan.
  fileprivate func words(_ state: NeedAndSetting?) -> [String] {
    state.map { [needs[$0.need].code, recordedCode($0.setting)] } ?? ["", ""]
  }
}
