import Vocabulary

/// Where the columns of a file stand.
struct ReleaseColumns {
  /// The names, in lower case.
  private(set) var names: [String] = []
  private(set) var period = -1
  private(set) var identifier = -1
  private(set) var level = -1
  private(set) var oldCode = -1
  private(set) var newCode = -1
  private(set) var name = -1
  private(set) var region = -1
  private(set) var topic = -1
  private(set) var label = -1
  private(set) var total = -1
  /// The columns that count; several may count the same.
  private(set) var counted: [Leaf] = []
  /// The columns of subtotals that columns that count add to.
  private(set) var subtotals: [Int] = []
  /// The number of codes.
  private(set) var codes = 0
  /// Columns without which no row can be placed.
  private(set) var missing: [String] = []
  /// Columns that may hold figures and are not known.
  private(set) var unknown: [String] = []
  private(set) var hasTopics = true

  /// A column that counts.
  struct Leaf {
    let column: Int
    /// The position of its code.
    let code: Int
    /// The position in `subtotals`; nil where it is part of none that the file has.
    let group: Int?
    /// True where DfE did not collect it in every year.
    let isOfSomeYears: Bool
  }

  /// How many cells of a row say whether it is of use.
  var reach: Int { max(level, topic, identifier) + 1 }

  var labelName: String { names.indices.contains(label) ? names[label] : "breakdown" }

  init() {}

  init(names: [String], kind: ReleaseKind, layout: ReleaseLayout) {
    self.names = names
    place(kind)
    let known = layout.columns[kind.family] ?? []
    let all = layout.codes(kind.family)
    codes = all.count
    for column in known {
      guard let position = names.firstIndex(of: column.name), let code = column.code,
        let index = all.firstIndex(of: code), !column.unless.contains(where: names.contains)
      else { continue }
      counted.append(
        Leaf(
          column: position, code: index, group: group(column.subtotal),
          isOfSomeYears: column.isOfSomeYears))
    }
    guard kind.family != "measure", kind.family != "none" else { return }
    let expected = Set(known.map(\.name) + Self.frame + [kind.total])
    unknown = names.filter { !expected.contains($0) && !Self.isPercentage($0) }
  }

  /// The names of the columns that are added up, by code.
  func columnsByCode(_ all: [String]) -> [String: [String]] {
    Dictionary(grouping: counted) { all[$0.code] }.mapValues { $0.map { names[$0.column] } }
  }

  private mutating func group(_ subtotal: String?) -> Int? {
    guard let position = subtotal.flatMap({ names.firstIndex(of: $0) }) else { return nil }
    if let known = subtotals.firstIndex(of: position) { return known }
    subtotals.append(position)
    return subtotals.count - 1
  }

  private mutating func place(_ kind: ReleaseKind) {
    func column(_ name: String) -> Int { names.firstIndex(of: name) ?? -1 }
    period = column("time_period")
    identifier = column("time_identifier")
    level = column("geographic_level")
    oldCode = column("old_la_code")
    newCode = column("new_la_code")
    name = column("la_name")
    region = column("region_code")
    hasTopics = column("breakdown_topic") >= 0
    label = hasTopics ? column("breakdown") : column("characteristic_age")
    topic = hasTopics ? column("breakdown_topic") : label
    total = column(kind.total)
    let needed = [
      "time_period", "time_identifier", "geographic_level", "old_la_code", "new_la_code",
      "la_name", hasTopics ? "breakdown" : "characteristic_age", kind.total,
    ]
    missing = needed.filter { column($0) < 0 }
  }

  private static let frame = [
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name",
    "region_code", "region_name", "new_la_code", "old_la_code", "la_name", "breakdown_topic",
    "breakdown",
  ]

  private static func isPercentage(_ name: String) -> Bool {
    name.hasSuffix("_pc") || name.hasPrefix("pc_")
  }
}

/// Faults of the rows of a long file, each kind and text once: its first row, and how many rows have it.
struct ReleaseRowFaults {
  private struct Kind: Hashable {
    let fault: Fault
    let column: String
    let text: String
  }

  private var rows: [Kind: (first: Int, count: Int)] = [:]
  /// The first row that has a fault of one more kind than are kept.
  private var overflow: Int?

  mutating func add(_ fault: Fault, _ record: Int, _ column: String, _ text: String) {
    let kind = Kind(fault: fault, column: column, text: text)
    guard rows[kind] != nil || rows.count < RecordChecks.mostFaults else {
      overflow = overflow ?? record
      return
    }
    rows[kind, default: (record, 0)].count += 1
  }

  /// The findings by row.
  func findings(file: String) -> [Finding] {
    rows.sorted {
      ($0.value.first, $0.key.column, $0.key.text) < ($1.value.first, $1.key.column, $1.key.text)
    }
    .map { kind, rows in
      let (expected, remedy) = Self.advice(kind.fault)
      return Finding(
        kind.fault,
        at: .init(file, row: rows.first, column: kind.column.isEmpty ? nil : kind.column),
        seen: kind.text + (rows.count > 1 ? " in \(rows.count) rows" : ""),
        expected: expected, remedy: remedy)
    } + (overflow.map { [.tooManyFaults(in: file, row: $0)] } ?? [])
  }

  private static func advice(_ fault: Fault) -> (expected: String, remedy: String) {
    switch fault {
    case .releaseYearMalformed:
      ("a year such as 2024, 202425 or 2024/25", "Use the file as DfE published it.")
    case .releaseLabelUnknown:
      ("a label that the tool knows", "Nothing to mend where no sum is said to be short.")
    case .notANumber:
      ("a whole number, or x, z or c where there is none", "Use the file as DfE published it.")
    case .releasePartMissing:
      ("a figure, or a total that its parts add to without it", "Use a release that has it.")
    case .releasePartDerived: ("a figure", "")
    case .duplicatedColumn: ("each column once", "Delete or rename one of the two.")
    case .missingColumn: ("a column without which rows cannot be placed", "Download it again.")
    default: ("a row as the header has it", "Use the file as DfE published it.")
    }
  }
}
