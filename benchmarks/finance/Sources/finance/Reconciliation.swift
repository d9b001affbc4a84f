import Costing
import Vocabulary

/// The outturn of every authority with two Januaries beside what the account makes of its plans.
struct Reconciliation {
  /// An authority's result on one basis.
  struct Result {
    let authority: Authority
    let unitCosts: [Line: Money]
    let account: Account
    /// The sum of the lines that plans move, as published.
    let pricedOutturn: Money
    /// The sum of all lines of the account, as published.
    let outturn: Money

    /// The lines that plans move, as the account has them.
    var pricedTotal: Money { account.priced.values.reduce(.zero, +) }
  }

  /// Authorities with outturn and plans at both Januaries.
  let authorities: [Authority]
  /// Results on each basis, in the order of the authorities.
  let results: [Basis: [Result]]
  /// True where every account adds up, and gives back the outturn where an authority's plans stand still at its own unit costs.
  let isSound: Bool

  private let blocks: Blocks
  private let rulebook: Rulebook

  init(_ all: [Authority], blocks: Blocks) throws {
    authorities = all.filter { $0.opening != nil && $0.closing != nil }
    self.blocks = blocks
    rulebook = try Rulebook.published()
    var results: [Basis: [Result]] = [:]
    let sums = UnitCosts(authorities)
    for basis in Basis.allCases {
      results[basis] = try authorities.map { [rulebook] authority in
        try Self.result(authority, basis, sums, blocks, rulebook)
      }
    }
    self.results = results
    let standing = try authorities.allSatisfy { [rulebook] authority in
      try Self.standsStill(authority, sums, blocks, rulebook)
    }
    isSound = standing && results.values.joined().allSatisfy(\.account.isSound)
  }

  func result(_ code: String, _ basis: Basis) -> Result? {
    results[basis]?.first { $0.authority.code == code }
  }

  private static func result(
    _ authority: Authority, _ basis: Basis, _ sums: UnitCosts, _ blocks: Blocks,
    _ rulebook: Rulebook
  ) throws -> Result {
    let (opening, closing) = try plans(authority)
    let unitCosts = sums.unitCosts(authority, basis)
    let account = try Account(
      authority, opening: opening, closing: closing, unitCosts: unitCosts,
      block: try blocks.before(authority.code, Account.year), rulebook: rulebook)
    let priced = Line.allCases.filter { unitCosts[$0] != nil }.flatMap(\.costs)
    let all = Line.allCases.flatMap(\.costs) + Line.passedThrough.flatMap(\.costs)
    return Result(
      authority: authority, unitCosts: unitCosts, account: account,
      pricedOutturn: authority.spent(priced), outturn: authority.spent(all))
  }

  /// True where an authority's own unit costs give back its outturn when its plans do not change, but for half a penny a plan.
  private static func standsStill(
    _ authority: Authority, _ sums: UnitCosts, _ blocks: Blocks, _ rulebook: Rulebook
  ) throws -> Bool {
    let (opening, _) = try plans(authority)
    let account = try Account(
      authority, opening: opening, closing: opening, unitCosts: sums.unitCosts(authority, .own),
      block: try blocks.before(authority.code, Account.year), rulebook: rulebook)
    return account.priced.allSatisfy { line, amount in
      abs((amount - authority.spent(line.costs)).pence) <= opening.sum(line.provisions) / 2 + 1
    }
  }

  private static func plans(_ authority: Authority) throws -> (Plans, Plans) {
    guard let opening = authority.opening, let closing = authority.closing else {
      throw FinanceError("\(authority.name) has no plans at both Januaries")
    }
    return (opening, closing)
  }
}

/// Unit costs from the outturn of an authority, or of all others.
struct UnitCosts {
  /// Outturn and 24ths of plan-years, of January 2021 and of the year.
  private struct Sums {
    var spent = 0
    var opening24 = 0
    var year24 = 0

    init(_ authority: Authority, _ line: Line) {
      spent = authority.spent(line.costs).pence
      let opening = authority.opening?.sum(line.provisions) ?? 0
      let closing = authority.closing?.sum(line.provisions) ?? 0
      opening24 = 24 * opening
      year24 = Account.planYears24(opening, closing)
    }

    func without(_ one: Sums) -> Sums {
      var rest = self
      rest.spent -= one.spent
      rest.opening24 -= one.opening24
      rest.year24 -= one.year24
      return rest
    }

    mutating func add(_ one: Sums) {
      spent += one.spent
      opening24 += one.opening24
      year24 += one.year24
    }
  }

  private var all: [Line: Sums] = [:]

  init(_ authorities: [Authority]) {
    for line in Line.allCases {
      for authority in authorities {
        let one = Sums(authority, line)
        if all[line] == nil { all[line] = one } else { all[line]?.add(one) }
      }
    }
  }

  /// The unit costs of an authority; none for a line whose outturn has no plans to be divided by.
  func unitCosts(_ authority: Authority, _ basis: Basis) -> [Line: Money] {
    var costs: [Line: Money] = [:]
    for line in Line.allCases {
      guard let all = all[line] else { continue }
      let own = Sums(authority, line)
      let sums = basis == .own ? own : all.without(own)
      let plans = basis == .othersInYear ? sums.year24 : sums.opening24
      if plans > 0 {
        costs[line] = Money(pence: Money.divided(24 * sums.spent, by: plans))
      }
    }
    return costs
  }
}
