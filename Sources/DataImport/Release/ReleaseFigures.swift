import Vocabulary

/// What a release says, by authority: no file, column or label of DfE's is left in it but the labels of placements.
public struct ReleaseFigures: Sendable {
  /// Which figures of an area a row has.
  struct Key: Hashable, Sendable {
    let kind: ReleaseKind
    let year: Int
    let breakdown: Breakdown
  }

  /// The figures of a row; nil for one that is not published.
  struct Row: Sendable, Equatable {
    var total: Int?
    /// By the codes of the kind, in their order.
    var figures: [Int?]
    /// The reporting year of the release.
    var release: Int
    /// What was done with the total, if anything; sources say it.
    var remark = ""
    /// True where a part of the total is not published, so that a figure is missing that is not 0.
    var lacks = false
    /// What was done to get a figure that is not published, by the position of its code; sources say it.
    var derived: [Int: String] = [:]

    func isSame(as other: Row) -> Bool { total == other.total && figures == other.figures }
    /// True where nothing is published.
    var isEmpty: Bool { total == nil && figures.allSatisfy { $0 == nil } }
  }

  /// An authority, a region, or England.
  struct Area: Sendable {
    /// DfE's code; empty for England.
    var code = ""
    /// ONS codes, the latest first.
    var onsCodes: [String] = []
    var name = ""
    var region = ""
    var rows: [Key: Row] = [:]
    /// Rows by age or placement that are there and have no figure at all.
    var withheld: Set<Key> = []
  }

  /// An authority of the files.
  public struct Authority: Sendable, Hashable {
    /// DfE's three-digit code.
    public let code: String
    /// The name in the latest file.
    public let name: String
    /// The code of the Office for National Statistics, in the latest file.
    public let onsCode: String
  }

  /// A file that was read.
  public struct Source: Sendable {
    /// Its path as it was named.
    public let file: String
    /// What kind of table it is.
    public let table: String
    /// The reporting year of its release.
    public let release: Int
    /// The rows with figures that were kept.
    public let rows: Int
    /// The FNV-1a hash of the file as it was read.
    public let hash: String
    /// The name of the kind.
    let kind: String
    /// The columns added up, by code.
    let columns: [String: [String]]
  }

  let layout: ReleaseLayout
  var england = Area()
  /// By DfE's code.
  var areas: [String: Area] = [:]
  /// By ONS code.
  var regions: [String: Area] = [:]
  /// The files, in the order they were read.
  public internal(set) var sources: [Source] = []

  init(layout: ReleaseLayout = .published) { self.layout = layout }

  /// Every authority, by code.
  public var authorities: [Authority] {
    areas.values.map {
      Authority(code: $0.code, name: $0.name, onsCode: $0.onsCodes.first ?? "")
    }.sorted { $0.code < $1.code }
  }

  /// Those with a figure of a January census, or of the year before it; the others are only in earlier releases.
  public func authorities(at census: Int) -> [Authority] {
    authorities.filter { areas[$0.code]?.hasFigures(at: census) ?? false }
  }

  /// The latest January whose ages are published for some authority; nil where there is none.
  public var lastCensus: Int? {
    guard let kind = kind("caseload") else { return nil }
    return areas.values.flatMap { area in
      area.rows.compactMap { key, row -> Int? in
        guard key.kind == kind, case .span = key.breakdown, !row.isEmpty else { return nil }
        return key.year
      }
    }.max()
  }

  func kind(_ name: String) -> ReleaseKind? { layout.kinds.first { $0.name == name } }

  /// The codes of a kind's figures, each once, in the order of the table.
  func codes(_ kind: ReleaseKind) -> [String] { layout.codes(kind.family) }
}

extension ReleaseLayout {
  /// The codes of a family, each once, in the order of the table.
  func codes(_ family: String) -> [String] {
    (columns[family] ?? []).compactMap(\.code).reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
  }
}

extension ReleaseFigures.Area {
  /// True where it has a figure of a January census, or of the year before it.
  func hasFigures(at census: Int) -> Bool {
    rows.contains { key, row in
      (key.kind.clock == .calendar ? key.year + 1 : key.year) == census && !row.isEmpty
    }
  }

  /// A row, by its parts.
  func row(_ kind: ReleaseKind, _ year: Int, _ breakdown: Breakdown) -> ReleaseFigures.Row? {
    rows[ReleaseFigures.Key(kind: kind, year: year, breakdown: breakdown)]
  }

  /// The years of a kind that a role's rows have.
  func years(_ kind: ReleaseKind, where isWanted: (Breakdown) -> Bool) -> [Int] {
    Set(rows.keys.filter { $0.kind == kind && isWanted($0.breakdown) }.map(\.year)).sorted()
  }

  /// The rows of a year that are by age, youngest first.
  func spans(_ kind: ReleaseKind, _ year: Int) -> [(
    from: Int, to: Int, row: ReleaseFigures.Row
  )] {
    var spans: [(from: Int, to: Int, row: ReleaseFigures.Row)] = []
    for (key, row) in rows where key.kind == kind && key.year == year {
      if case .span(let from, let to) = key.breakdown { spans.append((from, to, row)) }
    }
    return spans.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
  }

  /// True where a figure by age or placement, or a part of the total, is not published and not known to be 0.
  func isShort(_ kind: ReleaseKind, _ year: Int, _ role: ReleaseKind.Role) -> Bool {
    let rows: [ReleaseFigures.Row]
    switch role {
    case .total: return row(kind, year, .total)?.lacks ?? false
    case .age: rows = spans(kind, year).map(\.row)
    case .placement: rows = placements(kind, year).map(\.row)
    }
    return rows.contains(where: \.lacks) || isWithheld(kind, year, role, rows)
  }

  /// True where a whole row is not published, and the others do not add to the total without it.
  func isWithheld(
    _ kind: ReleaseKind, _ year: Int, _ role: ReleaseKind.Role, _ rows: [ReleaseFigures.Row]
  ) -> Bool {
    if rows.contains(where: { $0.total == nil }) { return true }
    let isSome = withheld.contains { key in
      key.kind == kind && key.year == year && key.breakdown.role == role && self.rows[key] == nil
    }
    guard isSome else { return false }
    let unknown = role == .age ? row(kind, year, .unknownAge)?.total ?? 0 : 0
    return row(kind, year, .total)?.total != rows.reduce(unknown) { $0 + ($1.total ?? 0) }
  }

  /// The rows of a year that are by placement, by folded label.
  func placements(
    _ kind: ReleaseKind, _ year: Int
  ) -> [(label: String, row: ReleaseFigures.Row)] {
    var placements: [(label: String, row: ReleaseFigures.Row)] = []
    for (key, row) in rows where key.kind == kind && key.year == year {
      if case .placement(let label) = key.breakdown { placements.append((label, row)) }
    }
    return placements.sorted { $0.label < $1.label }
  }
}

extension Breakdown {
  /// What a row of it is about.
  var role: ReleaseKind.Role {
    switch self {
    case .total: .total
    case .span, .unknownAge: .age
    case .placement: .placement
    }
  }
}
