/// The plans and places of one financial year of one draw, as Costing needs them.
///
/// Plans are in 24ths of a plan-year, so that the mean of the months' stocks is a whole number and money adds to the penny.
public struct CostedYear: Sendable {
  /// The financial year.
  public var year: FinancialYear
  /// Need × provision: mean plans over the year's months, in 24ths.
  public var planYears24: [Int]
  /// Mean children with top-up funding without a plan, in 24ths, in the order of `Finances.topUps`.
  public var topUpYears24: [Int]
  /// Roll and places of each setting in the academic year that ends in this financial year.
  public var before: [SettingYear]
  /// Roll and places of each setting in the academic year that starts in it.
  public var after: [SettingYear]

  /// Roll and places of a setting in an academic year.
  public struct SettingYear: Sendable, Hashable {
    /// Children on roll.
    public var roll: Int
    /// Of which in Year 12 and after.
    public var rollPost16: Int
    /// Commissioned places.
    public var places: Places

    /// Records a year.
    public init(roll: Int, rollPost16: Int, places: Places) {
      self.roll = roll
      self.rollPost16 = rollPost16
      self.places = places
    }
  }

  /// Records a year.
  public init(
    year: FinancialYear, planYears24: [Int], topUpYears24: [Int] = [], before: [SettingYear],
    after: [SettingYear]
  ) {
    self.year = year
    self.planYears24 = planYears24
    self.topUpYears24 = topUpYears24
    self.before = before
    self.after = after
  }
}

/// The high needs account of one financial year of one draw.
public struct AccountYear: Sendable, Hashable {
  /// The amount of each line, in the order of `Account.lines`.
  public var amounts: [Money]

  /// Records a year.
  public init(amounts: [Money]) { self.amounts = amounts }
}

/// A line of the high needs account.
public struct AccountLine: Sendable, Hashable {
  /// What the line is.
  public enum Kind: String, Sendable {
    /// Spending.
    case cost
    /// Income.
    case income
    /// A sum or balance of the others.
    case total
  }

  /// The name in the files, for example `topup_special`.
  public let name: String
  /// What it is.
  public let kind: Kind

  /// Names a line.
  public init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// The sums and balances that end every account.
  public static let totals: [AccountLine] = [
    AccountLine("total_cost", .total), AccountLine("total_income", .total),
    AccountLine("in_year_balance", .total), AccountLine("cumulative_balance", .total),
  ]
}
