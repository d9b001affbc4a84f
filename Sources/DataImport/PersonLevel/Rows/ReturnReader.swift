import Vocabulary

/// Reads the tables of one return, parents before children, and drops what names a person row by row.
struct ReturnReader {
  let census: CalendarDate
  let codes: CodeLists
  let key: LinkKey
  let areas: PostcodeAreas
  var rows = ReturnRows()
  private(set) var findings: [Finding]
  private var tables: [SEN2Layout.Table: SEN2Table] = [:]
  /// The positions of rows by the table's own ids.
  private var positions: [SEN2Layout.Table: [String: Int]] = [:]
  /// The position of people by what tells them apart.
  var peopleByIdentity: [UInt64: Int] = [:]
  /// Of rows that share a table's id, the one that is read.
  private var keptOfRepeated: [String: Int] = [:]

  /// Reads everything; the rows are nil where a table or a column is missing or a file is malformed.
  static func read(
    _ contents: SEN2Contents, census: CalendarDate, codes: CodeLists, key: LinkKey,
    areas: PostcodeAreas
  ) -> (rows: ReturnRows?, findings: [Finding]) {
    var reader = ReturnReader(
      census: census, codes: codes, key: key, areas: areas, findings: contents.findings)
    reader.cut(contents)
    guard !reader.findings.contains(where: { $0.severity == .error }) else {
      return (nil, reader.findings)
    }
    if reader.tables[.flat] != nil { reader.readFlat() } else { reader.readTables() }
    reader.forgetSharedLinks()
    return (reader.rows, reader.findings)
  }

  private init(
    census: CalendarDate, codes: CodeLists, key: LinkKey, areas: PostcodeAreas,
    findings: [Finding]
  ) {
    (self.census, self.codes, self.key, self.areas) = (census, codes, key, areas)
    self.findings = findings
  }

  private mutating func cut(_ contents: SEN2Contents) {
    for table in SEN2Layout.Table.allCases {
      guard let bytes = contents.tables[table] else { continue }
      let (made, found) = SEN2Table.made(of: bytes, as: table)
      findings += found
      tables[table] = made
    }
    rows.version = tables.values.compactMap(\.version).max()
  }

  private mutating func readFlat() {
    each(.flat) { reader, cells, record in
      // Spreadsheets export rows that were once filled, by the hundred thousand.
      guard !cells.isBlank(record) else {
        return reader.rows.tally.add(.keyMissing, at: cells.place(record))
      }
      reader.readFlatRow(cells, record)
    }
  }

  private mutating func readTables() {
    each(.sen2) { $0.readHeader($1, $2) }
    each(.person, parent: .sen2, orphan: .personWithoutReturn) { $0.readPerson($1, $2) }
    each(.requests, parent: .person, orphan: .requestWithoutPerson) { $0.readRequest($1, $2, $3) }
    each(.assessment, parent: .requests, orphan: .assessmentWithoutRequest) {
      $0.readAssessment($1, $2, $3)
    }
    each(.namedPlan, parent: .assessment, orphan: .namedPlanWithoutAssessment) {
      $0.readNamedPlan($1, $2, $3)
    }
    each(.planDetail, parent: .namedPlan, orphan: .planDetailWithoutNamedPlan) {
      $0.readPlanDetail($1, $2, $3)
    }
    each(.activePlans, parent: .requests, orphan: .activePlanWithoutRequest) {
      $0.readActivePlan($1, $2, $3)
    }
    each(.placementDetail, parent: .activePlans, orphan: .placementWithoutActivePlan) {
      $0.readPlacement($1, $2, $3)
    }
    each(.senNeed, parent: .activePlans, orphan: .needWithoutActivePlan) {
      $0.readNeed($1, $2, $3)
    }
  }
}

extension ReturnReader {
  /// Reads the rows of a table that has no parent.
  private mutating func each(
    _ table: SEN2Layout.Table, _ read: (inout Self, SEN2Table, Int) -> Void
  ) {
    guard let cells = tables[table] else { return }
    rows.rowCounts[table] = cells.records.count
    keptOfRepeated = cells.keptOfRepeated(Self.keyColumn(table))
    for record in cells.records { read(&self, cells, record) }
  }

  /// Reads the rows of the table of people, orphans among them: they have a plan all the same.
  private mutating func each(
    _ table: SEN2Layout.Table, parent: SEN2Layout.Table, orphan: SEN2Flag,
    _ read: (inout Self, SEN2Table, Int) -> Int
  ) {
    each(table) { reader, cells, record in
      guard let key = reader.ownKey(cells, record) else { return }
      if reader.parent(cells, record, parent) == nil {
        reader.rows.tally.add(orphan, at: cells.place(record))
      }
      reader.positions[table, default: [:]][key] = read(&reader, cells, record)
    }
  }

  /// Reads the rows of a table that belong to rows of another, the rest left out.
  private mutating func each(
    _ table: SEN2Layout.Table, parent: SEN2Layout.Table, orphan: SEN2Flag,
    _ read: (inout Self, SEN2Table, Int, Int) -> Int
  ) {
    each(table) { reader, cells, record in
      guard let key = reader.ownKey(cells, record) else { return }
      guard let owner = reader.parent(cells, record, parent) else {
        reader.rows.tally.add(orphan, at: cells.place(record))
        return
      }
      reader.positions[table, default: [:]][key] = read(&reader, cells, record, owner)
    }
  }

  private static func keyColumn(_ table: SEN2Layout.Table) -> String {
    SEN2Layout.columns(of: table).first { $0.role == .key }?.name ?? ""
  }

  /// The row's own id, if no other row with it is read instead.
  private mutating func ownKey(_ cells: SEN2Table, _ record: Int) -> String? {
    let column = Self.keyColumn(cells.table)
    guard let key = cells.text(record, column) else {
      rows.tally.add(.keyMissing, at: cells.place(record, column))
      return nil
    }
    guard keptOfRepeated[key].map({ $0 == record }) ?? true else {
      rows.tally.add(.keyRepeated, at: cells.place(record, column))
      return nil
    }
    return key
  }

  private func parent(
    _ cells: SEN2Table, _ record: Int, _ parent: SEN2Layout.Table
  ) -> Int? {
    let column = SEN2Layout.columns(of: cells.table).first { $0.role == .parent }?.name ?? ""
    return cells.text(record, column).flatMap { positions[parent]?[$0] }
  }

  /// Notes the return's own row and holds its reference date against the census.
  private mutating func readHeader(_ cells: SEN2Table, _ record: Int) {
    guard let key = ownKey(cells, record) else { return }
    positions[.sen2, default: [:]][key] = record
    if let date = date(cells, record, "referencedate"), date != SEN2Date(census) {
      rows.tally.add(.censusDateDiffers, at: cells.place(record, "referencedate"))
    }
  }

  /// A day other than one of birth; nil, with a flag, where it cannot be read.
  mutating func date(_ cells: SEN2Table, _ record: Int, _ column: String) -> SEN2Date? {
    guard let bytes = cells.cell(record, column) else { return nil }
    if let date = SEN2Date(bytes) { return date }
    rows.tally.add(.dateUnreadable, at: cells.place(record, column))
    return nil
  }
}
