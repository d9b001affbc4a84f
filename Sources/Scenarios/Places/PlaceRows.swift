public import Vocabulary

/// The rows of a provision: need × phase × area, the last of each axis its total.
public struct PlaceRows: Sendable, Hashable {
  /// Where a row stands on the three axes.
  public struct Key: Sendable, Hashable {
    /// Position of the need; the number of needs for all.
    public let need: Int
    /// Position in `Phase.allCases`; the number of phases for all.
    public let phase: Int
    /// Position of the area; the number of areas for all.
    public let area: Int
  }

  /// The number of needs, and so the position of their total.
  public let needs: Int
  /// The number of areas, and so the position of their total.
  public let areas: Int
  /// True where the authority is planned as one: its rows name no area.
  public let isOne: Bool

  /// The number of phases, and so the position of their total.
  public var phases: Int { Phase.allCases.count }
  /// The number of rows.
  public var count: Int { (needs + 1) * (phases + 1) * (areas + 1) }
  /// The row of everybody.
  public var total: Int { count - 1 }

  /// The rows of a shape.
  public init(_ shape: PlaceSpace) {
    needs = shape.space.needs
    areas = shape.areas.count
    isOne = shape.areas == [""]
  }

  /// The position of a row.
  @inlinable
  public func row(need: Int, phase: Int, area: Int) -> Int {
    (need * (phases + 1) + phase) * (areas + 1) + area
  }

  /// Where a row stands.
  public func key(_ row: Int) -> Key {
    let (rest, area) = row.quotientAndRemainder(dividingBy: areas + 1)
    let (need, phase) = rest.quotientAndRemainder(dividingBy: phases + 1)
    return Key(need: need, phase: phase, area: area)
  }

  /// True for a row that is written: of an authority planned as one the totals of areas alone.
  public func isWritten(_ row: Int) -> Bool { !isOne || row % (areas + 1) == areas }

  /// The rows that hold a need × phase × area: its own and seven totals.
  func holding(need: Int, phase: Int, area: Int) -> [Int] {
    [need, needs].flatMap { need in
      [phase, phases].flatMap { phase in
        [area, areas].map { row(need: need, phase: phase, area: $0) }
      }
    }
  }

  /// Sums over draws of the leaves of a provision, by row.
  func totals(_ leaf: (_ need: Int, _ phase: Int, _ area: Int) -> Int) -> [Int] {
    var result = [Int](repeating: 0, count: count)
    for need in 0..<needs {
      for phase in 0..<phases {
        for area in 0..<areas {
          let sum = leaf(need, phase, area)
          guard sum != 0 else { continue }
          for row in holding(need: need, phase: phase, area: area) { result[row] += sum }
        }
      }
    }
    return result
  }
}
