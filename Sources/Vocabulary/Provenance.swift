/// Where a figure comes from.
public struct Provenance: Hashable, Sendable {
  /// How much the figure can bear.
  public enum Status: String, Hashable, Sendable, CaseIterable {
    /// Printed by the source.
    case published
    /// Computed from published figures; the source says how.
    case derived
    /// Estimated from the evidence by this tool.
    case estimated
    /// A modelling choice of this tool.
    case assumption
    /// Invented so that the tool can run.
    case illustrative
  }

  /// How much the figure can bear.
  public let status: Status
  /// Title and place of the source, or the reasoning.
  public let source: String

  /// Records a provenance.
  public init(_ status: Status, _ source: String) {
    self.status = status
    self.source = source
  }
}

/// A parameter that a run used, for its assumption log.
public struct Assumption: Hashable, Sendable {
  /// What it is, in words a reader can look up.
  public let name: String
  /// What it applies to: a need, a setting, a line, or empty.
  public let scope: String
  /// The value as printed.
  public let value: String
  /// The unit.
  public let unit: String
  /// Where it comes from.
  public let provenance: Provenance

  /// Records a parameter.
  public init(
    _ name: String, scope: String = "", value: String, unit: String, _ provenance: Provenance
  ) {
    self.name = name
    self.scope = scope
    self.value = value
    self.unit = unit
    self.provenance = provenance
  }
}

extension [Assumption] {
  /// How many of the figures that were given to a run are invented, and how many were given: choices and estimates of the tool are not.
  public var illustrative: (count: Int, of: Int) {
    let given = map(\.provenance.status).filter {
      [.published, .derived, .illustrative].contains($0)
    }
    return (given.count { $0 == .illustrative }, given.count)
  }
}
