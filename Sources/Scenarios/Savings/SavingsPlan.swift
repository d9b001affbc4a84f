import NumericalCore
public import Vocabulary

/// Which sets of a scenario's savings lines are run, and which of them together.
public struct SavingsPlan: Sendable {
  /// How the effect of all lines is shared among them.
  public enum Method: Sendable, Hashable {
    /// Over every set of lines.
    case exact(sets: Int)
    /// Over some orders of the lines, each with its reverse.
    case sampled(orders: Int)
  }

  /// The most lines that are shared exactly: 2⁸ sets.
  public static let exactLimit = 8
  /// The most lines there may be.
  public static let limit = 20
  /// Pairs of orders drawn where there are more lines than that.
  static let pairs = 16

  /// The scenario.
  public let scenario: Scenario
  /// How lines are shared.
  public let method: Method
  /// The orders drawn; nil where sharing is exact.
  let orders: SampledOrders?
  /// The sets of lines to run; bit i of a set is line i.
  let sets: LineSets

  /// Sets by what runs them together.
  var batches: [[Int]] { sets.batches }
  /// The number of runs of all draws.
  public var runs: Int { batches.count }

  /// Plans the runs of a scenario with savings lines.
  ///
  /// - Parameters:
  ///   - seed: of the run; it draws the orders where there are too many lines for all sets.
  ///   - exactLimit: the most lines that are shared exactly.
  /// - Throws: `SavingsRun.Fault` where there are no lines, or too many.
  public init(
    _ scenario: Scenario, evidence: Evidence, seed: UInt64, exactLimit: Int = SavingsPlan.exactLimit
  ) throws {
    let lines = scenario.savings.count
    guard lines > 0 else { throw SavingsRun.Fault.none(scenario.id) }
    guard lines <= Self.limit else { throw SavingsRun.Fault.many(scenario.id, lines) }
    self.scenario = scenario
    let sets: [Int]
    if lines <= exactLimit {
      (method, orders) = (.exact(sets: 1 << lines), nil)
      sets = Array(0..<(1 << lines))
    } else {
      let drawn = Self.orders(lines, seed: seed)
      (method, orders) = (.sampled(orders: drawn.orders.count), drawn)
      let alone = (0..<lines).map { 1 << $0 }
      sets = Set(drawn.coalitions + alone + [(1 << lines) - 1]).sorted()
    }
    self.sets = LineSets(
      sets, isShared: evidence.authority.allocation == .fillOrder, scenario: scenario.keeping)
  }

  private static func orders(_ lines: Int, seed: UInt64) -> SampledOrders {
    let stream = DrawStream(
      DrawAddress(seed: seed, draw: 0), year: 0, cell: stableHash("order of savings lines"),
      purpose: 255)
    return SampledOrders(players: lines, pairs: pairs, from: stream)
  }
}
