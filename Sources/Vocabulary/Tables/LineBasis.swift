/// What a line of the account is made of in a financial year: parts whose amounts are means over the draws of a run, and the steps from
/// their sum to the mean of the line.
public struct LineBasis: Sendable {
  /// The line.
  public var line: AccountLine
  /// The financial year.
  public var year: FinancialYear
  /// What it adds up.
  public var parts: Parts
  /// What is done to the sum of the parts, in order.
  public var steps: [Step]
  /// The mean of the line over the draws, to the penny.
  public var mean: Money
  /// How the line meets the outturn of a closed year; nil where it is not reconciled to one.
  public var tie: TieBasis?

  /// Gathers what was worked out.
  public init(
    line: AccountLine, year: FinancialYear, parts: Parts, steps: [Step] = [], mean: Money,
    tie: TieBasis? = nil
  ) {
    self.line = line
    self.year = year
    self.parts = parts
    self.steps = steps
    self.mean = mean
    self.tie = tie
  }

  /// What a line adds up.
  public enum Parts: Sendable {
    /// Plan-years or child-years × price.
    case priced([PricedPart], [PriceBasis])
    /// New plans × price × weeks of 52 that are paid back for each.
    case backPay([PricedPart], [PriceBasis], weeks: Double, Provenance)
    /// Places × rate × months; the settings they are in, or else what is given of them outside the register.
    case places([PlacePart], [RuleBasis], settings: [SettingPart], given: [FundedPlacesRow])
    /// An amount given for a year, and grown.
    case carried(CarriedBasis)
    /// Pupils in other authorities' schools × rate.
    case importExport(ImportExportBasis)
    /// A share of the schools block, in percent; the block is nil where nothing is moved.
    case transfer(percent: Double, of: CarriedBasis?, amount: Money)
    /// Other figures of the account; the opening balance comes from a source of its own.
    case sum([SummedPart], opening: Provenance?)

    /// The sum of the parts as they are printed.
    public var sum: Money {
      switch self {
      case .priced(let parts, _), .backPay(let parts, _, _, _):
        parts.reduce(.zero) { $0 + $1.amount }
      case .places(let parts, _, _, _): parts.reduce(.zero) { $0 + $1.amount }
      case .carried(let amount): amount.amount
      case .importExport(let basis): basis.amount
      case .transfer(_, _, let amount): amount
      case .sum(let parts, _): parts.reduce(.zero) { $0 + $1.amount }
      }
    }
  }

  /// Something done to the sum of the parts.
  public struct Step: Sendable, Hashable {
    /// What is done.
    public enum Kind: Sendable, Hashable {
      /// Fees rise with the share of plans in independent schools, by so many per cent for each per cent.
      case pricePressure(elasticity: Double)
      /// The line is multiplied to meet an outturn.
      case tie
      /// The prices of each draw, which are known up to a standard error, a share of them.
      case priceDraws(standardError: Double)
    }

    /// What is done.
    public var kind: Kind
    /// What it adds to the mean.
    public var amount: Money

    /// Records a step.
    public init(_ kind: Kind, _ amount: Money) {
      self.kind = kind
      self.amount = amount
    }
  }

  /// What is left between the parts with the steps and the mean: pennies, as each is rounded on its own.
  public var rounding: Money { mean - steps.reduce(parts.sum) { $0 + $1.amount } }
}

/// So many plans, children or new plans at a price.
public struct PricedPart: Sendable, Hashable {
  /// Code of the provision, or the age group of children without a plan.
  public var place: String
  /// Code of the need; nil for all that no other part of the place has.
  public var need: String?
  /// The band; nil where plans are not told apart.
  public var band: String?
  /// Mean plan-years, child-years or new plans, as they fall due.
  public var quantity: Double
  /// The same by month, however they fall due.
  public var monthly: Double
  /// What one of them counts for, a band's price by its share of the plans.
  public var price: Money
  /// The mean of quantity × price over the draws, rounded once.
  public var amount: Money
  /// Position of the price among the prices of the line.
  public var basis: Int
  /// What the plan-years are made of; nil for children and new plans, which are counted otherwise.
  public var stock: MeanStock?

  /// Records a part.
  public init(
    place: String, need: String?, band: String?, quantity: Double, monthly: Double, price: Money,
    amount: Money, basis: Int, stock: MeanStock? = nil
  ) {
    self.place = place
    self.need = need
    self.band = band
    self.quantity = quantity
    self.monthly = monthly
    self.price = price
    self.amount = amount
    self.basis = basis
    self.stock = stock
  }
}

/// Mean plans from the January before a financial year to the next.
public struct MeanStock: Sendable, Hashable {
  /// Plans of the January before the financial year.
  public var opening: Double
  /// What 1 September changes.
  public var september: Double
  /// Newcomers less leavers of the twelve months.
  public var even: Double

  /// Plans of the January in the financial year.
  public var closing: Double { opening + september + even }

  /// Records a stock.
  public init(opening: Double, september: Double, even: Double) {
    self.opening = opening
    self.september = september
    self.even = even
  }
}

/// A figure of the account that another adds or takes away.
public struct SummedPart: Sendable, Hashable {
  /// Its name: a line, with the year where it is another.
  public var name: String
  /// The mean as it is added, negative where it is taken away.
  public var amount: Money

  /// Records a part.
  public init(_ name: String, _ amount: Money) {
    self.name = name
    self.amount = amount
  }
}
