import Vocabulary

/// The parts of the rows of a file, and the rows whose parts fall short of their total with a part not published.
///
/// A part that is not published is 0 where the others add to the total. A column that DfE did not collect in every year is no part in a
/// year in which no row of the file has it. Any other is missing: so is then the sum that needs it, unless it follows from a subtotal.
struct ReleaseParts {
  /// A row that may lack a part.
  struct Gap {
    let entry: Int
    let record: Int
    let year: Int
    /// By the columns that count.
    let values: [Int?]
    let subtotals: [Int?]
    let total: Int?
  }

  /// The figures of the row that is being read, by the columns that count.
  var values: [Int?] = []
  fileprivate private(set) var gaps: [Gap] = []
  /// Which columns have a figure in some row of a year.
  private var published: [Int: [Bool]] = [:]

  fileprivate mutating func publish(_ year: Int) {
    for index in values.indices where values[index] != nil {
      published[year, default: Array(repeating: false, count: values.count)][index] = true
    }
  }

  fileprivate mutating func add(_ gap: Gap) { gaps.append(gap) }

  fileprivate func isPublished(_ leaf: Int, _ year: Int) -> Bool { published[year]?[leaf] ?? false }
}

extension ReleaseFileReader {
  /// Keeps a row by age or placement that has no figure: its figures are missing, not 0.
  mutating func keepWithheld(_ entry: Entry, _ record: CellScanner.Record) {
    guard entry.key.breakdown != .total, entry.level != .region else { return }
    withheld.append(entry)
    faults.add(.releasePartMissing, record.number, columns.labelName, "no figure \(place(entry))")
  }

  /// Notes which parts of a row are published, and whether they fall short of its total.
  mutating func noteParts(_ record: CellScanner.Record, _ entry: Entry) {
    let (row, year) = (entry.row, entry.key.year)
    if row.total == nil, entry.level != .region {
      faults.add(
        .releasePartMissing, record.number, columns.names[columns.total],
        "no total \(place(entry))")
    }
    parts.publish(year)
    let isMissing = parts.values.contains { $0 == nil }
    let known = parts.values.reduce(0) { $0 + ($1 ?? 0) }
    guard isMissing, row.total != known else { return }
    let subtotals = columns.subtotals.map { figure(record, $0) }
    parts.add(
      .init(
        entry: entries.count, record: record.number, year: year, values: parts.values,
        subtotals: subtotals, total: row.total))
  }

  /// Says of each row that is short of its total which sums are missing, and derives those that follow from a subtotal.
  mutating func settleParts() {
    for gap in parts.gaps { settle(gap) }
  }

  private mutating func settle(_ gap: ReleaseParts.Gap) {
    let leaves = columns.counted
    guard gap.values.contains(where: { $0 != nil }) else {
      // Nothing but the total is published: no sum lacks a part, all are missing.
      entries[gap.entry].row.lacks = gap.total != 0
      return
    }
    var values = gap.values
    var missing = leaves.indices.filter { index in
      gap.values[index] == nil
        && !(leaves[index].isOfSomeYears && !parts.isPublished(index, gap.year))
    }
    for group in gap.subtotals.indices {
      guard let subtotal = gap.subtotals[group] else { continue }
      settle(group, subtotal, gap, &values, &missing)
    }
    guard gap.total != values.reduce(0, { $0 + ($1 ?? 0) }) else { return }
    for leaf in missing { lack(leaf, gap) }
  }

  /// Takes the columns of a subtotal from those that are missing where it says what they are.
  private mutating func settle(
    _ group: Int, _ subtotal: Int, _ gap: ReleaseParts.Gap, _ values: inout [Int?],
    _ missing: inout [Int]
  ) {
    let leaves = columns.counted
    let members = leaves.indices.filter { leaves[$0].group == group }
    let rest = subtotal - members.reduce(0) { $0 + (gap.values[$1] ?? 0) }
    let open = missing.filter { leaves[$0].group == group }
    if rest == 0 {
      missing.removeAll { leaves[$0].group == group }
    } else if rest > 0, open.count == 1, let leaf = open.first {
      values[leaf] = rest
      missing.removeAll { $0 == leaf }
      derive(leaf, rest, columns.subtotals[group], gap)
    }
  }

  private mutating func derive(
    _ leaf: Int, _ plans: Int, _ subtotal: Int, _ gap: ReleaseParts.Gap
  ) {
    let (code, name) = (columns.counted[leaf].code, columns.names[columns.counted[leaf].column])
    let basis = "\(columns.names[subtotal]) less its other columns"
    let figures = entries[gap.entry].row.figures
    entries[gap.entry].row.figures[code] = (figures[code] ?? 0) + plans
    entries[gap.entry].row.derived[code, default: ""] += ", \(name) derived: \(basis)"
    faults.add(
      .releasePartDerived, gap.record, name,
      "no figure \(place(entries[gap.entry])): taken to be \(basis)")
  }

  private mutating func lack(_ leaf: Int, _ gap: ReleaseParts.Gap) {
    let column = columns.counted[leaf]
    entries[gap.entry].row.figures[column.code] = nil
    entries[gap.entry].row.derived[column.code] = nil
    entries[gap.entry].row.lacks = true
    guard entries[gap.entry].level != .region else { return }
    let total = columns.names[columns.total]
    faults.add(
      .releasePartMissing, gap.record, columns.names[column.column],
      "no figure \(place(entries[gap.entry])), where the others do not add to \(total)")
  }

  private func place(_ entry: Entry) -> String {
    let time = "\(entry.key.kind.clock == .calendar ? "in" : "in January") \(entry.key.year)"
    let whose = entry.level == .england ? "England" : entry.code
    let about =
      switch entry.key.breakdown.role {
      case .total: ""
      case .age: " by age"
      case .placement: " by placement"
      }
    return "of \(whose) \(time)\(about)"
  }
}
