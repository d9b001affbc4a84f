import Scenarios
import Vocabulary

/// What the summary says of the deficit: the end of the override, the stability grant, what carrying it costs.
struct DeficitDigest: Sendable {
  /// The calendar year of the 31 March.
  private let march: Int
  private let without: Spread
  private let with: Spread?
  private let financing: Spread
  private let isBeyondCentral: Bool
  private let state: StabilityGrant
  /// The sentence on years without an allocation; nil where the year has one.
  private let allocation: String?

  /// Takes the figures at the end of the override, or of the last year before; nil where there are none.
  init?(_ outlook: DeficitOutlook) {
    let last = FinancialYear(start: 2027)
    guard let year = outlook.rows.map(\.year).filter({ $0 <= last }).max() else { return nil }
    func spread(_ item: DeficitOutlook.Item) -> Spread? {
      outlook.rows.first { $0.year == year && $0.item == item }?.spread
    }
    guard let without = spread(.cumulative), let financing = spread(.financing) else { return nil }
    march = year.start + 1
    self.without = without
    self.financing = financing
    with = spread(.withGrant)
    state = outlook.stabilityGrant
    isBeyondCentral = outlook.centralFrom != nil
    allocation = Self.allocation(
      outlook, year, low: spread(.cumulativeLow), high: spread(.cumulativeHigh))
  }

  /// The balance with the block of the low and of the high case.
  private static func allocation(
    _ outlook: DeficitOutlook, _ year: FinancialYear, low: Spread?, high: Spread?
  ) -> String? {
    guard let last = outlook.lastAllocation, year > last, let low, let high else { return nil }
    let terms = outlook.terms
    let growth = [terms.blockGrowthLow, terms.blockGrowthHigh].map { percent in
      Digits.trimmed(Digits.fixed(Int((percent * 100).rounded()), decimals: 2)) + " %"
    }
    return "  With the block growing \(growth.joined(separator: " / ")) a year after \(last): "
      + "\(Wording.millions(low.median)) / \(Wording.millions(high.median)); assumed, no forecast."
  }

  private var grantWords: String {
    switch state {
    case .expected: "with the stability grant, if approved,"
    case .approved: "with the stability grant, which is approved,"
    case .refused: "the stability grant is refused; with it the balance would be"
    }
  }

  /// Sentences below the account.
  var lines: [String] {
    let grant =
      with.map {
        "; \(grantWords) \(Wording.millions($0.median))"
      } ?? ""
    let central =
      isBeyondCentral
      ? [
        "  From 2028-29 costs are to be managed centrally: later balances are what that has to cover."
      ]
      : []
    return [
      "  Balance at 31 March \(march): \(Wording.millions(without.median))\(grant).",
      "  Carrying it costs the general fund \(Wording.millions(financing.median)) in that year, a memo (balance.csv).",
    ] + (allocation.map { [$0] } ?? []) + central
  }
}
