public import Vocabulary

/// What borrowing for buildings costs a year: a fixed payment over a term, which falls on the general fund.
public struct BorrowingTerms: Sendable, Hashable {
  /// Interest in percent a year.
  public var rate = 5.0
  /// Years in which the loan is paid back.
  public var years = 25.0

  /// The tool's own choices.
  public init() {}

  /// Those of a folder's `evidence/assumptions.csv` in place of them.
  public init(_ overrides: [String: (value: Double, provenance: Provenance)]) {
    if let item = overrides[Self.rateName] { rate = item.value }
    if let item = overrides[Self.yearsName] { years = item.value }
  }

  private static let rateName = "borrowing_rate"
  private static let yearsName = "borrowing_years"

  /// The values that a folder may give, by name.
  public static let bounds: [String: ClosedRange<Double>] = [
    rateName: 0...20, yearsName: 1...60,
  ]

  /// The payment a year, to the penny.
  public func payment(_ borrowed: Money) -> Money {
    let interest = rate / 100
    guard interest > 0 else { return borrowed.grown(by: 1 / years) }
    var growth = 1.0
    for _ in 0..<Int(years) { growth *= 1 + interest }
    return borrowed.grown(by: interest * growth / (growth - 1))
  }

  func log(_ overrides: [String: (value: Double, provenance: Provenance)]) -> [Assumption] {
    func entry(_ name: String, _ value: Double, _ unit: String) -> Assumption {
      Assumption(
        name, scope: "capital.csv: a memo of the general fund, not in the high needs block",
        value: "\(value)", unit: unit,
        overrides[name]?.provenance
          ?? Provenance(.assumption, "a usual rate and term of public loans; not measured here"))
    }
    return [
      entry(Self.rateName, rate, "percent a year"), entry(Self.yearsName, years, "years"),
    ]
  }
}
