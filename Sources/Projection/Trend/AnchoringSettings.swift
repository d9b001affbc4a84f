public import Vocabulary

/// How far the counts that a run is conditioned on are trusted.
public struct AnchorSettings: Sendable, Hashable {
  /// Standard deviation of a January total about what the census will say, as a share: later revisions.
  public var revision = 0.001
  /// Standard deviation of a month-end caseload about a census of that day, as a share.
  public var caseloadDifference = 0.01
  /// Standard deviation, in logarithm, of the pace of the rest of a year against that of its beginning.
  public var pace = 0.2
  /// Standard deviation of a year's leavers about those expected, as a share.
  public var leavers = 0.15
  /// Draws that the gains are computed from, whatever the run's number.
  public var ensemble = 1000

  /// The tool's own assumptions.
  public init() {}

  /// The tool's own assumptions, some of them replaced by their names.
  ///
  /// Names that are none of `catalogue` are left alone.
  public init(_ values: [String: (value: Double, provenance: Provenance)]) {
    for item in Self.catalogue {
      if let given = values[item.name] { self[keyPath: item.path] = given.value }
    }
  }

  /// A choice that a folder may make.
  struct Choice {
    let name: String
    let meaning: String
    let source: String
    let path: WritableKeyPath<AnchorSettings, Double>
  }

  static var catalogue: [Choice] {
    [
      Choice(
        name: "anchor_revision", meaning: "error of a January total, as a share",
        source: "SEN2 totals are hardly revised after the count", path: \.revision),
      Choice(
        name: "anchor_caseload_difference", meaning: "error of a month-end caseload, as a share",
        source: "caseload systems differ from the census; the same error in every month",
        path: \.caseloadDifference),
      Choice(
        name: "anchor_pace",
        meaning: "pace of the rest of a year against its beginning, in logarithm",
        source: "plans are not issued evenly over a year", path: \.pace),
      Choice(
        name: "anchor_leavers", meaning: "leavers of a year about those expected, as a share",
        source: "plans issued say nothing of plans ceased", path: \.leavers),
    ]
  }

  /// The names a folder may give in `evidence/assumptions.csv`, and the values they may have.
  public static let bounds: [String: ClosedRange<Double>] = Dictionary(
    uniqueKeysWithValues: catalogue.map { ($0.name, 0...10) })

  /// Every choice with its source.
  public func log(_ given: [String: (value: Double, provenance: Provenance)] = [:]) -> [Assumption]
  {
    Self.catalogue.map { item in
      Assumption(
        item.name, scope: item.meaning, value: "\(self[keyPath: item.path])",
        unit: "standard deviation",
        given[item.name]?.provenance ?? Provenance(.assumption, item.source))
    }
  }
}
