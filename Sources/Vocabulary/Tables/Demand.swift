/// Children who look for a place, by why they look.
public enum Seeking: Int, CaseIterable, Sendable {
  /// A new plan.
  case newPlan
  /// A plan transferred in from another authority.
  case transferIn
  /// A plan that SEN2's flows do not explain.
  case residual
}

/// Plans that change provision in a year, need unchanged.
public struct Movement: Sendable, Hashable {
  /// Position of the national curriculum year entered.
  public var ncyIndex: Int
  /// Position of the need.
  public var need: Int
  /// Position of the provision left.
  public var from: Int
  /// Position of the provision wanted.
  public var to: Int
  /// How many.
  public var count: Int
  /// True where the setting left ends at this point, so that they cannot stay.
  public var released: Bool

  /// Records a movement.
  public init(ncyIndex: Int, need: Int, from: Int, to: Int, count: Int, released: Bool) {
    self.ncyIndex = ncyIndex
    self.need = need
    self.from = from
    self.to = to
    self.count = count
    self.released = released
  }

  /// True where both leave the same provision at the same year with the same need.
  func isSameCell(as other: Movement) -> Bool {
    ncyIndex == other.ncyIndex && need == other.need && from == other.from
  }
}

/// What Projection says of one year of one draw: who leaves, who moves, who comes, at the NCY of the closing census.
///
/// Arrays are cells of `StateSpace`.
public struct Demand: Sendable {
  /// Plans of the opening census a year older. Those past the last year are not in it.
  public var aged: [Int32]
  /// Plans of the opening census that end because the last year is passed, need × provision.
  public var agedOut: [Int32]
  /// Plans that cease.
  public var ceased: [Int32]
  /// Plans that move to another authority.
  public var out: [Int32]
  /// Plans that SEN2's flows lose.
  public var lost: [Int32]
  /// Of the plans whose setting ends, those that neither cease nor leave.
  public var releasedStaying: [Int32]
  /// Plans that come, by why, at the provision wanted.
  public var coming: [[Int32]]
  /// Changes of provision wanted.
  public var movements: [Movement] = []

  /// A year in which nothing happens.
  public init(_ space: StateSpace) {
    let zeros = [Int32](repeating: 0, count: space.count)
    aged = zeros
    ceased = zeros
    out = zeros
    lost = zeros
    releasedStaying = zeros
    agedOut = [Int32](repeating: 0, count: space.cellsPerNCY)
    coming = Array(repeating: zeros, count: Seeking.allCases.count)
  }

  /// Adds a movement, together with one of the same children if there is one already.
  public mutating func add(_ movement: Movement) { movements.join(movement) }

  /// Empties the tables so that their memory serves another year.
  public mutating func clear() {
    reset(&aged)
    reset(&ceased)
    reset(&out)
    reset(&lost)
    reset(&releasedStaying)
    reset(&agedOut)
    for kind in coming.indices { reset(&coming[kind]) }
    movements.removeAll(keepingCapacity: true)
  }

  private func reset(_ values: inout [Int32]) {
    values.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
  }
}

extension [Movement] {
  /// Adds a movement, together with one of the same children if there is one already.
  ///
  /// Movements of a cell are added one after another, so that looking back a few is enough.
  public mutating func join(_ movement: Movement) {
    var index = count - 1
    while index >= 0, self[index].isSameCell(as: movement) {
      if self[index].to == movement.to, self[index].released == movement.released {
        self[index].count += movement.count
        return
      }
      index -= 1
    }
    append(movement)
  }
}
