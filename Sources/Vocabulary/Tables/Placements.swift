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
  /// Roll of each setting.
  public var roll: [Int]
  /// Roll of each setting in Year 12 and after.
  public var rollPost16: [Int]
  /// Children who hold a place in each setting or looked for one there first.
  public var sought: [Int]
  /// Places of each setting.
  public var places: [Places]
  /// Where those went who looked for a place: need × phase × wanted × destination.
  public var overflow: [Int32]

  /// The number of phases × destinations × wanted provisions is needs × 4 × provisions × (provisions + words).
  public static func overflowCount(_ space: StateSpace) -> Int {
    space.needs * Phase.allCases.count * space.provisions
      * (space.provisions + Word.allCases.count)
  }

  /// The position of an overflow count.
  @inlinable
  public static func overflowIndex(
    _ space: StateSpace, need: Int, phase: Int, wanted: Int, went: Int
  ) -> Int {
    ((need * 4 + phase) * space.provisions + wanted) * (space.provisions + 5) + went
  }

  /// An empty year.
  public init(_ space: StateSpace, settings: Int) {
    let zeros = [Int32](repeating: 0, count: space.count)
    attended = zeros
    arrived = Array(repeating: zeros, count: Seeking.allCases.count)
    moved = zeros
    movedAway = zeros
    waiting = zeros
    roll = Array(repeating: 0, count: settings)
    rollPost16 = roll
    sought = roll
    places = Array(repeating: Places(all: 0), count: settings)
    overflow = [Int32](repeating: 0, count: Self.overflowCount(space))
  }

  /// Empties the tables so that their memory serves another year.
  public mutating func clear() {
    reset(&attended)
    for kind in arrived.indices { reset(&arrived[kind]) }
    reset(&moved)
    reset(&movedAway)
    reset(&waiting)
    reset(&overflow)
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
