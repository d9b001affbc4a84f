public import Vocabulary

/// A complete, small and wholly invented authority, in the format of a scenario folder: what `init` writes, and what tests read.
///
/// About 300 plans, two special schools and a base. England is the same shape a hundred times larger. All
/// figures are sums of whole-number cubes, so every margin agrees.
public enum InventedAuthority {
  /// What every row says of its source.
  public static let source = "illustrative: invented; replace it"
  /// The January census the runs start from.
  public static let baseCensus = 2025
  /// The provisions' and needs' lists: the default ones.
  public static let codes = CodeLists()

  /// Every file by its path below the folder.
  ///
  /// - Parameter dfeCode: DfE's three-digit code to write into `authority.yaml`.
  public static func files(dfeCode: String) -> [String: String] {
    var files = tables
    files["authority.yaml"] = authorityFile(dfeCode)
    files["baseline.yaml"] = baselineFile
    files["earlier-support.yaml"] = earlierSupportFile
    return files
  }

  private static let tables: [String: String] = {
    var files: [String: String] = [:]
    let tables =
      planTables() + flowTables() + [population()] + placeTables() + localityTables()
      + moneyTables()
    for table in tables {
      files["evidence/\(table.name).csv"] = table.text
    }
    return files
  }()

  private static func authorityFile(_ dfeCode: String) -> String {
    """
    # yaml-language-server: $schema=schemas/authority.schema.json
    # The authority and the frame of its runs. Every figure in evidence/ is invented: replace it file by file.
    name: Smallshire             # the authority's name, as it is to be printed
    dfe_code: "\(dfeCode)"              # DfE's three-digit code, in quotes
    ons_code: E10099999          # the nine-character code of the Office for National Statistics
    base_census: 2025            # the January SEN2 census the runs start from; evidence has this one and the one before
    horizon: 10                  # years to project, unless the command says otherwise
    first_financial_year: 2025-26  # the first year that is costed; evidence/income.csv gives its opening_balance
    population_variant: principal  # a variant of evidence/population.csv
    # allocation: fill-order     # how places are given out; lowest-cost is a comparator for officers only
    # fill_order: [waiting_list, phase_transfer, need_match, distance]  # what goes before what; a modelling assumption

    """
  }

  private static let baselineFile = """
    # yaml-language-server: $schema=schemas/scenario.schema.json
    # The scenario in which nothing is done. Every folder has it; the others are compared with it.
    name: Baseline
    question: What if nothing changes but what is already happening?
    levers: []

    """

  private static let earlierSupportFile = """
    # yaml-language-server: $schema=schemas/scenario.schema.json
    # A scenario changes the baseline by dated levers; scenarios/README.md lists them all.
    name: Earlier support
    question: What if support came earlier, so that fewer families needed to ask for an assessment?
    levers:
      - lever: new_plan_rate
        multiply: 0.85             # 15 % fewer new plans
        ncy: [0, 6]                # Reception to Year 6
        starts: 2027               # shows in the census of January 2027
        ramp_years: 2              # in full two censuses later
        status: illustrative
        source: "illustrative: invented; replace it"

    """
}

/// A CSV file being written.
struct InventedTable {
  let name: String
  private(set) var text: String

  /// Starts a file with its columns, `source` apart.
  init(_ name: String, _ columns: String) {
    self.name = name
    text = "\(columns),source\n"
  }

  /// Adds a row, its source last.
  mutating func add(_ cells: Any...) {
    text += cells.map { "\($0)" }.joined(separator: ",") + ",\(InventedAuthority.source)\n"
  }
}
