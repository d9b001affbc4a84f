/// What happened between two January censuses in one draw of a projection of transitions.
///
/// Arrays are states of the model. Those who come are counted at the state entered, those who go at the state left,
/// which is one national curriculum year younger.
public struct TransitionFlows: Sendable {
  /// Plans at the closing census.
  public var closing: [Int32]
  /// New plans, at the state entered.
  public var joined: [Int32]
  /// Plans that ended, at the state left.
  public var left: [Int32]
  /// Plans that ended because no setting serves the year entered, at the state left.
  public var agedOut: [Int32]
  /// Plans that changed setting, at the state entered.
  public var movedIn: [Int32]
  /// Plans that changed setting, at the state left.
  public var movedAway: [Int32]

  /// A year in which nothing happens, for a number of states.
  public init(states: Int) {
    let zeros = [Int32](repeating: 0, count: states)
    closing = zeros
    joined = zeros
    left = zeros
    agedOut = zeros
    movedIn = zeros
    movedAway = zeros
  }

  /// Empties the tables so that their memory serves another year.
  public mutating func clear() {
    Self.reset(&closing)
    Self.reset(&joined)
    Self.reset(&left)
    Self.reset(&agedOut)
    Self.reset(&movedIn)
    Self.reset(&movedAway)
  }

  private static func reset(_ values: inout [Int32]) {
    values.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
  }
}
