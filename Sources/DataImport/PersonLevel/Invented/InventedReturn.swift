public import Vocabulary

/// An invented caseload as a person-level return: the only person-level data there is to test with.
public struct InventedReturn: Sendable {
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
  /// The planning areas of the invented postcodes, as a file; only a header where there are no areas.
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

  /// Writes a caseload as returns, and what a right import counts of them.
  ///
  /// - Parameters:
  ///   - caseload: people who are nobody.
  ///   - codes: the code lists of its positions.
  ///   - areas: the planning areas among which the invented postcodes are shared out.
  ///   - version: the version of the return.
  public init(
    _ caseload: InventedCaseload, codes: CodeLists, areas: [String] = [],
    version: SEN2Layout.Version = .version13
  ) {
    (census, previousCensus) = (caseload.current.date, caseload.previous.date)
    tables = InventedExport.tables(caseload.current, codes: codes, version: version)
    list = InventedExport.list(caseload.current, codes: codes)
    previousTables = InventedExport.tables(caseload.previous, codes: codes, version: version)
    previousList = InventedExport.list(caseload.previous, codes: codes)
    schools = InventedSchools.register(codes)
    postcodes = InventedPostcodes.areas(areas)
    waiting = caseload.current.waiting.count
    wanting = caseload.current.plans.count { $0.wanted != nil }
    let known = InventedLedger(caseload)
    (cube, flows) = (known.cube, known.flows)
    let flowLines = PersonLevelFolder.flows(
      flows, opening: previousCensus.year, closing: census.year, codes)
    ledger = [("plans.csv", known.plans(codes)), ("flows.csv", flowLines)]
  }
}
