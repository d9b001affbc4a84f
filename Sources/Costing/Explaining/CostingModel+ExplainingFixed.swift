import Vocabulary

/// Lines that no plan or place moves, the block's adjustment, and totals.
extension CostingModel {
  func fixedParts(of line: Int, _ year: Int, _ sums: AccountSums) throws -> LineBasis.Parts {
    let (name, assumptions) = (lines[line].name, origin.assumptions)
    let inflation = PriceGrowth(rows: assumptions.finances.inflation, unstated: nil)
    switch name {
    case AccountLayout.importExport: return .importExport(try importExport(year, sums))
    case AccountLayout.blockTransfer:
      let percent = assumptions.blockTransfers[years[year]] ?? 0
      return .transfer(
        percent: percent, of: percent > 0 ? income(AccountLayout.schoolsBlock, year) : nil,
        amount: fixed[year][line])
    default:
      let carried =
        line < layout.firstIncome
        ? carried(name, in: assumptions.finances.otherCosts, inflation, year) : income(name, year)
      guard let carried else { preconditionFailure("\(name) without an amount") }
      return .carried(carried)
    }
  }

  private func income(_ name: String, _ year: Int) -> CarriedBasis? {
    let growth = PriceGrowth(rows: origin.assumptions.incomeGrowth, unstated: 0)
    return carried(name, in: origin.assumptions.finances.income, growth, year)
  }

  /// The last amount given, and what it has grown to.
  private func carried(
    _ name: String, in rows: [YearlyAmount], _ growth: PriceGrowth, _ year: Int
  ) -> CarriedBasis? {
    var unheard = FaultList()
    let series = YearlySeries(name, in: rows, growth: growth, file: "evidence", &unheard)
    guard let last = series.rows.last(where: { $0.year <= years[year] }) else { return nil }
    return CarriedBasis(
      given: last, growth: growth.basis(name, from: last.year, to: years[year]),
      amount: series.amount(in: years[year], &unheard))
  }

  private func importExport(_ year: Int, _ sums: AccountSums) throws -> ImportExportBasis {
    let (amounts, draws) = (sums.years[year], Double(sums.draws))
    let day = RuleDate.start(of: years[year])
    let rollover = try origin.rulebook.value(of: Rule.blockRollover, on: day)
    let isGiven = origin.assumptions.finances.income.contains {
      $0.line == AccountLayout.highNeedsBlock && $0.year == years[year]
    }
    let reason: ImportExportBasis.Reason? =
      isGiven
      ? .given
      : rollover.hundredths > 0
        ? .rolledOver(try origin.rulebook.basis(Rule.blockRollover, day)) : nil
    return ImportExportBasis(
      allocated: years[0].start, atAllocation: Double(amounts.atAllocation) / draws,
      pupils: Double(amounts.before.exported) / draws,
      rate: try origin.rulebook.basis(Rule.importExport, day), reason: reason,
      amount: .mean(amounts.printed.pence[layout.importExportLine], over: sums.draws))
  }

  /// The lines of a total; the balances of the years for the one that carries.
  func totalParts(of total: Int, _ year: Int, _ sums: AccountSums) -> LineBasis.Parts {
    func mean(_ line: Int, _ year: Int) -> Money {
      .mean(sums.years[year].printed.pence[line], over: sums.draws)
    }
    func parts(_ range: Range<Int>, sign: Int = 1) -> [SummedPart] {
      range.map { SummedPart(lines[$0].name, Money(pence: sign * mean($0, year).pence)) }
    }
    let (costs, incomes) = (0..<layout.firstIncome, layout.firstIncome..<layout.firstMemo)
    switch total {
    case 0: return .sum(parts(costs), opening: nil)
    case 1: return .sum(parts(incomes), opening: nil)
    case 2: return .sum(parts(incomes) + parts(costs, sign: -1), opening: nil)
    default: break
    }
    let opening = origin.assumptions.finances.income.first {
      $0.line == AccountLayout.openingBalance && $0.year == years[0]
    }
    let (cost, income) = (layout.firstTotal, layout.firstTotal + 1)
    return .sum(
      [SummedPart("\(AccountLayout.openingBalance), 1 April \(years[0].start)", openingBalance)]
        + (0...year).flatMap { year in
          [
            SummedPart("\(lines[income].name), \(years[year])", mean(income, year)),
            SummedPart("\(lines[cost].name), \(years[year])", .zero - mean(cost, year)),
          ]
        }, opening: opening?.provenance)
  }
}
