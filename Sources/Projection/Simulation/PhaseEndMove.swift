/// A share of the children of a provision who would have stayed in it at the end of a phase goes on to another.
public struct PhaseEndMove: Sendable, Hashable {
  /// Position of the provision left.
  public var from: Int
  /// Position of the provision wanted.
  public var to: Int
  /// The share by projected year, 0 to 1.
  public var share: [Double]
  /// Positions of the needs; nil for all.
  public var needs: Set<Int>?
  /// The years entered, each a phase transfer.
  public var entering: Set<Int>

  /// Describes the move.
  public init(from: Int, to: Int, share: [Double], needs: Set<Int>?, entering: Set<Int>) {
    self.from = from
    self.to = to
    self.share = share
    self.needs = needs
    self.entering = entering
  }

  /// True for children of a need who enter a year.
  func applies(from provision: Int, need: Int, entering ncy: Int) -> Bool {
    provision == from && entering.contains(ncy) && (needs?.contains(need) ?? true)
  }
}
