import NumericalCore
public import Vocabulary

/// Every published series of every draw of a scenario.
///
/// A draw writes its own row, whichever thread runs it; summaries read columns. So nothing depends on threads.
public final class DrawStore: @unchecked Sendable {
  /// The series of heads.
  public let layout: SeriesLayout
  /// The number of draws.
  public let draws: Int
  /// The number of amounts of money of a draw: financial years × lines.
  public let amounts: Int
  private let children: HeadRows
  private var heads: UnsafeMutableBufferPointer<Int32> { children.rows }
  private let money: UnsafeMutableBufferPointer<Int>

  // Rows are disjoint by draw: hence @unchecked.
  init(layout: SeriesLayout, draws: Int, amounts: Int) {
    self.layout = layout
    self.draws = draws
    self.amounts = amounts
    children = HeadRows(count: layout.count * draws)
    money = .allocate(capacity: amounts * draws)
    money.initialize(repeating: 0)
  }

  /// Other money for the same children.
  init(sharing store: DrawStore, amounts: Int) {
    layout = store.layout
    draws = store.draws
    self.amounts = amounts
    children = store.children
    money = .allocate(capacity: amounts * draws)
    money.initialize(repeating: 0)
  }

  deinit { money.deallocate() }

  /// The row of heads of a draw.
  func headRow(_ draw: Int) -> UnsafeMutableBufferPointer<Int32> {
    UnsafeMutableBufferPointer(rebasing: heads[(draw * layout.count)..<((draw + 1) * layout.count)])
  }

  /// The row of pence of a draw.
  func moneyRow(_ draw: Int) -> UnsafeMutableBufferPointer<Int> {
    UnsafeMutableBufferPointer(rebasing: money[(draw * amounts)..<((draw + 1) * amounts)])
  }

  /// The draws of a series of heads.
  public func heads(_ series: Int) -> [Int64] {
    (0..<draws).map { Int64(heads[$0 * layout.count + series]) }
  }

  /// The draws of an amount of money, in pence.
  public func pence(_ amount: Int) -> [Int64] {
    (0..<draws).map { Int64(money[$0 * amounts + amount]) }
  }

  /// Mean and quantiles of a series of heads, with the tails where they are wanted.
  public func summary(heads series: Int, tails: Bool = false) -> Spread {
    Self.summary(of: draws, tails: tails) { Int64(heads[$0 * layout.count + series]) }
  }

  /// Mean and quantiles of an amount of money, in pence, with the tails where they are wanted.
  public func summary(pence amount: Int, tails: Bool = false) -> Spread {
    Self.summary(of: draws, tails: tails) { Int64(money[$0 * amounts + amount]) }
  }

  static func summary(_ values: [Int64], tails: Bool = false) -> Spread {
    summary(of: values.count, tails: tails) { values[$0] }
  }

  private static func summary(of count: Int, tails: Bool, _ value: (Int) -> Int64) -> Spread {
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: count) { values in
      for draw in 0..<count { values.initializeElement(at: draw, to: value(draw)) }
      let summary = summarised(values, tails: tails)
      return Spread(
        sum: summary.sum, count: summary.count, quantiles: summary.quantiles, tails: summary.tails)
    }
  }
}

/// The heads of every draw, for as many accounts as there are of them.
private final class HeadRows {
  let rows: UnsafeMutableBufferPointer<Int32>

  init(count: Int) {
    rows = .allocate(capacity: count)
    rows.initialize(repeating: 0)
  }

  deinit { rows.deallocate() }
}
