import Scenarios
import Vocabulary

/// `<kind>-assumptions.csv`: the conventions a return was filled by, and where the mapping is ambiguous.
struct ReturnAssumptions {
  struct Line {
    let subject: String
    let item: String
    let text: String
    let status: Provenance.Status
    let source: String

    init(
      _ subject: String, _ item: String, _ text: String, _ status: Provenance.Status,
      _ source: String
    ) {
      self.subject = subject
      self.item = item
      self.text = text
      self.status = status
      self.source = source
    }

    init(_ subject: String, _ item: String, _ text: String, _ source: String) {
      self.init(subject, item, text, .assumption, source)
    }
  }

  let sides: ReturnSides

  private var request: ReturnRequest { sides.request }

  func table() -> CSVText {
    var table = CSVText(.returnAssumptions(request.kind))
    for line in run + conventions + own + mapping {
      table.add([line.subject, line.item, line.text, line.status.rawValue, line.source])
    }
    return table
  }

  private var run: [Line] {
    let (model, options) = (sides.model, sides.runs[0].options)
    let names = ["unmitigated", "mitigated"]
    let scenarios = zip(names, sides.runs).map { name, run in
      Line(
        "run", name,
        "\(run.model.scenario.id): \(run.model.scenario.name)", .estimated, "this run")
    }
    return [
      Line(
        "run", "draws",
        "\(options.draws) draws, seed \(options.seed), from the January \(model.baseCensus) census",
        .estimated, "this run")
    ] + scenarios + mitigations
  }

  private var conventions: [Line] {
    [
      Line(
        "banding basis", request.kind.rawValue, request.basisText,
        "Which age a template wants is to be confirmed by the authority; the other basis puts the same child elsewhere"
      ),
      Line(
        "rounding", "median",
        "the median of the draws, rounded: rows do not add to their total",
        "A sum of medians is not the median of the sum"),
      Line(
        "rounding", "adding",
        "means of the draws, rounded by largest remainders: rows add to their total",
        "Take one kind of column or the other, never both"),
      Line(
        "labels", request.kind.rawValue, "row labels were not read in a template of DfE's",
        "Compare them with the authority's own template: --check-labels"),
    ]
  }

  private var own: [Line] {
    switch request.kind {
    case .dsgPlan: dsgPlan
    case .lsrp: lsrp
    case .scap: scap
    case .s251: section251
    }
  }

  private var dsgPlan: [Line] {
    [
      Line(
        "cost", "total_cost", "the account's total in pounds, cash, by financial year",
        "Gross; the rows of a financial year are not those of a January")
    ]
  }

  private var lsrp: [Line] {
    let reason =
      sides.runs[0].hasTopUps
      ? "their age is known at 31 August only" : "the folder has no topup_without_plan.csv"
    return [
      Line(
        "top-up without a plan", "table 5.1",
        LSRPReturn.addsTopUps(sides)
          ? "added: the rows are plans and children with top-up without a plan"
          : "not added: \(reason)",
        "The section counts all children with a plan or receiving top-ups; the other tables count plans"
      ),
      Line(
        "tables", "7.3 to 7.7", "titles and numbers are this tool's",
        "A source lists the provisions of these tables without their titles"),
      Line(
        "tables", "7.1 to 7.7",
        "a child is in one of them or in none (home, other arrangements, not in education)",
        "crosswalk.csv, column lsrp_need_table"),
      Line(
        "years", "2025 to 2029", "January of the year; years outside the run are left blank",
        "The run starts from January \(sides.model.baseCensus) and ends with January \(sides.model.baseCensus + sides.model.years)"
      ),
    ] + RequestTable(sides).assumptions
  }

  private var scap: [Line] {
    [
      Line(
        "demand", "require a specialist place",
        "children who attend the provision, but for those who wait for another or settled there for want of another, who are counted at the one wanted",
        "Before capacity; every child counts once, so that an independent school's pupils who wanted a special school are demand for special schools"
      ),
      Line(
        "demand", "resident", "children whose plan the authority maintains, wherever the school is",
        "Residents with another authority's plan are not in the run"),
      Line(
        "horizon", "primary", "\(request.primaryYears) forecast years",
        "To be confirmed by the authority: --primary-years"),
      Line(
        "horizon", "secondary", "\(request.secondaryYears) forecast years",
        "To be confirmed by the authority: --secondary-years"),
      Line(
        "planning areas", request.tables.areas.map(\.code).joined(separator: " "),
        "codes of the eight planning areas",
        "Read them from the authority's own template and write evidence/scap_codes.csv where they differ"
      ),
    ]
  }

  /// Rows of the mapping that are not simply a name found again.
  private var mapping: [Line] {
    let tables = request.tables
    guard request.kind != .s251 else { return linesOfAccount }
    let states = tables.states.filter { Self.isJudged($0.provenance) }.map {
      Line(
        "crosswalk", "\($0.provision), NCY \($0.ncys.lowerBound) to \($0.ncys.upperBound)",
        target($0), $0.provenance.status, $0.provenance.source)
    }
    let needs =
      request.kind == .scap
      ? []
      : tables.needs.filter { Self.isJudged($0.provenance) }.map {
        Line(
          "crosswalk", $0.need, ReturnLabels.needs[$0.row], $0.provenance.status,
          $0.provenance.source)
      }
    return states + needs
  }

  static func isJudged(_ provenance: Provenance) -> Bool {
    provenance.status == .assumption || provenance.status == .illustrative
  }

  private func target(_ row: CrosswalkRow) -> String {
    switch request.kind {
    case .dsgPlan: ReturnLabels.dsgSheets[row.dsgSheet]
    case .lsrp:
      ReturnLabels.lsrpProvisions[row.lsrpRow] + "; "
        + (row.lsrpTable.map { "table " + ReturnLabels.lsrpNeedTables[$0].number }
          ?? "no table by need")
    default: row.scap.map(\.rawValue) ?? "not asked for"
    }
  }
}
