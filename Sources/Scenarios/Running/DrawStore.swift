import NumericalCore
public import Vocabulary

/// Every published series of every draw of a scenario.
///
/// A draw writes its own row, whichever thread runs it; summaries read columns. So nothing depends on threads.
public final class DrawStore: Sendable {
  /// The series of heads.
  public let layout: SeriesLayout
  /// The number of draws.
  public let draws: Int
  /// The number of amounts of money of a draw: financial years × lines.
  public let amounts: Int
  private let children: DrawColumns<Int32>
  private let money: DrawColumns<Int>

  init(layout: SeriesLayout, heads: DrawColumns<Int32>, money: DrawColumns<Int>) {
    precondition(
      heads.drawn == money.drawn && heads.columns == layout.count,
      "\(heads.drawn) and \(money.drawn), \(heads.columns) of \(layout.count) series")
    self.layout = layout
    draws = heads.drawn.count
    amounts = money.columns
    children = heads
    self.money = money
  }

  /// Room for the draws of a run.
  convenience init(layout: SeriesLayout, amounts: Int, drawn: Range<Int>, shelf: BlockShelf) {
    self.init(
      layout: layout, heads: DrawColumns(columns: layout.count, drawn: drawn, shelf: shelf),
      money: DrawColumns(columns: amounts, drawn: drawn, shelf: shelf))
  }

  /// Other money for the same children.
  convenience init(sharing store: DrawStore, amounts: Int, shelf: BlockShelf) {
    self.init(
      layout: store.layout, heads: store.children,
      money: DrawColumns(columns: amounts, drawn: store.children.drawn, shelf: shelf))
  }

  /// The row of heads of a draw, until `close`.
  func headRow(_ draw: Int) -> UnsafeMutableBufferPointer<Int32> { children.open(draw) }

  /// The row of pence of a draw, until `close`.
  func moneyRow(_ draw: Int) -> UnsafeMutableBufferPointer<Int> { money.open(draw) }

  /// Ends the rows of a draw; those of heads once for all accounts that share them.
  func close(_ draw: Int, withHeads: Bool) {
    if withHeads { children.close(draw) }
    money.close(draw)
  }

  /// The blocks of heads and of money.
  var packedHeads: PackedColumns<Int32> { children.packed }
  var packedMoney: PackedColumns<Int> { money.packed }

  /// Other money for the same children, of draws that were made.
  convenience init(sharing store: DrawStore, money: DrawColumns<Int>) {
    self.init(layout: store.layout, heads: store.children, money: money)
  }

  /// The draws of a series of heads.
  public func heads(_ series: Int) -> [Int64] { children.values(series) }

  /// The draws of an amount of money, in pence.
  public func pence(_ amount: Int) -> [Int64] { money.values(amount) }

  /// Mean and quantiles of a series of heads, with the tails where they are wanted.
  public func summary(heads series: Int, tails: Bool = false) -> Spread {
    Self.summary(of: draws, tails: tails) { children.read(series, into: $0) }
  }

  /// Mean and quantiles of an amount of money, in pence, with the tails where they are wanted.
  public func summary(pence amount: Int, tails: Bool = false) -> Spread {
    Self.summary(of: draws, tails: tails) { money.read(amount, into: $0) }
  }

  static func summary(_ values: [Int64], tails: Bool = false) -> Spread {
    summary(of: values.count, tails: tails) { target in
      for index in values.indices { target[index] = values[index] }
    }
  }

  private static func summary(
    of count: Int, tails: Bool, _ fill: (UnsafeMutablePointer<Int64>) -> Void
  ) -> Spread {
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: count) { values in
      values.initialize(repeating: 0)
      if let start = values.baseAddress { fill(start) }
      let summary = summarised(values, tails: tails)
      return Spread(
        sum: summary.sum, count: summary.count, quantiles: summary.quantiles, tails: summary.tails)
    }
  }
}
