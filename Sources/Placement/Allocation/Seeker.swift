import NumericalCore

/// One child who looks for a place in a provision with settings.
struct Seeker {
  /// Why they look, in the order in which the groups are served.
  enum Group: UInt64 {
    case waiting
    case phaseTransfer
    case newcomer
    case midPhase
  }

  /// Orders the children: group first, then lottery.
  let key: UInt64
  /// The child's own random number: order among settings and overflow come from it.
  let random: UInt64
  /// NCY × need.
  let row: Int
  /// Position of the provision wanted.
  let wanted: Int
  /// Position of the kind of arrival; nil for a child who had a plan already.
  let arrival: Int?
  /// Position of the provision attended before; the wanted one for a newcomer.
  let origin: Int
  /// The seat they keep until a place is found; nil if they have none.
  let keeps: Int?
  /// True if they were on the waiting list.
  let isWaiting: Bool
}

/// A child's place in the queue: groups in order, and children of a group by lottery.
struct Turn: Comparable {
  let key: UInt64
  let random: UInt64
  let seeker: Int

  static func < (left: Turn, right: Turn) -> Bool {
    left.key == right.key ? left.random < right.random : left.key < right.key
  }
}

/// What a random number of placement is for.
enum Purpose: UInt8 {
  case departure = 101
  case lottery
}
