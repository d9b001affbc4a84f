import Scenarios
import Vocabulary

/// Requests for an assessment, concluded assessments and new plans by calendar year, for the LSRP.
///
/// The words of the template's own table were not found in any source.
struct RequestTable {
  /// The title of the table.
  static let title = "Requests for an assessment, assessments and new plans"
  /// Thousandths of a child, so that a yield times whole plans keeps its rounding to the end.
  private static let parts = 1000

  let sides: ReturnSides
  let outlook: RequestOutlook

  init(_ sides: ReturnSides) {
    self.sides = sides
    outlook = RequestOutlook(sides.model)
  }

  func rows() -> [ReturnRow] {
    ReturnLabels.lsrpYears.flatMap { year in
      RequestOutlook.Measure.allCases.map { row($0, year) }
    }
  }

  private func row(_ measure: RequestOutlook.Measure, _ year: Int) -> ReturnRow {
    let basis = outlook.basis(measure, in: year)
    return sides.row(
      Self.title, "calendar year", Self.label(measure), String(year),
      sides.runs.compactMap { figure(basis, year, $0) }, source: ReturnLabels.own,
      note: note(basis, measure))
  }

  private func figure(
    _ basis: RequestOutlook.Basis, _ year: Int, _ run: ReturnDraws
  ) -> ReturnFigure? {
    let rate: Double
    switch basis {
    case .published(let value):
      return figure(Array(repeating: value, count: run.options.draws))
    case .derived(let perNewPlan): rate = perNewPlan
    case .projected: rate = 1
    case .notPublished, .noYield, .afterRun: return nil
    }
    return figure(run.newPlans(year - sides.model.baseCensus).map { Double($0) * rate })
  }

  private func figure(_ values: [Double]) -> ReturnFigure {
    let draws = values.map { Int64(($0 * Double(Self.parts)).rounded()) }
    let mean = AddingUp.whole(draws.reduce(0, +), of: Self.parts * draws.count)
    return ReturnFigure(draws, parts: Self.parts, adding: mean)
  }

  /// The words of a row.
  static func label(_ measure: RequestOutlook.Measure) -> String {
    switch measure {
    case .requests: "Requests for an assessment"
    case .assessments: "Assessments concluded"
    case .newPlans: "New plans"
    }
  }

  private func note(_ basis: RequestOutlook.Basis, _ measure: RequestOutlook.Measure) -> String {
    switch basis {
    case .published: "published: evidence/flows_by_year.csv"
    case .derived(let rate):
      "derived: new plans of the run x \(Self.decimals(rate)), see the assumptions"
    case .projected: "new plans of the run"
    case .notPublished:
      "absent: before the base census, and evidence/flows_by_year.csv has no row \(measure.rawValue)"
    case .noYield:
      "absent: requests and new plans are published of too few years (flows_by_year.csv, PR-060)"
    case .afterRun: "after the last year of the run: run with more --years"
    }
  }

  /// Three decimals.
  static func decimals(_ value: Double) -> String {
    Digits.fixed(Int((value * 1000).rounded()), decimals: 3)
  }

  /// What the table rests on.
  var assumptions: [ReturnAssumptions.Line] {
    typealias Line = ReturnAssumptions.Line
    let subject = "requests and assessments"
    let table = [
      Line(
        subject, Self.title, "the table's title and rows are this tool's; calendar years",
        "No source has the words of the template's table"),
      Line(
        subject, "mitigated", "the yields of the baseline, times the scenario's new plans",
        "Levers change new plans, not how many requests lead to one"),
    ]
    guard let yield = outlook.yield, let error = outlook.yieldError,
      !outlook.requestsPerAssessment.isEmpty
    else {
      return table + [
        Line(
          subject, "yields", "none: the rows are absent",
          "evidence/flows_by_year.csv has requests and new plans of too few years (PR-060)")
      ]
    }
    let years = outlook.requestsPerAssessment.enumerated().map { ahead, ratio in
      Line(
        subject, "requests a concluded assessment, \(sides.model.baseCensus + ahead)",
        Self.decimals(ratio), .derived,
        "evidence/flows_by_year.csv: requests over assessments as the request pipeline expects them, children in process included"
      )
    }
    return table + [
      Line(
        subject, "plans a concluded assessment",
        "\(Self.decimals(yield)), standard error \(Self.decimals(error)), which the rows leave out",
        .derived,
        "pipeline_yield of the run: new plans over assessments of evidence/flows_by_year.csv, shrunk to England's"
      )
    ] + years.filter { line in ReturnLabels.lsrpYears.contains { line.item.hasSuffix("\($0)") } }
  }
}
