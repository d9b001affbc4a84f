/// A kind of file of DfE's release, as `release_kinds.csv` describes it.
struct ReleaseKind: Hashable, Sendable {
  /// What the period of a row is.
  enum Clock: String, Sendable {
    /// An academic year, whose January is the census: 202425 is January 2025.
    case academic
    /// A calendar year of flows.
    case calendar
    /// The year of a January census, though DfE calls it a calendar year.
    case january
  }

  /// What a row is about.
  enum Role: Hashable, Sendable { case total, age, placement }

  /// The position in the table of kinds.
  let index: Int
  /// The name in the tables of layouts.
  let name: String
  /// What sources call the table.
  let table: String
  /// Which columns of `release_columns.csv` it has.
  let family: String
  let clock: Clock
  /// Columns, in lower case, that tell it from other kinds.
  let signature: [String]
  /// The column of the total.
  let total: String
  /// Topics by what their rows are about, folded; that of a file without topics is its label.
  let roles: [String: Role]

  /// True where the columns that count are parts of the total.
  var hasParts: Bool { family != "measure" && family != "none" }

  static func == (left: Self, right: Self) -> Bool { left.index == right.index }
  func hash(into hasher: inout Hasher) { hasher.combine(index) }
}

/// What a row of a release breaks the plans down by.
enum Breakdown: Hashable, Sendable {
  case total
  /// National curriculum years or ages, as the kind has them.
  case span(from: Int, to: Int)
  case unknownAge
  /// A label of a placement.
  case placement(String)
}

/// How releases are laid out: the tables in `Tables/`, read once.
struct ReleaseLayout: Sendable {
  /// A column with a figure, and what it counts.
  struct Column: Sendable {
    let name: String
    /// A code of the family; nil for a total that is known and not used.
    let code: String?
    /// The column is not used where one of these is there: it would count the same plans again.
    let unless: [String]
    /// The column that it and its neighbours add to; nil where there is none that they always add to.
    let subtotal: String?
    /// True for a column that DfE did not collect in every year.
    let isOfSomeYears: Bool
  }

  /// A measure of `flows_by_year.csv`.
  struct Measure: Sendable {
    let name: String
    let kind: String
    /// A code of the kind's family, or `total`.
    let column: String
    let table: String
  }

  let kinds: [ReleaseKind]
  let columns: [String: [Column]]
  let measures: [Measure]
  /// Breakdowns by kind and folded label.
  let ages: [String: [String: Breakdown]]
  /// Provisions by folded label; nil for a total of others.
  let placements: [String: String]
  /// England's plans and its number of authorities by January.
  let england: [Int: (plans: Int, authorities: Int)]

  static let published = ReleaseLayout()

  private init() {
    kinds = EmbeddedTable(PackageResources.release_kinds_csv).rows.enumerated().compactMap {
      ReleaseKind($1, index: $0)
    }
    columns = Dictionary(
      grouping: EmbeddedTable(PackageResources.release_columns_csv).rows, by: { $0["family"] }
    ).mapValues { rows in
      rows.map {
        Column(
          name: $0["column"], code: $0["code"].isEmpty ? nil : $0["code"],
          unless: $0.list("unless"), subtotal: $0["subtotal"].isEmpty ? nil : $0["subtotal"],
          isOfSomeYears: $0["some_years"] == "yes")
      }
    }
    measures = EmbeddedTable(PackageResources.release_measures_csv).rows.map {
      Measure(name: $0["measure"], kind: $0["kind"], column: $0["column"], table: $0["table"])
    }
    var ages: [String: [String: Breakdown]] = [:]
    for row in EmbeddedTable(PackageResources.release_ages_csv).rows {
      let span = Int(row["from"]).flatMap { from in
        Int(row["to"]).map { Breakdown.span(from: from, to: $0) }
      }
      ages[row["kind"], default: [:]][Self.folded(row["label"])] = span ?? .unknownAge
    }
    self.ages = ages
    placements = EmbeddedTable(PackageResources.release_placements_csv).rows.reduce(into: [:]) {
      $0[Self.folded($1["label"])] = $1["provision"]
    }
    england = EmbeddedTable(PackageResources.release_totals_csv).rows.reduce(into: [:]) {
      guard let year = Int($1["january"]), let plans = Int($1["england"]),
        let authorities = Int($1["authorities"])
      else { return }
      $0[year] = (plans, authorities)
    }
  }

  /// A label without case, apostrophes and double spaces; "aged 10" is "age 10".
  static func folded(_ label: String) -> String {
    let plain = label.lowercased().filter { $0 != "'" && $0 != "\u{2019}" }
    let words = plain.split(whereSeparator: \.isWhitespace)
    return words.map { $0 == "aged" ? "age" : String($0) }.joined(separator: " ")
  }
}

extension ReleaseKind {
  fileprivate init?(_ row: EmbeddedTable.Row, index: Int) {
    guard let clock = Clock(rawValue: row["clock"]) else { return nil }
    var roles: [String: Role] = [:]
    for (column, role) in [
      ("total_topics", Role.total), ("age_topics", .age), ("placement_topics", .placement),
    ] {
      for topic in row.list(column) { roles[ReleaseLayout.folded(topic)] = role }
    }
    self.init(
      index: index, name: row["kind"], table: row["table"], family: row["family"], clock: clock,
      signature: row.list("signature"), total: row["total"], roles: roles)
  }
}
