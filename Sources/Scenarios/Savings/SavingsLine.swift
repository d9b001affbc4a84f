public import Vocabulary

/// Something an authority means to do about its costs: levers, and what it takes to pull them.
public struct SavingsLine: Sendable, Hashable {
  /// A transfer from the schools block that comes with a line.
  public struct BlockTransfer: Sendable, Hashable {
    /// Percent of the schools block, each year from the line's start.
    public var percent: Double
    /// True where as much is spent on what it was agreed for, so that nothing is left of it.
    public var hasMatchingSpend: Bool
    /// Who approved it, where it is above what a schools forum may agree.
    public var approvedBy: String?
  }

  /// The id: lower-case letters, digits and hyphens; lines stand and work in the order of their ids.
  public var id: String
  /// The name.
  public var name: String
  /// What it changes, in the order of the file.
  public var levers: [Lever]
  /// The financial year in which it starts.
  public var starts: FinancialYear
  /// Years after the first until its effect is full; the levers have ramps of their own, which should say the same.
  public var rampYears: Int
  /// The share of the effect that is expected to be delivered, 0 to 1.
  public var confidence: Double
  /// What it costs once, in the year in which it starts; cash.
  public var oneOffCost: Money
  /// What it costs a year from its start; cash.
  public var recurringCost: Money
  /// Who pays for delivering it.
  public var fundedFrom: String
  /// Months from the decision to the start.
  public var leadTimeMonths: Int
  /// The budget it is a saving against, by financial year; none where empty.
  public var budget: [FinancialYear: Money]
  /// A transfer from the schools block, where one comes with it.
  public var blockTransfer: BlockTransfer?
  /// Where its figures come from.
  public var provenance: Provenance

  /// What it costs to deliver in a financial year.
  public func costToDeliver(in year: FinancialYear) -> Money {
    guard year >= starts else { return .zero }
    return recurringCost + (year == starts ? oneOffCost : .zero)
  }

  /// The month by which it must be decided to start on 1 April, such as `October 2025`.
  public var decidedBy: String {
    let months = starts.start * 12 + 3 - leadTimeMonths
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return "\(names[months % 12]) \(months / 12)"
  }

  /// Its parameters, for the assumption log.
  var log: [Assumption] {
    let levers = levers.enumerated().map { index, lever in
      Assumption(
        "lever", scope: "\(id), \(index + 1)", value: lever.summary, unit: "", lever.provenance)
    }
    let terms = [
      ("savings_starts", "\(starts)", "financial year"),
      ("savings_confidence", "\(confidence)", "share of the effect, in savings.csv alone"),
      ("savings_one_off_cost", "\(oneOffCost)", "GBP, in savings.csv alone"),
      ("savings_recurring_cost", "\(recurringCost)", "GBP a year, in savings.csv alone"),
    ]
    return levers
      + terms.map {
        Assumption($0.0, scope: "\(id) (\(name))", value: $0.1, unit: $0.2, provenance)
      }
  }
}

extension Scenario {
  /// The levers that move children; scenarios that have the same may be run together.
  var movingLevers: [Lever.Change] { allLevers.map(\.change).filter { !$0.isMoneyAlone } }

  /// The scenario with some of its savings lines only.
  ///
  /// - Parameter lines: bit i says that line i is kept.
  func keeping(_ lines: Int) -> Scenario {
    Scenario(
      id: id, name: name, question: question, levers: levers,
      savings: savings.indices.filter { lines & (1 << $0) != 0 }.map { savings[$0] })
  }
}
