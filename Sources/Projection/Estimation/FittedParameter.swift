/// An estimated parameter, what it was made of, and how well it is known.
public struct FittedParameter: Sendable, Hashable {
  /// What a parameter applies to; nil for everything.
  public struct Scope: Sendable, Hashable {
    /// National curriculum year: of flows the one entered.
    public var ncy: Int?
    /// Code of the need.
    public var need: String?
    /// Code of the provision; of moves the one left.
    public var provision: String?
    /// Code of the provision moved to.
    public var to: String?
    /// Calendar year.
    public var year: Int?

    /// Names a scope.
    public init(
      ncy: Int? = nil, need: String? = nil, provision: String? = nil, to: String? = nil,
      year: Int? = nil
    ) {
      self.ncy = ncy
      self.need = need
      self.provision = provision
      self.to = to
      self.year = year
    }
  }

  /// What it is.
  public let name: String
  /// What it applies to.
  public let scope: Scope
  /// The value the simulation uses.
  public let value: Double
  /// Standard deviation of the posterior, given strength and level; nil where none is known.
  public var standardError: Double?
  /// The unit of value and standard error.
  public let unit: String
  /// The authority's own raw figure; nil where it has none.
  public var own: Double?
  /// England's figure.
  public var england: Double?
  /// England's figure at the authority's level, to which the own one is drawn.
  public var prior: Double?
  /// The weight of the own figure: 0 is the prior, 1 the own.
  public var ownWeight: Double?
  /// What it was estimated from.
  public let source: String

  /// Records a parameter.
  public init(_ name: String, _ scope: Scope = Scope(), value: Double, unit: String, source: String)
  {
    self.name = name
    self.scope = scope
    self.value = value
    self.unit = unit
    self.source = source
  }
}
