public import Vocabulary

/// Every published series of every draw of a scenario of transitions.
///
/// A draw writes its own row, whichever thread runs it; summaries read columns. So nothing depends on threads.
public final class TransitionStore: @unchecked Sendable {
  /// The series.
  public let layout: TransitionLayout
  /// The number of draws.
  public let draws: Int
  private let heads: UnsafeMutableBufferPointer<Int32>
  private let money: UnsafeMutableBufferPointer<Int>

  // Rows are disjoint by draw: hence @unchecked.
  init(layout: TransitionLayout, draws: Int) {
    self.layout = layout
    self.draws = draws
    heads = .allocate(capacity: layout.count * draws)
    heads.initialize(repeating: 0)
    money = .allocate(capacity: layout.amounts * draws)
    money.initialize(repeating: 0)
  }

  deinit {
    heads.deallocate()
    money.deallocate()
  }

  func headRow(_ draw: Int) -> UnsafeMutableBufferPointer<Int32> {
    UnsafeMutableBufferPointer(rebasing: heads[(draw * layout.count)..<((draw + 1) * layout.count)])
  }

  func moneyRow(_ draw: Int) -> UnsafeMutableBufferPointer<Int> {
    UnsafeMutableBufferPointer(
      rebasing: money[(draw * layout.amounts)..<((draw + 1) * layout.amounts)])
  }

  /// The draws of a series of heads.
  public func heads(_ series: Int) -> [Int64] {
    (0..<draws).map { Int64(heads[$0 * layout.count + series]) }
  }

  /// The draws of an amount of money, in pence.
  public func pence(_ amount: Int) -> [Int64] {
    (0..<draws).map { Int64(money[$0 * layout.amounts + amount]) }
  }

  /// Mean and quantiles of a series of heads.
  public func summary(heads series: Int) -> Spread { DrawStore.summary(heads(series)) }

  /// Mean and quantiles of an amount of money, in pence.
  public func summary(pence amount: Int) -> Spread { DrawStore.summary(pence(amount)) }
}
