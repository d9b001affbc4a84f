/// How the price of a plan or child of a year comes about from a row of the evidence.
public struct PriceBasis: Sendable, Hashable {
  /// The line that the row is on.
  public var line: String
  /// What the row is for: provision, need and band as the row gives them.
  public var label: String
  /// The amount as given.
  public var given: Money
  /// From those prices to the year's.
  public var growth: GrowthBasis
  /// The amount in the prices of the year, rounded once to the penny.
  public var grown: Money
  /// The cap of the line where it binds.
  public var cap: CapBasis?
  /// The share of the plans of the provision and need that count with it, after levers on bands; 1 without bands.
  public var share = 1.0
  /// The share as the row gives it.
  public var givenShare = 1.0
  /// The shares of the amount that health and social care pay.
  public var healthShare = 0.0
  /// The share of the amount that social care pays.
  public var socialCareShare = 0.0
  /// How it falls due.
  public var billing = Billing.monthly
  /// What the amount includes, in words.
  public var includes: String?
  /// What a plan counts for, rounded once to the penny: amount × what the block pays × share.
  public var counted: Money
  /// Where the amount comes from.
  public var provenance: Provenance

  /// Describes a price without bands, caps or other payers.
  public init(
    line: String, label: String, given: Money, growth: GrowthBasis, grown: Money, counted: Money,
    provenance: Provenance
  ) {
    self.line = line
    self.label = label
    self.given = given
    self.growth = growth
    self.grown = grown
    self.counted = counted
    self.provenance = provenance
  }

  /// The amount after the cap.
  public var capped: Money { cap?.amount ?? grown }
}

/// The growth of an amount from one year to another, year by year.
public struct GrowthBasis: Sendable, Hashable {
  /// A year's growth.
  public struct Step: Sendable, Hashable {
    /// The year, whose prices are so much above those of the year before.
    public var year: FinancialYear
    /// Percent.
    public var percent: Double
    /// The row that says so; nil where none does and the amount is carried in cash.
    public var row: YearlyGrowth?

    /// Records a year.
    public init(year: FinancialYear, percent: Double, row: YearlyGrowth?) {
      self.year = year
      self.percent = percent
      self.row = row
    }

    /// What the amount is multiplied by.
    public var factor: Double { (100 + percent) / 100 }
  }

  /// What grows: a line or an index of `inflation.csv`.
  public var line: String
  /// The year of the amount.
  public var from: FinancialYear
  /// The year asked for.
  public var to: FinancialYear
  /// The years between, in order; none where the two are the same.
  public var steps: [Step]

  /// Records a growth.
  public init(line: String, from: FinancialYear, to: FinancialYear, steps: [Step]) {
    self.line = line
    self.from = from
    self.to = to
    self.steps = steps
  }

  /// The product of the years, by which an amount of an earlier year is multiplied and one of a later year divided.
  public var product: Double { steps.reduce(1) { $0 * $1.factor } }
  /// What the amount is multiplied by.
  public var factor: Double { to < from ? 1 / product : product }
}

/// A cap that a price meets.
public struct CapBasis: Sendable, Hashable {
  /// The most that a plan may cost in the year, in cash.
  public var perYear: Money
  /// The first year in which it holds.
  public var from: FinancialYear
  /// What it leaves of the price: less or more than the cap itself where the line is tied to an outturn afterwards.
  public var amount: Money
  /// Where it comes from.
  public var provenance: Provenance

  /// Records a cap.
  public init(perYear: Money, from: FinancialYear, amount: Money, provenance: Provenance) {
    self.perYear = perYear
    self.from = from
    self.amount = amount
    self.provenance = provenance
  }
}

/// An amount given for a year, and carried to another.
public struct CarriedBasis: Sendable, Hashable {
  /// As it is given.
  public var given: YearlyAmount
  /// From that year to the year asked for.
  public var growth: GrowthBasis
  /// The amount of the year asked for.
  public var amount: Money

  /// Records an amount.
  public init(given: YearlyAmount, growth: GrowthBasis, amount: Money) {
    self.given = given
    self.growth = growth
    self.amount = amount
  }
}
