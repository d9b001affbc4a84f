public import Vocabulary

/// Plans by need, phase and planning area, whatever is attended, by the draws of a run.
public struct PlansByArea: Sendable {
  /// The rows.
  public let rows: PlaceRows
  private let store: PlaceStore
  private let leaves: [[Int]]

  /// Prepares the rows of a run; an authority planned as one has none.
  public init(_ run: ScenarioRun) {
    let shape = run.places.shape
    let rows = PlaceRows(shape)
    var leaves = [[Int]](repeating: [], count: rows.count)
    if !rows.isOne {
      for need in 0..<rows.needs {
        for phase in 0..<rows.phases {
          for area in 0..<rows.areas {
            let leaf = (need * rows.phases + phase) * rows.areas + area
            for row in rows.holding(need: need, phase: phase, area: area) {
              leaves[row].append(leaf)
            }
          }
        }
      }
    }
    self.rows = rows
    self.leaves = leaves
    store = run.places
  }

  /// The rows of single areas: totals over areas are in the tables of plans.
  public var written: [Int] {
    (0..<rows.count).filter { !leaves[$0].isEmpty && rows.key($0).area < rows.areas }
  }

  /// Plans of a row at the census that ends a projected year; nil where they are 0 in every draw.
  public func plans(_ row: Int, year: Int) -> Spread? {
    let draws = store.plans(year: year, leaves: leaves[row])
    return draws.allSatisfy { $0 == 0 } ? nil : DrawStore.summary(draws)
  }
}
