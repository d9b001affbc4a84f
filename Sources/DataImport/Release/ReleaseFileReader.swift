import Vocabulary

/// Reads one file of a release: recognises it by its header, and keeps the rows that a scenario folder is made of.
struct ReleaseFileReader {
  /// Which areas a row is of.
  enum Level { case england, authority, region, other }

  /// A row that was kept.
  struct Entry {
    let level: Level
    /// DfE's code, or that of the region.
    let code: String
    let key: ReleaseFigures.Key
    var row: ReleaseFigures.Row
  }

  let file: String
  let layout: ReleaseLayout
  var kind: ReleaseKind?
  var entries: [Entry] = []
  /// Rows by age or placement without any figure.
  var withheld: [Entry] = []
  /// Names and codes of the areas met.
  var areas: [String: ReleaseFigures.Area] = [:]
  var faults = ReleaseRowFaults()
  /// What header and rows say of the file as a whole.
  var findings: [Finding] = []
  var lastYear = 0

  var columns = ReleaseColumns()
  var candidates: [ReleaseKind] = []
  var levels = CellMeanings<Level>()
  var years = CellMeanings<Int?>()
  var roles = CellMeanings<ReleaseKind.Role?>()
  var labels = CellMeanings<Breakdown?>()
  var codes = CellMeanings<String>()
  var noted: Set<Int> = []
  var parts = ReleaseParts()

  init(file: String, layout: ReleaseLayout) {
    self.file = file
    self.layout = layout
  }

  /// True where the header is that of a kind that is read.
  var isRecognised: Bool { !candidates.isEmpty }
  /// The reporting year of the release: flows are published the year after.
  var release: Int { kind?.clock == .calendar ? lastYear + 1 : lastYear }

  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count <= CellScanner.limit else {
      faults.add(.unreadableFile, 1, "", "\(bytes.count) bytes")
      return
    }
    // The header first, to know how far a row must be read before it is known to be of use.
    _ = CellScanner.scan(bytes) { record in
      readHeader(record)
      return false
    }
    guard isRecognised else { return }
    let width = columns.names.count
    let hasStrayQuotes = CellScanner.scan(
      bytes, first: columns.reach, wants: { $0.number == 1 || $0.hasLongCell || isOfUse($0) }
    ) { record in
      if record.number > 1 { check(record, width) }
      return true
    }
    if hasStrayQuotes {
      faults.add(.releaseRowMalformed, 1, "", "a quote that is not closed or stands in a cell")
    }
    settleParts()
  }

  private mutating func check(_ record: CellScanner.Record, _ width: Int) {
    if record.hasLongCell {
      faults.add(.cellTooLong, record.number, "", "a cell longer than any table has")
    } else if record.cells.count == width {
      readRow(record)
    } else if record.cells.count > 1 || !record.content(0).isEmpty {
      faults.add(.releaseRowMalformed, record.number, "", "a row of another number of cells")
    }
  }

  /// True for a row of England, of a region or of an authority whose topic a folder is made of.
  private mutating func isOfUse(_ record: CellScanner.Record) -> Bool {
    guard kind != nil else { return true }
    return level(record) != .other && role(record) != nil
  }

  private mutating func readHeader(_ record: CellScanner.Record) {
    guard record.cells.count <= RecordChecks.widest else { return }
    let names = (0..<record.cells.count).map { record.text($0).lowercased() }
    candidates = layout.kinds.filter { $0.signature.allSatisfy(names.contains) }
    guard let first = candidates.first else { return }
    columns = ReleaseColumns(names: names, kind: first, layout: layout)
    if candidates.count == 1 { kind = first }
    let repeated = names.indices.filter { names[..<$0].contains(names[$0]) }
    for column in repeated where !names[column].isEmpty {
      faults.add(.duplicatedColumn, 1, names[column], "two columns of that name")
    }
    for name in columns.missing {
      faults.add(.missingColumn, 1, name, "no such column")
    }
    if !columns.unknown.isEmpty, let first = candidates.first {
      findings.append(
        Finding(
          .releaseColumnUnknown, at: .init(file, row: 1),
          seen: "columns that are not known: \(columns.unknown.joined(separator: ", "))",
          expected: "the columns of \(first.table)",
          remedy: "Nothing to mend where no sum is said to be short of its total."))
    }
  }

  /// Two kinds share their columns: the clock of the first row tells them apart.
  mutating func settleKind(_ record: CellScanner.Record) {
    let clock = ReleaseLayout.folded(record.text(columns.identifier))
    kind = candidates.first { ($0.clock == .academic) == (clock == "academic year") }
  }
}

extension ReleaseKind.Clock {
  /// The year a label stands for, that of the January for an academic year: 2024, 202425, 2024/25 or 2024-25.
  func year(_ label: String) -> Int? {
    let digits = label.filter(\.isNumber)
    guard label.allSatisfy({ $0.isNumber || $0 == "/" || $0 == "-" }),
      let first = Int(digits.prefix(4)), (1990...2100).contains(first)
    else { return nil }
    switch (self, digits.count) {
    case (.calendar, 4), (.january, 4): return first
    case (.academic, 6), (.academic, 8):
      let second = Int(digits.dropFirst(4))
      let next = first + 1
      return second == (digits.count == 8 ? next : next % 100) ? next : nil
    default: return nil
    }
  }
}
