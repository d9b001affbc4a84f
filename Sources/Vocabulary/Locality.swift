/// A place on the Ordnance Survey National Grid, in metres (EPSG:27700).
public struct GridPoint: Hashable, Sendable {
  /// Metres east.
  public let easting: Int
  /// Metres north.
  public let northing: Int

  /// England, its islands included, lies within these eastings.
  public static let eastings = 80_000...656_000
  /// England lies within these northings.
  public static let northings = 5_000...658_000

  /// A point; nil where it is outside England.
  public init?(easting: Int, northing: Int) {
    guard Self.eastings.contains(easting), Self.northings.contains(northing) else { return nil }
    self.easting = easting
    self.northing = northing
  }

  /// Straight-line distance in kilometres.
  public func kilometres(to other: GridPoint) -> Double {
    let east = Double(easting - other.easting)
    let north = Double(northing - other.northing)
    return (east * east + north * north).squareRoot() / 1000
  }
}

/// A part of the authority for which places are planned, such as a district.
public struct PlanningArea: Hashable, Sendable {
  /// A short id, as the files name it.
  public let id: String
  /// The name.
  public let name: String
  /// The centre from which travel is measured; nil where travel is not counted.
  public let centre: GridPoint?
  /// Where the figures come from.
  public let provenance: Provenance

  /// Describes an area.
  public init(id: String, name: String, centre: GridPoint?, provenance: Provenance) {
    self.id = id
    self.name = name
    self.centre = centre
    self.provenance = provenance
  }
}

/// What is known of an area's plans beyond its population, for a need and phase or for all.
public struct AreaEvidence: Hashable, Sendable {
  /// What the figure is.
  public enum Figure: Hashable, Sendable {
    /// Plans per head as a multiple of the authority's: 1 says population alone.
    case relativeRate(Double)
    /// Plans counted at the base census, from a person-level return.
    case plans(Int)
  }

  /// The area.
  public let area: String
  /// Code of the need; nil for all.
  public let need: String?
  /// The phase; nil for all.
  public let phase: Phase?
  /// The figure.
  public let figure: Figure
  /// Where it comes from.
  public let provenance: Provenance

  /// Records a figure.
  public init(
    area: String, need: String?, phase: Phase?, figure: Figure, provenance: Provenance
  ) {
    self.area = area
    self.need = need
    self.phase = phase
    self.figure = figure
    self.provenance = provenance
  }
}

/// The planning areas of an authority, their populations, and what is known of their rates.
public struct Locality: Sendable {
  /// The areas, in the order of their ids; empty where the authority is planned as one.
  public var areas: [PlanningArea] = []
  /// People by variant, mid-year, area and age 0 to 25.
  public var population: [String: [Int: [String: [Double]]]] = [:]
  /// Evidence beyond population.
  public var evidence: [AreaEvidence] = []

  /// An authority planned as one.
  public init() {}
}
