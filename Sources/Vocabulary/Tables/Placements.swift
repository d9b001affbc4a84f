/// What Placement says of one year of one draw.
public struct Placements: Sendable {
  /// The words after the provisions in the list of destinations.
  public enum Word: Int, CaseIterable, Sendable {
    /// Placed where they wanted, within places.
    case asWanted
    /// Admitted above the places of a setting.
    case overNumber
    /// A school of another authority.
    case otherAuthority
    /// Waiting where they are, or in mainstream.
    case held
    /// Waiting without a setting.
    case awaiting

    /// The word in the files.
    public var text: String {
      switch self {
      case .asWanted: "as wanted"
      case .overNumber: "over number"
      case .otherAuthority: "other authority"
      case .held: "held while waiting"
      case .awaiting: "awaiting a setting"
      }
    }
  }

  /// What is counted for every leaf of a `PlaceSpace`.
  public enum Count: Int, CaseIterable, Sendable {
    /// On the roll of a setting of the provision here at the closing census.
    case attending
    /// Waiting for it at the closing census.
    case waiting
    /// Settled elsewhere because there was no place, at the closing census.
    case elsewhere
    /// Looked this September from the waiting list.
    case soughtFromList
    /// Looked at a phase transfer, or because their setting ends.
    case soughtAtTransfer
    /// Looked with a new plan, or having moved here.
    case soughtNew
    /// Looked in the middle of a phase.
    case soughtMidPhase
    /// Looked because new places drew them.
    case induced
    /// On the roll of another authority's setting of the provision at the closing census: they need no place here.
    case attendingElsewhere
  }

  /// Provision attended at the closing census: cells of `StateSpace`.
  public var attended: [Int32]
  /// Arrivals by why, at the provision attended.
  public var arrived: [[Int32]]
  /// Children whose provision changed: arrivals at the provision attended now.
  public var moved: [Int32]
  /// Children whose provision changed: departures from the provision attended before.
  public var movedAway: [Int32]
  /// Children waiting at the closing census for the provision their plan names, cells of `StateSpace` at the provision wanted.
  public var waiting: [Int32]
  /// The authority's own children on the roll of each setting.
  public var roll: [Int]
  /// Those in Year 12 and after.
  public var rollPost16: [Int]
  /// Own children who hold a place in each setting or looked for one there first.
  public var sought: [Int]
  /// Places of each setting in this draw.
  public var places: [Places]
  /// Counts by leaf: `Count` × leaves of the `PlaceSpace`.
  public var counts: [Int32]
  /// Where those went who looked for a place: leaf × destination.
  public private(set) var overflow: [Int32]
  /// The positions of `overflow` that are not 0: few of many.
  public private(set) var overflown: [Int] = []
  /// Why those who found no place where they looked found none: leaf × `PlaceLimit`.
  public var unplaced: [Int32]
  /// Plans by need × phase × area at the closing census, whatever is attended; zeros where the authority is planned as one.
  public var byArea: [Int32]
  /// The shape of the counts.
  public let shape: PlaceSpace

  /// The position of an overflow count.
  @inlinable
  public static func overflowIndex(_ shape: PlaceSpace, leaf: Int, went: Int) -> Int {
    leaf * shape.destinations + went
  }

  /// The position of a count of a leaf.
  @inlinable
  public static func countIndex(_ shape: PlaceSpace, _ count: Count, leaf: Int) -> Int {
    count.rawValue * shape.count + leaf
  }

  /// The position of a count of the unplaced.
  @inlinable
  public static func unplacedIndex(leaf: Int, _ limit: PlaceLimit) -> Int {
    leaf * PlaceLimit.allCases.count + limit.rawValue
  }

  /// An empty year.
  public init(_ shape: PlaceSpace, settings: Int) {
    self.shape = shape
    let zeros = [Int32](repeating: 0, count: shape.space.count)
    attended = zeros
    arrived = Array(repeating: zeros, count: Seeking.allCases.count)
    moved = zeros
    movedAway = zeros
    waiting = zeros
    roll = Array(repeating: 0, count: settings)
    rollPost16 = roll
    sought = roll
    places = Array(repeating: Places(all: 0), count: settings)
    counts = [Int32](repeating: 0, count: Count.allCases.count * shape.count)
    overflow = [Int32](repeating: 0, count: shape.count * shape.destinations)
    byArea = [Int32](repeating: 0, count: shape.leavesPerProvision)
    unplaced = [Int32](repeating: 0, count: shape.count * PlaceLimit.allCases.count)
  }

  /// Counts children at a position of `overflow`.
  public mutating func addOverflow(_ index: Int, _ count: Int) {
    guard count > 0 else { return }
    if overflow[index] == 0 { overflown.append(index) }
    overflow[index] += Int32(count)
  }

  /// Empties the tables so that their memory serves another year.
  public mutating func clear() {
    reset(&attended)
    for kind in arrived.indices { reset(&arrived[kind]) }
    reset(&moved)
    reset(&movedAway)
    reset(&waiting)
    reset(&counts)
    for index in overflown { overflow[index] = 0 }
    overflown.removeAll(keepingCapacity: true)
    reset(&unplaced)
    reset(&byArea)
    for setting in roll.indices {
      roll[setting] = 0
      rollPost16[setting] = 0
      sought[setting] = 0
    }
  }

  private func reset(_ values: inout [Int32]) {
    values.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
  }
}
