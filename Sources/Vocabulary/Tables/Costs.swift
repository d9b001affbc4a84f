/// Plans by need × provision from the January before a financial year to its end, in whole heads.
///
/// Between two Januaries newcomers and leavers are spread evenly over the months, and go on at that pace to the end of March; transfers
/// between provisions and those who age out change on 1 September.
public struct PlanStock: Sendable, Hashable {
  /// Plans of the January before the financial year.
  public var opening: [Int]
  /// What 1 September changes.
  public var september: [Int]
  /// Newcomers less leavers of the twelve months.
  public var even: [Int]
  /// Of the newcomers, new plans.
  public var newPlans: [Int]

  /// Records a stock, all four need × provision, provision running fastest.
  public init(opening: [Int], september: [Int], even: [Int], newPlans: [Int]) {
    let counts = [september.count, even.count, newPlans.count]
    precondition(counts.allSatisfy { $0 == opening.count }, "\(counts), \(opening.count) cells")
    self.opening = opening
    self.september = september
    self.even = even
    self.newPlans = newPlans
  }

  /// Plans that do not change through a year.
  public init(steady plans: [Int]) {
    let none = plans.map { _ in 0 }
    self.init(opening: plans, september: none, even: none, newPlans: none)
  }

  /// Mean plans over the months of the financial year, in 24ths: a change on 1 September counts for 7 months of 12, an even one for 17/24,
  /// as it is 2.5/12 done on 1 April and 14.5/12 on 31 March.
  public var planYears24: [Int] {
    opening.indices.map { 24 * opening[$0] + 14 * september[$0] + 17 * even[$0] }
  }
}

/// The plans and places of one financial year of one draw, as Costing needs them.
///
/// Plans are in whole heads, and each line weights them by how it falls due, so that money adds to the penny.
public struct CostedYear: Sendable {
  /// The financial year.
  public var year: FinancialYear
  /// Plans by need × provision and how they change.
  public var stock: PlanStock
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
    year: FinancialYear, stock: PlanStock, topUpYears24: [Int] = [], before: [SettingYear],
    after: [SettingYear]
  ) {
    self.year = year
    self.stock = stock
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
    /// Spending outside the block, in none of its sums.
    case memo
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
