/// How a fee or top-up falls due over a financial year.
public enum Billing: String, Sendable, Hashable, CaseIterable {
  /// A twelfth each month: a plan from 1 September costs 7/12 of the year by 31 March.
  case monthly
  /// A third each term, autumn, spring and summer: from 1 September two thirds.
  case termly
  /// By the days of placements that last all year: from 1 September 212 of 365, or 213 of 366.
  case daily
}

/// The annual cost of one plan to a line of the account.
///
/// A provision and need may have several rows that differ in `band`: top-up bands, or day, 38-week and 52-week placements. What a plan costs
/// is then their mean, each counted by its `share`.
public struct UnitCostRow: Sendable, Hashable {
  /// The line, for example `topup_special`.
  public let line: String
  /// Code of the provision; nil for all.
  public let provision: String?
  /// Code of the need; nil for all.
  public let need: String?
  /// Per plan and year, in the prices of `priceYear`.
  public let amount: Money
  /// The year whose prices these are.
  public let priceYear: FinancialYear
  /// The band, for example `Band 3` or `52-week`; nil where plans are not told apart.
  public var band: String?
  /// The share of the plans of the provision and need that are in the band, 0 to 1.
  public var share = 1.0
  /// The share of the amount that health pays, 0 to 1.
  public var healthShare = 0.0
  /// The share of the amount that social care pays, 0 to 1.
  public var socialCareShare = 0.0
  /// How it falls due.
  public var billing = Billing.monthly
  /// What the amount includes, in words.
  public var includes: String?
  /// The row of `inflation.csv` that it grows by; nil for the line's own.
  public var uplift: String?
  /// Standard error of the amount as a share of it: what a mean plan costs is not known better. 0 for a figure taken as known.
  public var uncertainty = 0.0
  /// Where the figure comes from.
  public let provenance: Provenance

  /// Records a row.
  public init(
    line: String, provision: String?, need: String?, amount: Money, priceYear: FinancialYear,
    provenance: Provenance
  ) {
    self.line = line
    self.provision = provision
    self.need = need
    self.amount = amount
    self.priceYear = priceYear
    self.provenance = provenance
  }

  /// What of the amount the high needs block pays, per plan of the band.
  public var ownShare: Double { max(0, 1 - healthShare - socialCareShare) }
}

/// A line of the account of a closed financial year.
public struct OutturnRow: Sendable, Hashable {
  /// The line of the account, for example `topup_special`.
  public let line: String
  /// What was planned; nil where the file leaves it out.
  public let budget: Money?
  /// What was spent.
  public let outturn: Money
  /// The financial year.
  public let year: FinancialYear
  /// Where the figure comes from.
  public let provenance: Provenance

  /// Records a row.
  public init(
    line: String, budget: Money?, outturn: Money, year: FinancialYear, provenance: Provenance
  ) {
    self.line = line
    self.budget = budget
    self.outturn = outturn
    self.year = year
    self.provenance = provenance
  }
}

/// What a plan costs in England, which an authority's own costs are held against.
public struct EnglandUnitCost: Sendable, Hashable {
  /// The lines of the account that share it.
  public let lines: [String]
  /// Per plan and year, in the prices of `priceYear`.
  public let amount: Money
  /// The year whose prices these are.
  public let priceYear: FinancialYear
  /// Where the figure comes from.
  public let provenance: Provenance

  /// Records a row.
  public init(lines: [String], amount: Money, priceYear: FinancialYear, provenance: Provenance) {
    self.lines = lines
    self.amount = amount
    self.priceYear = priceYear
    self.provenance = provenance
  }
}

/// A block of the dedicated schools grant other than high needs in a financial year.
public struct DSGBlockRow: Sendable, Hashable {
  /// The blocks beside high needs.
  public enum Block: String, Sendable, Hashable, CaseIterable {
    /// Schools.
    case schools
    /// Central school services.
    case central
    /// Early years.
    case earlyYears = "early_years"
  }

  /// The block.
  public let block: Block
  /// The financial year.
  public let year: FinancialYear
  /// What it has, before transfers to high needs.
  public let income: Money
  /// What is spent from it.
  public let spending: Money
  /// Its balance on 1 April; nil where it follows from the year before.
  public let opening: Money?
  /// Where the figures come from.
  public let provenance: Provenance

  /// Records a row.
  public init(
    block: Block, year: FinancialYear, income: Money, spending: Money, opening: Money?,
    provenance: Provenance
  ) {
    self.block = block
    self.year = year
    self.income = income
    self.spending = spending
    self.opening = opening
    self.provenance = provenance
  }
}

/// Places that the block pays for and that are not in the register of settings.
public struct FundedPlacesRow: Sendable, Hashable {
  /// What the places are, which is the name of their line.
  public enum Line: String, Sendable, Hashable, CaseIterable {
    /// High needs places of colleges and independent learning providers: element 2.
    case furtherEducation = "places_fe"
    /// Places of pupil referral units and alternative provision academies.
    case alternativeProvision = "places_ap"
  }

  /// What they are.
  public let line: Line
  /// The first academic year that has them.
  public let year: AcademicYear
  /// How many.
  public let places: Int
  /// Code of the provision whose plans they follow after the last year given; nil where they stay as they are.
  public let follows: String?
  /// Where the figure comes from.
  public let provenance: Provenance

  /// Records a row.
  public init(
    line: Line, year: AcademicYear, places: Int, follows: String?, provenance: Provenance
  ) {
    self.line = line
    self.year = year
    self.places = places
    self.follows = follows
    self.provenance = provenance
  }
}

/// An amount of a line in a financial year.
public struct YearlyAmount: Sendable, Hashable {
  /// The line.
  public let line: String
  /// The financial year.
  public let year: FinancialYear
  /// The amount.
  public let amount: Money
  /// Where the figure comes from.
  public let provenance: Provenance

  /// Records a row.
  public init(line: String, year: FinancialYear, amount: Money, provenance: Provenance) {
    self.line = line
    self.year = year
    self.amount = amount
    self.provenance = provenance
  }
}

/// Growth of a line in percent a year from a financial year on.
public struct YearlyGrowth: Sendable, Hashable {
  /// The line; nil for all.
  public let line: String?
  /// The first financial year in which prices are this much above the year before.
  public let year: FinancialYear
  /// Percent a year.
  public let percent: Double
  /// Where the figure comes from.
  public let provenance: Provenance

  /// Records a row.
  public init(line: String?, year: FinancialYear, percent: Double, provenance: Provenance) {
    self.line = line
    self.year = year
    self.percent = percent
    self.provenance = provenance
  }
}

/// Money evidence of an authority.
public struct Finances: Sendable {
  /// Unit costs.
  public var unitCosts: [UnitCostRow] = []
  /// Children with top-up funding without a plan, and what one of them costs.
  public var topUps: [TopUpRow] = []
  /// What transport costs per plan, on lines outside the block.
  public var transport: [UnitCostRow] = []
  /// Places outside the register of settings.
  public var fundedPlaces: [FundedPlacesRow] = []
  /// The account of a closed year, which unit costs are made to meet.
  public var outturn: [OutturnRow] = []
  /// The other blocks of the grant.
  public var dsgBlocks: [DSGBlockRow] = []
  /// What plans cost in England.
  public var englandUnitCosts: [EnglandUnitCost] = []
  /// Lines that are not driven by plans.
  public var otherCosts: [YearlyAmount] = []
  /// Price growth.
  public var inflation: [YearlyGrowth] = []
  /// Income lines, the schools block and the opening balance.
  public var income: [YearlyAmount] = []

  /// No money evidence.
  public init() {}
}
