import Scenarios
import Vocabulary

/// An amount of the return in one run: gross in whole pounds, and what of it DfE pays itself and deducts.
struct AccountFigure {
  let gross: ReturnFigure
  /// Whole pounds; nil where it is not known.
  let recouped: Int?

  /// Whole pounds.
  var net: Int? { recouped.map { gross.adding - $0 } }

  /// The sum of figures: recouped is known where that of each is.
  static func total(_ figures: [AccountFigure]) -> AccountFigure {
    let recouped = figures.compactMap(\.recouped)
    return AccountFigure(
      gross: ReturnFigure.total(figures.map(\.gross)),
      recouped: recouped.count == figures.count ? recouped.reduce(0, +) : nil)
  }
}

/// The account of one financial year of a run in lines of section 251, to the pound both gross and net of recoupment.
struct Section251Figures {
  /// By position in `Section251Line.all`.
  let lines: [AccountFigure]
  /// The high needs lines together.
  let cost: AccountFigure
  /// Lines of income by name, in the order of the account. What is recouped of cost is deducted from the block.
  let income: [(name: String, figure: AccountFigure)]
  /// All income.
  let totalIncome: AccountFigure
  /// Income less cost: the same gross and net, for recoupment leaves both.
  let balance: AccountFigure

  private static let block = "high_needs_block"

  init(_ run: ReturnDraws, year: Int, shares: [LineShare]) {
    let draws = run.options.draws
    let parts = Parts(run, year: year, shares: shares)
    let gross = Self.rounded(
      parts.gross, isHighNeeds: Section251Line.all.map(\.isHighNeeds), draws: draws)
    lines = zip(gross, parts.recoupedShares).map { figure, share in
      AccountFigure(
        gross: figure,
        recouped: share.map {
          Int((Double(figure.adding) * $0).rounded(.toNearestOrAwayFromZero))
        })
    }
    let block = zip(lines, Section251Line.all).filter(\.1.isHighNeeds).map(\.0)
    let cost = AccountFigure.total(block)
    self.cost = cost
    let names = run.model.accountLines.enumerated().filter { $0.element.kind == .income }
    let amounts = names.map { run.pence(year, $0.offset) }
    let figures = Self.rounded(
      amounts, isHighNeeds: amounts.map { _ in true }, draws: draws)
    income = zip(names, figures).map { name, figure in
      (
        name.element.name,
        AccountFigure(
          gross: figure, recouped: name.element.name == Self.block ? cost.recouped : 0)
      )
    }
    totalIncome = AccountFigure.total(income.map(\.figure))
    balance = AccountFigure(
      gross: totalIncome.gross.less(cost.gross), recouped: 0)
  }

  /// Amounts in pence by draw as whole pounds, those of the block and those outside it for themselves.
  private static func rounded(
    _ pence: [[Int64]], isHighNeeds: [Bool], draws: Int
  ) -> [ReturnFigure] {
    let sums = pence.map { $0.reduce(0, +) }
    var adding = sums.map { AddingUp.whole($0, of: 100 * draws) }
    let block = pence.indices.filter { isHighNeeds[$0] }
    let total = AddingUp.whole(block.reduce(0) { $0 + sums[$1] }, of: 100 * draws)
    let parts = AddingUp.parts(block.map { sums[$0] }, of: 100 * draws, total: total)
    for (index, part) in zip(block, parts) { adding[index] = part }
    return zip(pence, adding).map { ReturnFigure($0, parts: 100, adding: $1) }
  }
}

/// Lines of the account shared out to lines of the return, by draw in pence.
private struct Parts {
  /// By position in `Section251Line.all`.
  var gross: [[Int64]]
  /// The share of each that is recouped, over all draws; nil where a part's is not known.
  var recoupedShares: [Double?]

  init(_ run: ReturnDraws, year: Int, shares: [LineShare]) {
    let draws = run.options.draws
    gross = Section251Line.all.map { _ in [Int64](repeating: 0, count: draws) }
    var recouped = [Double?](repeating: 0, count: gross.count)
    for (index, line) in run.model.accountLines.enumerated()
    where line.kind != .income && line.kind != .total {
      let own = shares.filter { $0.line == line.name && $0.share > 0 }
      var sums = own.map { _ in Int64(0) }
      for (draw, amount) in run.pence(year, index).enumerated() {
        for (position, part) in own.split(amount).enumerated() {
          gross[own[position].target][draw] += part
          sums[position] += part
        }
      }
      for (share, sum) in zip(own, sums) {
        let part = share.recouped.map { Double(sum) * Double($0) / Double(LineShare.whole) }
        recouped[share.target] = recouped[share.target].flatMap { all in part.map { all + $0 } }
      }
    }
    recoupedShares = zip(recouped, gross).map { recouped, draws in
      let sum = draws.reduce(0, +)
      return recouped.map { sum == 0 ? 0 : $0 / Double(sum) }
    }
  }
}

extension ReturnFigure {
  /// The difference from another figure of the same run, rounded as the difference of the two.
  fileprivate func less(_ other: ReturnFigure) -> ReturnFigure {
    ReturnFigure(
      zip(draws, other.draws).map { $0 - $1 }, parts: parts, adding: adding - other.adding)
  }
}
