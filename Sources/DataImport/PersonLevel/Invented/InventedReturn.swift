public import Vocabulary

/// A wholly invented person-level return whose margins are those of a scenario folder: the only person-level data there is to test with.
public struct InventedReturn: Sendable {
  /// Something stands in the way of inventing.
  public struct Refusal: Error, Sendable {
    /// What, and what to do.
    public let message: String
  }

  /// The texts of the nine tables by name.
  public let tables: [String: String]
  /// The same as a list with a row a plan.
  public let list: String
  /// The tables of the census a year before.
  public let previousTables: [String: String]
  /// The census a year before as a list.
  public let previousList: String
  /// An extract of a register with the invented schools.
  public let schools: String
  /// The planning areas of the invented postcodes, as a file; only a header where the folder has no areas.
  public let postcodes: String
  /// The plans put into the tables, by cell; the provision after the last is "not recorded".
  public let cube: [PlanCell: Int]
  /// What was made to happen between the two censuses.
  public let flows: [CensusFlows.Flow: Int]
  /// Requests and assessments that wait.
  public let waiting: Int
  /// Plans that name another provision than the one attended.
  public let wanting: Int
  /// What was invented, as files: plans by cell and flows.
  public let ledger: [(name: String, text: String)]
  /// The census day.
  public let census: CalendarDate
  /// The census day a year before.
  public let previousCensus: CalendarDate

  /// Invents a return.
  ///
  /// The tables by NCY × need and NCY × provision are met to the head where `plans` is the folder's number, and in proportion else;
  /// need × provision as near as whole heads allow. The same seed gives the same bytes.
  ///
  /// - Throws: `Refusal` where the folder lacks a table.
  public init(
    _ evidence: Evidence, plans: Int, seed: UInt64 = 1, version: SEN2Layout.Version = .version13
  ) throws {
    let codes = evidence.codes
    let year = evidence.authority.baseCensus
    guard
      let margins = MarginCube(evidence.local, census: year, codes: codes, plans: plans)
    else {
      throw Refusal(
        message: "the folder lacks plans of January \(year) by NCY, need and provision")
    }
    census = .census(year)
    let caseload = InventedCaseload(margins.cells, census: census, codes: codes, seed: seed)
    tables = InventedExport.tables(caseload.current, codes: codes, version: version)
    list = InventedExport.list(caseload.current, codes: codes)
    previousTables = InventedExport.tables(caseload.previous, codes: codes, version: version)
    previousList = InventedExport.list(caseload.previous, codes: codes)
    schools = InventedSchools.register(codes)
    postcodes = InventedPostcodes.areas(evidence.locality.areas.map(\.id))
    cube = margins.cells
    flows = caseload.flows
    waiting = caseload.current.waiting.count
    wanting = caseload.current.plans.count { $0.wanted != nil }
    previousCensus = caseload.previous.date
    ledger = [
      ("plans.csv", Self.plans(margins.cells, codes)),
      (
        "flows.csv",
        PersonLevelFolder.flows(caseload.flows, opening: year - 1, closing: year, codes)
      ),
    ]
  }

  private static func plans(_ cube: [PlanCell: Int], _ codes: CodeLists) -> String {
    var file = CSVLines("ncy,need,provision,plans")
    for (cell, plans) in cube.sorted(by: { $0.key < $1.key }) {
      file.add([
        "\(cell.ncy)", codes.needs[cell.need].code, codes.recordedCode(cell.provision),
        "\(plans)",
      ])
    }
    return file.text
  }
}
