import Vocabulary

/// Whole numbers of means over draws: medians do not add, so that a return that must add needs means rounded together.
enum AddingUp {
  /// The mean to the nearest whole number, halves away from zero.
  ///
  /// - Parameter count: the number of draws, times the parts of a unit: 100 times for pounds from pence.
  static func whole(_ sum: Int64, of count: Int) -> Int { Money.divided(Int(sum), by: count) }

  /// Means as whole numbers that add to a total: each rounded down, and what is missing given to the largest remainders, the first of
  /// equal ones first. Where the total is below the numbers rounded down the smallest remainders give.
  ///
  /// - Parameters:
  ///   - sums: the sum over the draws of each part.
  ///   - count: as of `whole`.
  static func parts(_ sums: [Int64], of count: Int, total: Int) -> [Int] {
    let divisor = Int64(count)
    let floors = sums.map { Int(($0 - remainder($0, divisor)) / divisor) }
    let remainders = sums.map { remainder($0, divisor) }
    let order = sums.indices.sorted { (-remainders[$0], $0) < (-remainders[$1], $1) }
    var result = floors
    var missing = total - floors.reduce(0, +)
    while missing > 0, !order.isEmpty {
      for index in order.prefix(missing) { result[index] += 1 }
      missing -= min(missing, order.count)
    }
    while missing < 0 {
      let givers = order.reversed().filter { result[$0] > 0 }.prefix(-missing)
      precondition(!givers.isEmpty, "parts \(sums) of \(count) cannot add to \(total)")
      for index in givers { result[index] -= 1 }
      missing += givers.count
    }
    return result
  }

  /// The sum of numbers by draw.
  static func sum(_ parts: [[Int64]], draws: Int) -> [Int64] {
    parts.reduce(into: [Int64](repeating: 0, count: draws)) { sums, part in
      for draw in part.indices { sums[draw] += part[draw] }
    }
  }

  private static func remainder(_ value: Int64, _ divisor: Int64) -> Int64 {
    let rest = value % divisor
    return rest < 0 ? rest + divisor : rest
  }
}

/// A figure of a return in one run.
struct ReturnFigure {
  /// The draws, in parts of a unit.
  let draws: [Int64]
  /// Parts of a unit: 1 for children, 100 for pounds in pence.
  let parts: Int
  /// The mean, rounded so that rows add to their total.
  let adding: Int

  init(_ draws: [Int64], parts: Int = 1, adding: Int) {
    self.draws = draws
    self.parts = parts
    self.adding = adding
  }

  /// The median to the nearest whole number, halves away from zero.
  var median: Int { Self.median(draws, parts) }

  /// The median of the differences from another run of the same draws.
  func median(less other: ReturnFigure) -> Int {
    Self.median(zip(draws, other.draws).map { $0 - $1 }, parts)
  }

  /// Parts and their total, which is given as it is to be printed.
  static func block(_ parts: [[Int64]], total: Int) -> [ReturnFigure] {
    let adding = AddingUp.parts(
      parts.map { $0.reduce(0, +) }, of: parts.first?.count ?? 1, total: total)
    return zip(parts, adding).map { ReturnFigure($0, adding: $1) }
  }

  /// The sum of figures.
  static func total(_ figures: [ReturnFigure]) -> ReturnFigure {
    ReturnFigure(
      AddingUp.sum(figures.map(\.draws), draws: figures.first?.draws.count ?? 0),
      parts: figures.first?.parts ?? 1, adding: figures.reduce(0) { $0 + $1.adding })
  }

  private static func median(_ draws: [Int64], _ parts: Int) -> Int {
    let sorted = draws.sorted()
    let middle = Int(sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2])
    return Money.divided(middle, by: 2 * parts)
  }
}
