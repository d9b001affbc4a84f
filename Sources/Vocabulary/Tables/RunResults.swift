/// A table of a run's results as its file holds it: texts by column, under the names of the data dictionary.
public struct ResultTable: Sendable, Hashable {
  /// The names of the columns.
  public let columns: [String]
  /// The cells of every row, as many as there are columns.
  public let rows: [[String]]

  /// Holds a table.
  public init(columns: [String], rows: [[String]]) {
    self.columns = columns
    self.rows = rows
  }

  /// The position of a column; nil where the table does not have it.
  public func position(_ column: String) -> Int? { columns.firstIndex(of: column) }

  /// The rows whose cells are as given; none where a column is not there.
  public func rows(_ cells: KeyValuePairs<String, String>) -> [[String]] {
    let wanted = cells.map { (position($0.key), $0.value) }
    return rows.filter { row in
      wanted.allSatisfy { position, value in position.map { row[$0] == value } ?? false }
    }
  }

  /// The different texts of a column, in the order in which they first stand there.
  public func texts(_ column: String) -> [String] {
    guard let position = position(column) else { return [] }
    var seen: Set<String> = []
    return rows.map { $0[position] }.filter { seen.insert($0).inserted }
  }
}

/// The results of one scenario.
public struct ScenarioResults: Sendable {
  /// The name of its folder; `baseline` for the one in which nothing else is done.
  public let id: String
  /// Its name in words.
  public let name: String
  /// The question it answers.
  public let question: String
  /// The tables that were read, by file name.
  public let tables: [String: ResultTable]

  /// Collects results.
  public init(id: String, name: String, question: String, tables: [String: ResultTable]) {
    self.id = id
    self.name = name
    self.question = question
    self.tables = tables
  }

  /// A table; one without rows where it was not written or not read.
  public subscript(_ file: String) -> ResultTable {
    tables[file] ?? ResultTable(columns: [], rows: [])
  }
}

/// The results of a run as they were written: what reports, workbooks and pages are made of.
public struct RunResults: Sendable {
  /// How the run was made.
  public struct Record: Sendable, Hashable {
    /// The version of the tool.
    public let version: String
    /// The random seed.
    public let seed: UInt64
    /// The number of draws.
    public let draws: Int
    /// The years projected.
    public let years: Int
    /// The January census the run starts from.
    public let baseCensus: Int
    /// When it finished, ISO 8601.
    public let finished: String
    /// Every input file with its hash.
    public let inputs: [InputFile]
    /// How places were given out; nil where an older version did not record it.
    public let allocation: AllocationMethod?

    /// Describes a run.
    public init(
      version: String, seed: UInt64, draws: Int, years: Int, baseCensus: Int, finished: String,
      inputs: [InputFile], allocation: AllocationMethod? = nil
    ) {
      self.version = version
      self.seed = seed
      self.draws = draws
      self.years = years
      self.baseCensus = baseCensus
      self.finished = finished
      self.inputs = inputs
      self.allocation = allocation
    }
  }

  /// The authority's name.
  public let authority: String
  /// DfE's three-digit code of it.
  public let dfeCode: String
  /// How it was made.
  public let record: Record
  /// The scenarios, the baseline first.
  public let scenarios: [ScenarioResults]
  /// Each scenario less the baseline.
  public let comparison: ResultTable

  /// Collects results.
  public init(
    authority: String, dfeCode: String, record: Record, scenarios: [ScenarioResults],
    comparison: ResultTable
  ) {
    self.authority = authority
    self.dfeCode = dfeCode
    self.record = record
    self.scenarios = scenarios
    self.comparison = comparison
  }

  /// The scenario of an id; nil where the run does not have it.
  public func scenario(_ id: String) -> ScenarioResults? { scenarios.first { $0.id == id } }
}

extension RunResults.Record {
  /// The paths of inputs that are not as the run read them: changed, new or gone; in order.
  public func changed(in now: [InputFile]) -> [String] {
    let present = Dictionary(
      now.map { ($0.path, $0.hash) }, uniquingKeysWith: { first, _ in first })
    let read = Dictionary(
      inputs.map { ($0.path, $0.hash) }, uniquingKeysWith: { first, _ in first })
    return Set(present.keys).union(read.keys).filter { present[$0] != read[$0] }.sorted()
  }
}
