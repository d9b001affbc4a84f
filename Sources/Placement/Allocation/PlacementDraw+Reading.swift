import Vocabulary

/// The lists of a draw as arrays, for those who only read.
extension PlacementDraw {
  /// Plans in provisions without settings of children who wait for nothing: cells of the space.
  var open: [Int32] { Array(openCells.elements) }
  /// Everybody else, in the order of their keys.
  var groups: PupilGroups { seats.arrays }
  /// Own children who hold a place in each base, those who look elsewhere meanwhile included.
  var held: [Int] { Array(heldByBase.elements) }
  /// Of those, children of the years of each block.
  var heldInBlock: [Int] { Array(heldByBlock.elements) }
}

/// Where the groups of a cell begin and end.
struct GroupRange {
  var start: Int32 = 0
  var end: Int32 = 0
}

/// Heads taken from a group.
struct TakenHeads {
  let key: UInt64
  var count: Int
}

/// How a seeker ranks a setting.
struct OptionRank {
  let rank: UInt64
  let lot: UInt64
}

/// By base, how many own children may be held at most: `Int.min` where the bound is not for the base.
struct SeatBounds {
  /// Within places.
  var places: PlainList<Int>
  /// Up to the ceiling of the authority's own settings.
  var overNumber: PlainList<Int>
  /// Up to the ceiling of other authorities' schools.
  var otherAuthority: PlainList<Int>

  init(bases: Int, in memory: DrawMemory) {
    places = PlainList(in: memory, repeating: Int.min, count: bases)
    overNumber = PlainList(in: memory, repeating: Int.min, count: bases)
    otherAuthority = PlainList(in: memory, repeating: Int.min, count: bases)
  }

  mutating func move(to memory: DrawMemory) {
    places.move(to: memory)
    overNumber.move(to: memory)
    otherAuthority.move(to: memory)
  }
}
