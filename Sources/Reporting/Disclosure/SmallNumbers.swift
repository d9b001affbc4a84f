/// Which counts of a list are not shown, so that nobody can be told from 1 to 4 children.
///
/// A count of 1 to 4 is masked. Where the counts add to a known total and a single one is masked, the smallest other is masked too, or
/// else the masked one could be worked out. Tables whose rows and columns both add need more than this.
struct SmallNumbers {
  /// Counts that are not shown.
  static let hidden = 1...4
  /// What stands in place of a masked count.
  static let word = "not shown"

  /// True for counts that are masked.
  private(set) var mask: [Bool]

  /// Masks a list.
  ///
  /// - Parameters:
  ///   - counts: of children.
  ///   - totalIsKnown: their sum is shown somewhere.
  init(_ counts: [Int], totalIsKnown: Bool) {
    mask = counts.map { Self.hidden.contains($0) }
    guard totalIsKnown, mask.count(where: { $0 }) == 1 else { return }
    let others = counts.indices.filter { !mask[$0] && counts[$0] > 0 }
    if let smallest = others.min(by: { counts[$0] < counts[$1] }) { mask[smallest] = true }
  }
}
