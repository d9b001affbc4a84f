import Vocabulary

/// Faults of the rows of a long file, each kind and text once: its first row, and how many rows have it.
struct RowFaults {
  private struct Kind: Hashable {
    let fault: Fault
    let column: Int
    let text: String
  }

  private var rows: [Kind: (first: Int, count: Int)] = [:]
  /// The first row that has a fault of one more kind than are kept.
  private var overflow: Int?

  mutating func add(_ fault: Fault, _ record: Int, _ column: Int, _ text: String) {
    // Enough to be shown as it would be whole, and to show that it goes on.
    let kind = Kind(fault: fault, column: column, text: String(text.unicodeScalars.prefix(100)))
    guard rows[kind] != nil || rows.count < RecordChecks.mostFaults else {
      overflow = overflow ?? record
      return
    }
    rows[kind, default: (record, 0)].count += 1
  }

  /// The findings by row.
  func findings(settings: [String], needs: [String]) -> [Finding] {
    rows.sorted { ($0.value.first, $0.key.column) < ($1.value.first, $1.key.column) }
      .map { finding($0.key, $0.value, settings, needs) }
      + (overflow.map { [.tooManyFaults(in: TransitionFile.transitions.path, row: $0)] } ?? [])
  }

  private func finding(
    _ kind: Kind, _ rows: (first: Int, count: Int), _ settings: [String], _ needs: [String]
  ) -> Finding {
    let file = TransitionFile.transitions
    let column = file.columns[kind.column]
    if kind.fault == .unknownTransitionSetting || kind.fault == .unknownTransitionNeed {
      return .unknown(
        kind.fault, kind.text, at: rows.first, column, in: file,
        kind.fault == .unknownTransitionSetting ? settings : needs, rows: rows.count)
    }
    let (expected, remedy) = Self.advice(kind.fault)
    return Finding(
      kind.fault, at: .init(file.path, row: rows.first, column: column),
      seen: (kind.fault == .stateNotValid ? kind.text : kind.text.shown)
        + (rows.count > 1 ? " in \(rows.count) rows" : ""),
      expected: expected, remedy: remedy)
  }

  private static func advice(_ fault: Fault) -> (expected: String, remedy: String) {
    switch fault {
    case .ncyNotNext: ("academic-year-2 to be academic-year-1 and 1", "Correct the years.")
    case .outsideTwice:
      ("a plan at one end at least", "Delete the row: people without a plan are not counted.")
    case .halfOutside:
      (
        "\(TransitionFile.outside) as setting and as need, or as neither",
        "Give both, or neither."
      )
    case .stateNotValid:
      (
        "a need and year that the setting serves",
        "Correct the row, or what valid-states.csv says of the setting."
      )
    case .outOfRange:
      (
        "a calendar year from 1990 to 2100, an academic year from"
          + " \(TransitionFile.ncys.lowerBound) to \(TransitionFile.ncys.upperBound)",
        "Correct the number."
      )
    default: ("a whole number", "Write digits only.")
    }
  }
}
