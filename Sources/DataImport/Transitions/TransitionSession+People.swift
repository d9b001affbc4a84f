import Vocabulary

extension TransitionSession {
  /// One row a person and year, counted.
  mutating func readTransitions() {
    guard let table = session.table(of: TransitionFile.transitions) else { return }
    let columns = TransitionFile.transitions.columns.compactMap {
      table.cells.column(named: $0)
    }
    guard columns.count == TransitionFile.transitions.columns.count else { return }
    var counter = TransitionCounter(table.cells, columns: columns, evidence: evidence)
    counter.count()
    counter.findings.forEach { report($0) }
    guard session.isSound(TransitionFile.transitions) else { return }
    evidence.counts = counter.counts
    evidence.years = Set(evidence.counts.map(\.year)).sorted()
    guard let last = evidence.years.last else {
      report(
        Finding(
          .noTransitions, at: .init(TransitionFile.transitions.path), seen: "no row",
          expected: "a row for each person and year", remedy: "Add the transitions."))
      return
    }
    evidence.authority.baseCensus = last + 1
    evidence.authority.firstFinancialYear = FinancialYear(start: last + 1)
    evidence.authority.populationVariant = TransitionReader.basis
  }
}

/// Counts the rows of `transitions.csv` without making text of their cells.
struct TransitionCounter {
  /// The most codes that have room in the bits of a place; `readValidStates` refuses more.
  static let mostSettings = (1 << 14) - 1
  static let mostNeeds = (1 << 9) - 2

  private let table: CSVTable
  private let columns: [Int]
  private let evidence: TransitionEvidence
  private let settings: CodeTable
  private let needs: CodeTable
  private var people: [UInt64: Int] = [:]
  private var faults = RowFaults()

  init(_ table: CSVTable, columns: [Int], evidence: TransitionEvidence) {
    self.table = table
    self.columns = columns
    self.evidence = evidence
    settings = CodeTable(evidence.settings.map(\.code))
    needs = CodeTable(evidence.needs)
  }

  /// Counts every sound row.
  mutating func count() {
    for record in table.records where table.isSound(record: record) {
      if let key = key(of: record) { people[key, default: 0] += 1 }
    }
  }

  /// The counts by year, NCY, opening and closing state.
  var counts: [TransitionCount] {
    people.sorted { $0.key < $1.key }.map { key, people in
      TransitionCount(
        year: Int(key >> 52), ncy: Int(key >> 46 & 63) + TransitionFile.ncys.lowerBound - 1,
        from: place(key >> 23 & 0x7F_FFFF), to: place(key & 0x7F_FFFF), people: people)
    }
  }

  /// What was found, each fault once with the rows it is in.
  var findings: [Finding] {
    faults.findings(settings: evidence.settings.map(\.code), needs: evidence.needs)
  }

  private func place(_ bits: UInt64) -> NeedAndSetting? {
    bits == 0 ? nil : NeedAndSetting(need: Int(bits >> 14) - 1, setting: Int(bits & 0x3FFF))
  }

  /// Year, NCY and both places in one word, so that counting is adding to a table.
  private mutating func key(of record: Int) -> UInt64? {
    guard let year = whole(record, 0, in: 1990...2100),
      let ncy = whole(record, 3, in: TransitionFile.ncys.lowerBound - 1...25),
      let next = whole(record, 6, in: TransitionFile.ncys.lowerBound...26)
    else { return nil }
    guard next == ncy + 1 else {
      faults.add(.ncyNotNext, record, 6, "\(ncy) and then \(next)")
      return nil
    }
    guard let from = place(record, 1, ncy), let to = place(record, 4, next) else { return nil }
    guard from != 0 || to != 0 else {
      faults.add(.outsideTwice, record, 1, TransitionFile.outside)
      return nil
    }
    let shifted = UInt64(ncy - TransitionFile.ncys.lowerBound + 1)
    return UInt64(year) << 52 | shifted << 46 | from << 23 | to
  }

  /// Need and setting of one side as bits, 0 for outside; nil with a fault.
  private mutating func place(_ record: Int, _ column: Int, _ ncy: Int) -> UInt64? {
    let setting = table.content(record: record, column: columns[column])
    let need = table.content(record: record, column: columns[column + 1])
    let isOutside = (
      setting.elementsEqual(TransitionFile.outside.utf8),
      need.elementsEqual(TransitionFile.outside.utf8)
    )
    if isOutside.0, isOutside.1 { return 0 }
    guard !isOutside.0, !isOutside.1 else {
      faults.add(
        .halfOutside, record, isOutside.0 ? column + 1 : column,
        String(decoding: isOutside.0 ? need : setting, as: UTF8.self))
      return nil
    }
    let positions = (settings.position(setting), needs.position(need))
    if positions.0 == nil {
      faults.add(
        .unknownTransitionSetting, record, column, String(decoding: setting, as: UTF8.self))
    }
    if positions.1 == nil {
      faults.add(
        .unknownTransitionNeed, record, column + 1, String(decoding: need, as: UTF8.self))
    }
    guard let setting = positions.0, let need = positions.1 else { return nil }
    guard evidence.settings[setting].serves(need: need, ncy: ncy) else {
      let range = evidence.settings[setting].ncys
      faults.add(
        .stateNotValid, record, column,
        "need \(evidence.needs[need]) in setting \(evidence.settings[setting].code) in year \(ncy)"
          + " (it serves \(range.lowerBound) to \(range.upperBound))")
      return nil
    }
    return UInt64(need + 1) << 14 | UInt64(setting)
  }

  /// A whole number of a cell, read from its bytes; nil with a fault.
  private mutating func whole(_ record: Int, _ column: Int, in range: ClosedRange<Int>) -> Int? {
    let bytes = table.content(record: record, column: columns[column])
    var value = 0
    let isNegative = bytes.first == 0x2D
    let digits = isNegative ? bytes.dropFirst() : bytes
    var isNumber = (1...4).contains(digits.count)
    for byte in digits where isNumber {
      isNumber = (0x30...0x39).contains(byte)
      if isNumber { value = value * 10 + Int(byte - 0x30) }
    }
    let text = String(decoding: isNumber ? [] : bytes, as: UTF8.self)
    guard isNumber else {
      faults.add(.notANumber, record, column, text)
      return nil
    }
    value = isNegative ? -value : value
    guard range.contains(value) else {
      faults.add(.outOfRange, record, column, "\(value)")
      return nil
    }
    return value
  }
}
