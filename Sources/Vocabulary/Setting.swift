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
  /// Codes of the needs it serves; nil for all.
  public let needs: Set<String>?
  /// The national curriculum years it admits to.
  public let ncys: ClosedRange<Int>
  /// True for another authority's school, whose places are not ours to commission.
  public let isElsewhere: Bool
  /// The authority's own children on roll at the base census.
  public let baseRoll: Int
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
    self.id = id
    self.name = name
    self.kind = kind
    self.provision = provision
    self.needs = needs
    self.ncys = ncys
    self.isElsewhere = isElsewhere
    self.baseRoll = baseRoll
    self.stretch = stretch
    self.provenance = provenance
  }

  /// True where the setting is designated for the need and admits to the year.
  public func admits(need: String, ncy: Int) -> Bool {
    ncys.contains(ncy) && (needs?.contains(need) ?? true)
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
