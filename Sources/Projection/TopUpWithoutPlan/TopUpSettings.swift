public import Vocabulary

/// How top-up funding without a plan begins and ends; a scenario folder can replace it in
/// `evidence/assumptions.csv`.
///
/// Nothing is published about these flows: the tool's values are illustrative.
public struct TopUpSettings: Sendable, Hashable {
  /// Share of the children that gets a plan in a year.
  public var conversion = 0.1
  /// Share of the others whose top-up ends in a year, growing past the last band apart.
  public var exit = 0.1
  /// Entries as a multiple of those that keep the stock of the base census as it is.
  public var entryFactor = 1.0

  /// The tool's own choices.
  public init() {}

  private static let source =
    "no figure of these flows was found; replace it with the authority's own records"

  /// The names a folder may replace, with what they mean, their unit and the reason for the tool's
  /// value.
  public static let catalogue: [(name: String, meaning: String, unit: String, source: String)] = [
    (
      "topup_conversion_share", "children with top-up without a plan who get a plan in a year",
      "share", source
    ),
    (
      "topup_exit_share", "of the others, those whose top-up ends in a year", "share", source
    ),
    (
      "topup_entry_factor", "entries against those that keep the base census's stock as it is",
      "factor", "1 keeps the stock in balance at the base population; \(source)"
    ),
  ]

  /// The values that a folder may give, by name.
  public static let bounds: [String: ClosedRange<Double>] = Dictionary(
    uniqueKeysWithValues: catalogue.map { ($0.name, 0...($0.unit == "share" ? 1 : 100)) })

  /// The choices with those of a folder in place of the tool's.
  public init(_ overrides: [String: (value: Double, provenance: Provenance)]) {
    if let item = overrides["topup_conversion_share"] { conversion = item.value }
    if let item = overrides["topup_exit_share"] { exit = item.value }
    if let item = overrides["topup_entry_factor"] { entryFactor = item.value }
  }

  /// The value by name; nil for a name that is not in the catalogue.
  public func value(_ name: String) -> Double? {
    switch name {
    case "topup_conversion_share": conversion
    case "topup_exit_share": exit
    case "topup_entry_factor": entryFactor
    default: nil
    }
  }
}
