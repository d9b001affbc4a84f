import NumericalCore
import Vocabulary

/// The effects of the savings lines in one financial year, by draw, in whole pence.
struct SavingsEffects {
  /// What each line avoids alone.
  let alone: [[Int64]]
  /// What all avoid together less what each avoids alone.
  let interaction: [Int64]
  /// What each line avoids of what all avoid together: Shapley values, in each draw rounded together.
  let shared: [[Int64]]
  /// What all avoid together.
  let all: [Int64]

  init(_ run: SavingsRun, year: Int) {
    let lines = run.lines.count
    let alone = (0..<lines).map { run.avoided(1 << $0, year: year) }
    let all = run.avoided((1 << lines) - 1, year: year)
    self.alone = alone
    self.all = all
    interaction = all.indices.map { draw in all[draw] - alone.reduce(0) { $0 + $1[draw] } }
    let draws = Self.shared(run, year)
    shared = (0..<lines).map { line in draws.map { Int64($0[line]) } }
  }

  /// By draw and line.
  private static func shared(_ run: SavingsRun, _ year: Int) -> [[Int]] {
    let draws = 0..<run.options.draws
    if let orders = run.plan.orders {
      let worths = Dictionary(
        uniqueKeysWithValues: orders.coalitions.map { ($0, run.avoided($0, year: year)) })
      return draws.map { draw in
        let sums = orders.numerators { Int(worths[$0]?[draw] ?? 0) }
        return roundedTogether(sums, over: orders.orders.count)
      }
    }
    let worths = (0..<(1 << run.lines.count)).map { run.avoided($0, year: year) }
    let over = factorial(run.lines.count)
    return draws.map { draw in
      roundedTogether(shapleyNumerators(worths.map { Int($0[draw]) }), over: over)
    }
  }
}
