public import Vocabulary

/// A funding rule: a name, and the values it took with the days from which they hold.
public struct Rule: Hashable, Sendable {
  /// What its values are counted in.
  public enum Unit: String, Hashable, Sendable, CaseIterable {
    /// Pounds for a place or pupil and year.
    case gbp
    /// Months of a financial year.
    case months
    /// Percent.
    case percent
    /// 1 where something holds, 0 where it does not.
    case flag
  }

  /// A value and the day from which it holds.
  public struct Value: Hashable, Sendable {
    /// The first day on which it holds.
    public let from: RuleDate
    /// The value as the rulebook prints it.
    public let text: String
    /// The value in hundredths of its unit, exact: pence where the unit is pounds.
    public let hundredths: Int
    /// Where it comes from.
    public let provenance: Provenance

    /// The value as an amount; for rules in pounds.
    public var money: Money { Money(pence: hundredths) }
    /// The value as a number of its unit.
    public var number: Double { Double(hundredths) / 100 }
  }

  /// The name by which the formulas ask for it.
  public let name: String
  /// What it is, in words.
  public let label: String
  /// What its values are counted in.
  public let unit: Unit
  /// Its values, earliest first; at least one.
  public let values: [Value]
}

extension Rule {
  /// State special school place, pre-16.
  public static let placeSpecial = "place_funding_special"
  /// State special school place, post-16.
  public static let placeSpecialPost16 = "place_funding_special_post16"
  /// Base place with a pupil on roll, pre-16.
  public static let placeBaseOccupied = "place_funding_base_occupied"
  /// Base place without a pupil on roll, pre-16.
  public static let placeBaseEmpty = "place_funding_base_empty"
  /// Base place, post-16.
  public static let placeBasePost16 = "place_funding_post16"
  /// Element 2 of a place in a college of further education.
  public static let placeFE = "place_funding_fe"
  /// Place in state alternative provision.
  public static let placeAP = "place_funding_ap"
  /// Pupil above the places of a setting.
  public static let overNumber = "over_number_rate"
  /// Pupil in another authority's school.
  public static let importExport = "import_export_adjustment"
  /// 1 where the block is last year's in cash.
  public static let blockRollover = "block_rollover"
  /// Months before September.
  public static let pre16Months = "pre16_months_before_september"
  /// Months before August.
  public static let post16Months = "post16_months_before_august"
  /// Largest block transfer that a schools forum may agree.
  public static let blockTransferLimit = "block_transfer_limit"

  /// Share of the eligible deficit at 31 March 2026 that the stability grant pays.
  public static let stabilityGrant = "stability_grant_share"
  /// 1 where SEND costs are managed within central budgets.
  public static let centralFunding = "central_funding"

  /// The rules that the account rests on.
  static let costed = [
    placeSpecial, placeSpecialPost16, placeBaseOccupied, placeBaseEmpty, placeBasePost16,
    overNumber, importExport, blockRollover, pre16Months, post16Months, blockTransferLimit,
  ]
}
