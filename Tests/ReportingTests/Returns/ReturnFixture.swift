import TestSupport
import Vocabulary

@testable import Reporting
@testable import Scenarios

/// Returns of two scenarios of the small authority, each made once.
enum ReturnFixture {
  static let draws = 25
  static let years = 3

  struct Made: Sendable {
    let runs: [ScenarioRun]
    let table: ReadTable
    let assumptions: ReadTable
  }

  private static let models = Result {
    let evidence = try SmallAuthority.evidence()
    let names = ["baseline.yaml", "earlier-support.yaml"]
    let yaml = SmallAuthority.files().filter { names.contains($0.key) }
    let (scenarios, _) = ScenarioReader.read(
      yaml.map { (name: $0.key, text: $0.value) }, evidence: evidence)
    return try scenarios.map { try ScenarioModel($0, evidence: evidence, years: years) }
  }

  static func request(_ kind: ReturnKind, _ basis: AgeBasis = .august) throws -> ReturnRequest {
    ReturnRequest(kind, tables: try ReturnMapping.tables(), basis: basis)
  }

  static func make(_ kind: ReturnKind, _ basis: AgeBasis = .august) throws -> Made {
    let request = try request(kind, basis)
    let runs = try models.get().map { model in
      ScenarioRun(
        model, options: RunOptions(draws: draws, years: years),
        counting: ReturnFiles.groups(request, space: model.space))
    }
    let files = ReturnFiles.files(
      request, unmitigated: ReturnDraws(runs[0]), mitigated: ReturnDraws(runs[1]))
    return Made(runs: runs, table: ReadTable(files[0].text), assumptions: ReadTable(files[1].text))
  }

  static func dsgPlan() throws -> Made { try dsgPlanResult.get() }
  static func lsrp() throws -> Made { try lsrpResult.get() }
  static func inYear() throws -> Made { try inYearResult.get() }
  static func scap() throws -> Made { try scapResult.get() }
  static func s251() throws -> Made { try s251Result.get() }

  private static let dsgPlanResult = Result { try make(.dsgPlan) }
  private static let lsrpResult = Result { try make(.lsrp) }
  private static let inYearResult = Result { try make(.lsrp, .inYear) }
  private static let scapResult = Result { try make(.scap) }
  private static let s251Result = Result { try make(.s251) }
}

extension ReturnFixture.Made {
  /// The rows that have some values.
  func rows(_ values: [String: String]) -> [[String: String]] {
    table.rows.filter { $0.has(values) }
  }

  /// The mean of all plans of a run at a census, rounded.
  func plans(_ run: Int, census: Int) -> Int {
    let store = runs[run].store
    let draws = store.heads(
      store.layout.plans(census, SeriesLayout.bands - 1, store.layout.space.needs))
    return Money.divided(Int(draws.reduce(0, +)), by: draws.count)
  }
}

extension [[String: String]] {
  func sum(_ column: String) -> Int {
    reduce(0) { $0 + (Int($1[column] ?? "") ?? 0) }
  }
}
