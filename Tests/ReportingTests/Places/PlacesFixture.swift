import TestSupport
import Vocabulary

@testable import Reporting
@testable import Scenarios

/// Scenarios of the small authority, each run once: one with an uncertain scheme, and two with other evidence.
enum PlacesFixture {
  static let draws = 30
  static let years = 4

  struct Made: Sendable {
    let run: ScenarioRun
    let baseline: ComparedSeries?
    let figures: PlaceFigures
    let files: [OutputFile]
    let tables: [String: ReadTable]

    func table(_ name: String) -> ReadTable { tables[name] ?? ReadTable("") }
  }

  static func made() throws -> Made { try result.get() }

  private static let result = Result { try make() }

  /// A run of which much is not known: planned as one, not costed, the base's places unknown, a scheme decided, and schools that
  /// may take three times their places.
  static func bare() throws -> Made { try bareResult.get() }

  private static let bareResult = Result { try makeBare() }

  /// A run that knows more of the north than its population and gives places out as is cheapest, with three schemes by hand.
  static func local() throws -> Made { try localResult.get() }

  private static let localResult = Result { try makeLocal() }

  /// The scenario was refused, which is a fault of the test.
  struct Refused: Error {
    let findings: [Finding]
  }

  /// A scenario that brings the small authority's scheme.
  private static func scenario(_ evidence: Evidence) throws -> Scenario {
    let yaml = """
      name: Second site
      question: What if the second site opened?
      levers:
        - {lever: scheme, scheme: new-site, status: illustrative, source: test}

      """
    let (scenarios, findings) = ScenarioReader.read(
      [(name: "second-site.yaml", text: yaml)], evidence: evidence)
    guard let scenario = scenarios.first(where: { $0.id == "second-site" }) else {
      throw Refused(findings: findings)
    }
    return scenario
  }

  private static let baselineScenario = Scenario(
    id: Scenario.baselineID, name: "Baseline", question: "What if nothing else is done?")

  private static func run(_ scenario: Scenario, _ evidence: Evidence) throws -> ScenarioRun {
    ScenarioRun(
      try ScenarioModel(scenario, evidence: evidence, years: years),
      options: RunOptions(draws: draws))
  }

  private static func make() throws -> Made {
    let evidence = try SmallAuthority.evidence()
    let baseline = ComparedSeries(try run(baselineScenario, evidence))
    return Made(try run(try scenario(evidence), evidence), baseline: baseline)
  }

  private static func makeBare() throws -> Made {
    var evidence = try SmallAuthority.evidence()
    evidence.locality = Locality()
    evidence.finances = Finances()
    evidence.commissioned["base"] = nil
    evidence.settings = evidence.settings.map {
      Setting(
        id: $0.id, name: $0.name, kind: $0.kind, provision: $0.provision,
        designation: $0.designation, ncys: $0.ncys, baseRoll: $0.baseRoll, stretch: 3,
        provenance: $0.provenance)
    }
    evidence.schemes = evidence.schemes.map {
      Scheme(
        id: $0.id, name: $0.name, setting: $0.setting, opens: $0.opens, isCommitted: true,
        steps: $0.steps, capital: $0.capital, provenance: $0.provenance)
    }
    return Made(try run(baselineScenario, evidence), baseline: nil)
  }

  private static func makeLocal() throws -> Made {
    var evidence = try SmallAuthority.evidence()
    let illustrative = Provenance(.illustrative, "test")
    evidence.authority.allocation = .lowestCost
    evidence.locality.evidence = [
      AreaEvidence(
        area: "north", need: nil, phase: nil, figure: .relativeRate(1.2),
        provenance: illustrative)
    ]
    let levers = [("a", 10, Money(pounds: 1_000_000)), ("b", 7, nil), ("c", -4, nil)].map {
      let scheme = Scheme(
        id: $0.0, name: $0.0, setting: "all-through", opens: AcademicYear(start: 2027),
        steps: [Scheme.Step(year: 0, ncys: -1...14, places: $0.1, provenance: illustrative)],
        capital: $0.2, provenance: illustrative)
      return Lever(change: .scheme(scheme), provenance: illustrative, summary: $0.0)
    }
    let scenario = Scenario(id: "three", name: "Three", question: "?", levers: levers)
    return Made(try run(scenario, evidence), baseline: try made().baseline)
  }
}

extension PlacesFixture.Made {
  init(_ run: ScenarioRun, baseline: ComparedSeries?) {
    let figures = PlaceFigures(run)
    let files = ScenarioFiles.files(
      run, places: figures, baseline: baseline, metadata: Fixture.metadata)
    let tables = files.filter { $0.path.hasSuffix(".csv") }.map { ($0.name, ReadTable($0.text)) }
    self.init(
      run: run, baseline: baseline, figures: figures, files: files,
      tables: Dictionary(uniqueKeysWithValues: tables))
  }
}

extension [String: String] {
  /// The number of a column; nil where it is empty.
  func figure(_ column: String) -> Double? { self[column].flatMap(Double.init) }

  func has(_ values: [String: String]) -> Bool { values.allSatisfy { self[$0.key] == $0.value } }
}
