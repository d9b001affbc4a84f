import DataImport
public import Vocabulary

/// A complete, small and wholly invented authority, in the format of a scenario folder.
///
/// About 300 plans, two special schools and a base. England is the same shape a hundred times larger. All
/// figures are sums of whole-number cubes, so every margin agrees.
public enum SmallAuthority {
  /// What every row says of its source.
  public static let source = "illustrative: invented for tests"
  /// The January census the runs start from.
  public static let baseCensus = 2025
  /// The provisions' and needs' lists: the default ones.
  public static let codes = CodeLists()

  /// Every file by its path below the folder.
  public static func files() -> [String: String] { allFiles }

  private static let allFiles: [String: String] = {
    var files = [
      "authority.yaml": authorityFile, "baseline.yaml": baselineFile,
      "earlier-support.yaml": earlierSupportFile,
    ]
    for table in planTables() + flowTables() + [population()] + placeTables() + moneyTables() {
      files["evidence/\(table.name).csv"] = table.text
    }
    return files
  }()

  /// Writes the folder.
  public static func write(to folder: TemporaryFolder) throws {
    for (path, text) in files() { try folder.write(text, to: path) }
  }

  /// What reading the folder gives, without a disk.
  public static func evidence() throws -> Evidence {
    let contents = FolderContents(files: files().mapValues { Array($0.utf8) })
    let (evidence, findings) = EvidenceReader.read(contents: contents)
    guard let evidence else { throw Refused(findings: findings) }
    return evidence
  }

  /// The small authority was refused, which is a fault of the tests.
  public struct Refused: Error, CustomStringConvertible {
    /// Why.
    public let findings: [Finding]

    /// One finding a line.
    public var description: String { findings.map(\.message).joined(separator: "\n") }
  }

  private static let authorityFile = """
    name: Smallshire
    dfe_code: "999"
    ons_code: E10099999
    base_census: 2025
    horizon: 10
    first_financial_year: 2025-26
    population_variant: principal

    """

  private static let baselineFile = """
    name: Baseline
    question: What if nothing changes but what is already happening?
    levers: []

    """

  private static let earlierSupportFile = """
    name: Earlier support
    question: What if support came earlier, so that fewer new plans were needed in primary years?
    levers:
      - lever: new_plan_rate
        multiply: 0.85
        ncy: [0, 6]
        starts: 2027
        ramp_years: 2
        status: illustrative
        source: "illustrative: invented for tests"

    """
}

/// A CSV file being written.
struct SmallTable {
  let name: String
  private(set) var text: String

  /// Starts a file with its columns, `source` apart.
  init(_ name: String, _ columns: String) {
    self.name = name
    text = "\(columns),source\n"
  }

  /// Adds a row, its source last.
  mutating func add(_ cells: Any...) {
    text += cells.map { "\($0)" }.joined(separator: ",") + ",\(SmallAuthority.source)\n"
  }
}
