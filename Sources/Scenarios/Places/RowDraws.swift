import Vocabulary

/// A series of a provision and year by row and draw, draws running fastest: totals are sums of leaves draw by draw.
///
/// The memory serves one year after another.
struct RowDraws {
  let rows: PlaceRows
  let draws: Int
  /// True for a row that is 0 in every draw.
  private(set) var isNothing: [Bool]
  private var values: [Int32]

  init(_ rows: PlaceRows, draws: Int) {
    self.rows = rows
    self.draws = draws
    isNothing = Array(repeating: true, count: rows.count)
    values = Array(repeating: 0, count: rows.count * draws)
  }

  /// Reads a series. Linear in leaves × draws.
  mutating func fill(_ store: PlaceStore, _ series: PlaceStore.Series, year: Int, provision: Int) {
    for row in isNothing.indices { isNothing[row] = true }
    let (rows, draws) = (rows, draws)
    values.withUnsafeMutableBufferPointer { values in
      values.update(repeating: 0)
      store.transpose(series, year: year, provision: provision, into: values) { leaf in
        let (rest, area) = leaf.quotientAndRemainder(dividingBy: rows.areas)
        let (need, phase) = rest.quotientAndRemainder(dividingBy: rows.phases)
        return rows.row(need: need, phase: phase, area: area) * draws
      }
    }
    for need in 0..<rows.needs {
      for phase in 0..<rows.phases {
        for area in 0..<rows.areas { look(rows.row(need: need, phase: phase, area: area)) }
      }
    }
    addUp()
  }

  private mutating func look(_ row: Int) {
    isNothing[row] = values[(row * draws)..<((row + 1) * draws)].allSatisfy { $0 == 0 }
  }

  /// Totals of areas, then of phases, then of needs.
  private mutating func addUp() {
    for need in 0..<rows.needs {
      for phase in 0..<rows.phases {
        for area in 0..<rows.areas {
          add(
            rows.row(need: need, phase: phase, area: area),
            to: rows.row(need: need, phase: phase, area: rows.areas))
        }
      }
      for area in 0...rows.areas {
        for phase in 0..<rows.phases {
          add(
            rows.row(need: need, phase: phase, area: area),
            to: rows.row(need: need, phase: rows.phases, area: area))
        }
      }
    }
    for phase in 0...rows.phases {
      for area in 0...rows.areas {
        for need in 0..<rows.needs {
          add(
            rows.row(need: need, phase: phase, area: area),
            to: rows.row(need: rows.needs, phase: phase, area: area))
        }
      }
    }
  }

  private mutating func add(_ part: Int, to total: Int) {
    guard !isNothing[part] else { return }
    isNothing[total] = false
    let draws = draws
    values.withUnsafeMutableBufferPointer { values in
      guard let start = values.baseAddress else { return }
      let (from, target) = (start + part * draws, start + total * draws)
      for draw in 0..<draws { target[draw] &+= from[draw] }
    }
  }

  /// The draws of a row.
  func withRow<Result>(_ row: Int, _ body: (UnsafeBufferPointer<Int32>) -> Result) -> Result {
    values.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[(row * draws)..<((row + 1) * draws)]))
    }
  }
}
