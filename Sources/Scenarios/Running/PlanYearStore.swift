import Synchronization

/// Plan-years of each financial year by need × provision, summed over draws, in 24ths: whole numbers, so that the order of the sum
/// does not matter.
struct PlanYearSums: Sendable, Hashable {
  private let cells: Int
  private var sums: [Int]

  init(years: Int, cells: Int) {
    self.cells = cells
    sums = Array(repeating: 0, count: years * cells)
  }

  /// Takes the plan-years of a draw up.
  mutating func add(_ planYears24: [Int], year: Int) {
    precondition(planYears24.count == cells, "\(planYears24.count) of \(cells) cells")
    let start = year * cells
    for cell in 0..<cells { sums[start + cell] += planYears24[cell] }
  }

  /// Takes the sums of other draws up.
  mutating func add(_ other: PlanYearSums) {
    for index in sums.indices { sums[index] += other.sums[index] }
  }

  /// Every sum, year by year.
  var all: [Int] { sums }

  /// Takes the sums of draws up that were made elsewhere.
  mutating func add(all other: [Int]) {
    precondition(other.count == sums.count, "\(other.count) of \(sums.count) sums")
    for index in sums.indices { sums[index] += other[index] }
  }

  /// A financial year, need × provision.
  func year(_ year: Int) -> [Int] { Array(sums[(year * cells)..<((year + 1) * cells)]) }
}

/// The plan-years of a run, which its threads add to.
final class PlanYearStore: Sendable {
  private let total: Mutex<PlanYearSums>

  init(years: Int, cells: Int) { total = Mutex(PlanYearSums(years: years, cells: cells)) }

  /// Takes the sums of a thread up.
  func add(_ sums: PlanYearSums) { total.withLock { $0.add(sums) } }

  /// The sums over the draws that were added.
  var sums: PlanYearSums { total.withLock { $0 } }
}
