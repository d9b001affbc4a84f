import Vocabulary

extension ReleaseFileReader {
  mutating func readRow(_ record: CellScanner.Record) {
    if kind == nil { settleKind(record) }
    guard let kind, columns.missing.isEmpty else { return }
    let level = level(record)
    guard level != .other, let role = role(record),
      let breakdown = breakdown(record, kind, role)
    else { return }
    guard let year = year(record, kind) else { return }
    let code = code(record, level)
    guard level == .england || !code.isEmpty else {
      faults.add(.releaseRowMalformed, record.number, "old_la_code", "no code of an authority")
      return
    }
    let key = ReleaseFigures.Key(kind: kind, year: year, breakdown: breakdown)
    let row = figures(record)
    lastYear = max(lastYear, year)
    let entry = Entry(level: level, code: code, key: key, row: row)
    guard !row.isEmpty else { return keepWithheld(entry, record) }
    if kind.hasParts { noteParts(record, entry) }
    entries.append(entry)
  }

  mutating func level(_ record: CellScanner.Record) -> Level {
    levels.meaning(of: record.content(columns.level)) { Self.level(record.text(columns.level)) }
  }

  mutating func role(_ record: CellScanner.Record) -> ReleaseKind.Role? {
    guard let kind else { return nil }
    return roles.meaning(of: record.content(columns.topic)) {
      Self.role(record.text(columns.topic), columns, kind)
    }
  }

  private static func level(_ text: String) -> Level {
    switch ReleaseLayout.folded(text) {
    case "national": .england
    case "local authority": .authority
    case "regional": .region
    default: .other
    }
  }

  /// A file without topics has its totals among its labels.
  private static func role(
    _ text: String, _ columns: ReleaseColumns, _ kind: ReleaseKind
  ) -> ReleaseKind.Role? {
    kind.roles[ReleaseLayout.folded(text)] ?? (columns.hasTopics ? nil : .age)
  }

  private mutating func breakdown(
    _ record: CellScanner.Record, _ kind: ReleaseKind, _ role: ReleaseKind.Role
  ) -> Breakdown? {
    if role == .total { return .total }
    // Labels of ages and of placements never coincide, so that one memory serves both.
    let found = labels.meaning(of: record.content(columns.label)) {
      Self.breakdown(record.text(columns.label), kind, role, layout)
    }
    if found == nil, role == .age || !Self.isTotal(record.text(columns.label)) {
      faults.add(
        .releaseLabelUnknown, record.number, columns.labelName,
        record.text(columns.label).shown)
    }
    return found
  }

  private static func isTotal(_ label: String) -> Bool {
    ReleaseLayout.folded(label).hasSuffix("- total")
  }

  private static func breakdown(
    _ label: String, _ kind: ReleaseKind, _ role: ReleaseKind.Role, _ layout: ReleaseLayout
  ) -> Breakdown? {
    let folded = ReleaseLayout.folded(label)
    if role == .age { return layout.ages[kind.name]?[folded] }
    return layout.placements[folded].map { _ in .placement(folded) }
  }

  private mutating func year(_ record: CellScanner.Record, _ kind: ReleaseKind) -> Int? {
    let year = years.meaning(of: record.content(columns.period)) {
      kind.clock.year(record.text(columns.period))
    }
    if year == nil {
      faults.add(
        .releaseYearMalformed, record.number, "time_period", record.text(columns.period).shown)
    }
    return year
  }

  private mutating func code(_ record: CellScanner.Record, _ level: Level) -> String {
    switch level {
    case .england, .other: return ""
    case .region: return record.text(columns.region)
    case .authority:
      let code = codes.meaning(of: record.content(columns.oldCode)) {
        record.text(columns.oldCode)
      }
      // The ONS code rarely changes: its hash is enough to see whether it may be a new one.
      if noted.insert(Self.hash(code, record.content(columns.newCode))).inserted {
        note(code, record)
      }
      return code
    }
  }

  private static func hash(_ code: String, _ ons: UnsafeBufferPointer<UInt8>) -> Int {
    var hasher = Hasher()
    hasher.combine(code)
    hasher.combine(bytes: UnsafeRawBufferPointer(ons))
    return hasher.finalize()
  }

  /// Keeps the names of an area, each of its ONS codes once.
  private mutating func note(_ code: String, _ record: CellScanner.Record) {
    let ons = record.text(columns.newCode)
    guard areas[code]?.onsCodes.contains(ons) != true else { return }
    var area = areas[code] ?? ReleaseFigures.Area(code: code)
    area.name = record.text(columns.name)
    area.region = record.text(columns.region)
    area.onsCodes.insert(ons, at: 0)
    areas[code] = area
  }

  private mutating func figures(_ record: CellScanner.Record) -> ReleaseFigures.Row {
    if parts.values.count != columns.counted.count {
      parts.values = Array(repeating: nil, count: columns.counted.count)
    }
    var row = ReleaseFigures.Row(
      total: nil, figures: Array(repeating: nil, count: columns.codes), release: 0)
    if let total = figure(record, columns.total) { row.total = total }
    for (index, leaf) in columns.counted.enumerated() {
      let value = figure(record, leaf.column)
      parts.values[index] = value
      guard let value else { continue }
      row.figures[leaf.code] = (row.figures[leaf.code] ?? 0) + value
    }
    return row
  }

  mutating func figure(_ record: CellScanner.Record, _ column: Int) -> Int? {
    switch record.figure(column) {
    case .count(let value): return value
    case .missing: return nil
    case .unreadable:
      faults.add(.notANumber, record.number, columns.names[column], record.text(column).shown)
      return nil
    }
  }
}
