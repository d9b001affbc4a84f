/// A school, college or base that children attend.
public struct Setting: Hashable, Sendable {
  /// What it is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A state-funded special school.
    case special
    /// Designated specialist provision: SEN unit, resourced provision, specialist base.
    case specialistBase = "dsp"
    /// A base commissioned by the school or trust.
    case supportBase = "support_base"
    /// An independent special school.
    case independentSpecial = "independent_special"
    /// A non-maintained special school.
    case nonMaintainedSpecial = "nmss"
    /// Alternative provision.
    case alternative = "ap"
    /// A specialist post-16 institution.
    case specialistPost16 = "post16_specialist"
    /// A further education college.
    case furtherEducation = "fe"
    /// A mainstream school.
    case mainstream
  }

  /// URN, or a short id where there is none.
  public let id: String
  /// The name.
  public let name: String
  /// What it is.
  public let kind: Kind
  /// Code of the provision its places count as.
  public let provision: String
  /// Its designation: weights of the needs it serves, of which only the proportions count; nil for all needs alike.
  public let designation: [String: Double]?
  /// The national curriculum years it admits to.
  public let ncys: ClosedRange<Int>
  /// True for another authority's school, whose places are not ours to commission.
  public let isElsewhere: Bool
  /// The planning area it is in; nil where it has none.
  public let area: String?
  /// Where it stands; nil where that is not known.
  public let point: GridPoint?
  /// The number of sites; nil where that is not known.
  public let sites: Int?
  /// Places the buildings were made for, whatever is commissioned; nil where that is not known.
  public let physicalCapacity: Int?
  /// Children of other authorities on roll, who take places.
  public let imports: Int
  /// The authority's own children on roll at the base census.
  public let baseRoll: Int
  /// Those by national curriculum year; nil where that is not known.
  public let baseRollByNCY: [Int: Int]?
  /// The ceiling as a multiple of places.
  public let stretch: Double
  /// Where the figures come from.
  public let provenance: Provenance

  /// Describes a setting.
  public init(
    id: String, name: String, kind: Kind, provision: String, needs: Set<String>?,
    ncys: ClosedRange<Int>, isElsewhere: Bool = false, baseRoll: Int = 0, stretch: Double = 1,
    provenance: Provenance
  ) {
    self.init(
      id: id, name: name, kind: kind, provision: provision,
      designation: needs.map { codes in
        Dictionary(codes.map { ($0, 1) }, uniquingKeysWith: { first, _ in first })
      },
      ncys: ncys, isElsewhere: isElsewhere, baseRoll: baseRoll, stretch: stretch,
      provenance: provenance)
  }

  /// Describes a setting with its designation as weights, and where it is.
  public init(
    id: String, name: String, kind: Kind, provision: String, designation: [String: Double]?,
    ncys: ClosedRange<Int>, isElsewhere: Bool = false, area: String? = nil,
    point: GridPoint? = nil, sites: Int? = nil, physicalCapacity: Int? = nil, imports: Int = 0,
    baseRoll: Int = 0, baseRollByNCY: [Int: Int]? = nil, stretch: Double = 1,
    provenance: Provenance
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.provision = provision
    self.designation = designation
    self.ncys = ncys
    self.isElsewhere = isElsewhere
    self.area = area
    self.point = point
    self.sites = sites
    self.physicalCapacity = physicalCapacity
    self.imports = imports
    self.baseRoll = baseRoll
    self.baseRollByNCY = baseRollByNCY
    self.stretch = stretch
    self.provenance = provenance
  }

  /// The weight of a need in the designation; 0 where the setting does not serve it.
  public func weight(of need: String) -> Double { designation.map { $0[need] ?? 0 } ?? 1 }

  /// True where the setting is designated for the need and admits to the year.
  public func admits(need: String, ncy: Int) -> Bool {
    ncys.contains(ncy) && weight(of: need) > 0
  }
}

/// Commissioned places of a setting in an academic year.
public struct Places: Hashable, Sendable {
  /// All places.
  public var all: Int
  /// Those for Year 12 and after, a part of `all`.
  public var post16: Int

  /// Counts places.
  public init(all: Int, post16: Int = 0) {
    self.all = all
    self.post16 = post16
  }
}
