import Vocabulary

/// The tables and columns of the person-level SEN2 return, as `sen2_layout.csv` lists them.
///
/// Source: the CSV exports of the return ("Blade"), as MastodonC's witan.sen2 describes them up to version 1.3.
public enum SEN2Layout {
  /// The versions that differ in their columns; 1.1 stands for everything before 1.2.
  public enum Version: String, CaseIterable, Sendable, Comparable {
    /// Before 1.2: the collections of 2023.
    case before12 = "1.1"
    /// The collection of 2024.
    case version12 = "1.2"
    /// The collection of 2025 and after.
    case version13 = "1.3"

    /// Older versions are less.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// The nine tables, parents before children, and a list with a row a plan.
  enum Table: String, CaseIterable, Sendable {
    case sen2, person, requests, assessment
    case namedPlan = "named-plan"
    case planDetail = "plan-detail"
    case activePlans = "active-plans"
    case placementDetail = "placement-detail"
    case senNeed = "sen-need"
    case flat

    /// The tables of the return.
    static let ofReturn = allCases.filter { $0 != .flat }

    /// The end of the name of the table's file, in small letters and without hyphens and underscores.
    var fileEnding: String { rawValue.filter { $0 != "-" } + ".csv" }
  }

  /// What a column is for.
  enum Role: String {
    /// The row's own id.
    case key
    /// The id of the row it belongs to.
    case parent
    /// Read to derive year, link and place; never kept.
    case personal
    /// Read.
    case read
    /// Known and not read.
    case other
  }

  struct Column: Sendable {
    let table: Table
    let name: String
    let from: Version?
    let before: Version?
    let role: Role
    let isNeeded: Bool

    /// True where the version has the column.
    func isPart(of version: Version) -> Bool {
      (from.map { $0 <= version } ?? true) && (before.map { version < $0 } ?? true)
    }
  }

  static let columns: [Column] = EmbeddedTable(PackageResources.sen2_layout_csv).rows.compactMap {
    guard let table = Table(rawValue: $0["table"]), let role = Role(rawValue: $0["role"]) else {
      return nil
    }
    return Column(
      table: table, name: $0["column"], from: Version(rawValue: $0["from"]),
      before: Version(rawValue: $0["before"]),
      role: role, isNeeded: $0["needed"] == "yes")
  }

  static func columns(of table: Table) -> [Column] { byTable[table] ?? [] }

  private static let byTable = Dictionary(grouping: columns, by: \.table)
}
