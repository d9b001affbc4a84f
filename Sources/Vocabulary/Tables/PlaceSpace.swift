/// The shape of what is said about places: provision with settings × need × phase × area, area running fastest.
public struct PlaceSpace: Sendable, Hashable {
  /// The shape of the state.
  public let space: StateSpace
  /// Positions of the provisions that have settings, and so can be full, in the order of their codes.
  public let provisions: [Int]
  /// Ids of the planning areas, in their order; one empty id where the authority is planned as one.
  public let areas: [String]

  /// The shape of an authority's places.
  public init(_ space: StateSpace, provisions: [Int], areas: [String] = [""]) {
    precondition(!areas.isEmpty, "an authority has an area at least")
    self.space = space
    self.provisions = provisions
    self.areas = areas
  }

  /// The number of leaves.
  public var count: Int { provisions.count * leavesPerProvision }

  /// The number of leaves of one provision.
  public var leavesPerProvision: Int { space.needs * Phase.allCases.count * areas.count }

  /// The number of destinations: the provisions, then the words.
  public var destinations: Int { space.provisions + Placements.Word.allCases.count }

  /// The position of a leaf.
  ///
  /// - Parameters:
  ///   - provision: position in `provisions`.
  ///   - phase: position in `Phase.allCases`.
  @inlinable
  public func leaf(_ provision: Int, need: Int, phase: Int, area: Int) -> Int {
    ((provision * space.needs + need) * 4 + phase) * areas.count + area
  }
}

/// Why a child who looked for a place found none where they looked.
public enum PlaceLimit: Int, CaseIterable, Sendable {
  /// No setting of the provision is designated for the need.
  case designation
  /// Those that are do not admit to the year.
  case years
  /// Those that do are further away than the child can travel.
  case distance
  /// Those within reach are full.
  case places

  /// The word in the files.
  public var text: String {
    switch self {
    case .designation: "no setting for the need"
    case .years: "no setting for the year group"
    case .distance: "too far"
    case .places: "full"
    }
  }
}
