import Costing
import Vocabulary

/// Place funding of an authority in 2021-22: the budget has academies' places, the outturn has not, because DfE pays for them.
struct PlaceFundingReturn {
  /// All columns of line 1.0.2. The file's own total is of special schools and pupil referral units alone.
  static let columns = [
    "place_early_years", "place_primary", "place_secondary", "place_special", "place_pru_ap",
    "place_post_school",
  ]
  static let ownTotal = ["place_special", "place_pru_ap"]

  let authority: Authority
  let budget: Money
  let outturn: Money
  /// What DfE deducts from the block for places that it pays itself, colleges among them.
  let deducted: Money
  /// Of which colleges and training providers, whose places are in no column; nil where that is not published.
  let colleges: Money?

  init?(_ authority: Authority, _ blocks: Blocks, _ funding: DirectFunding) {
    guard let deducted = blocks.deducted(authority.code, Account.year) else { return nil }
    self.authority = authority
    budget = authority.budgeted(Self.columns)
    outturn = authority.spent(Self.columns)
    self.deducted = deducted
    colleges = funding.colleges[Blocks.Key(code: authority.code, year: Account.year)]
  }

  /// True where the file's total is what it is taken for.
  var isOwnTotal: Bool {
    abs((authority.spent(Self.ownTotal) - authority.spent(["place_funding_total"])).pence) <= 100
      && abs(
        (authority.budgeted(Self.ownTotal) - authority.budgeted(["place_funding_total"])).pence)
        <= 100
  }

  /// Both with academies' places: the outturn and the deductions, beside the budget.
  var gross: Comparison { Comparison(of: outturn + deducted, beside: budget) }
  /// Both without them: the outturn, beside the budget less the deductions.
  var net: Comparison { Comparison(of: outturn, beside: budget - deducted) }
  /// As `gross`, colleges left out.
  var grossWithoutColleges: Comparison? {
    colleges.map { Comparison(of: outturn + deducted - $0, beside: budget) }
  }
  /// As `gross`, from the file's own total.
  var grossOfOwnTotal: Comparison {
    Comparison(
      of: authority.spent(["place_funding_total"]) + deducted,
      beside: authority.budgeted(["place_funding_total"]))
  }
}

/// The published deductions for places paid directly: totals, and colleges' part.
struct DirectFunding {
  private(set) var totals: [Blocks.Key: Money] = [:]
  private(set) var colleges: [Blocks.Key: Money] = [:]

  init(_ folder: String) throws {
    for row in try Table(folder: folder, "hn_places_direct_funded_by_la_year.csv").rows
    where try row.text("measure") == "deduction_gbp" {
      guard let year = FinancialYear(try row.text("financial_year")) else { continue }
      let key = Blocks.Key(code: try row.text("old_la_code"), year: year)
      let sector = try row.text("sector")
      if sector.hasPrefix("Total") {
        totals[key] = try row.money("value")
      } else if sector.hasPrefix("Further education") {
        colleges[key] = try row.money("value")
      }
    }
  }
}

/// An amount beside the one that it should be.
struct Comparison {
  let amount: Money
  let published: Money

  init(of amount: Money, beside published: Money) {
    self.amount = amount
    self.published = published
  }

  var error: Money { amount - published }

  /// In percent of the published amount; nil where that is nothing or less.
  var percent: Double? {
    published > .zero ? 100 * Double(error.pence) / Double(published.pence) : nil
  }
}
