public import Vocabulary

extension CostingModel {
  /// What a line is made of in a financial year.
  ///
  /// - Parameters:
  ///   - line: position in `lines`.
  ///   - year: position in `years`.
  ///   - sums: those of the draws that are to be explained, at least one.
  /// - Throws: `RulebookError` as the account does, which then could not be made.
  public func basis(of line: Int, in year: Int, _ sums: AccountSums) throws -> LineBasis {
    precondition(sums.draws > 0, "an account of no draws")
    let amounts = sums.years[year]
    return LineBasis(
      line: lines[line], year: years[year], parts: try parts(of: line, year, sums),
      steps: steps(of: line, amounts, draws: sums.draws),
      mean: .mean(amounts.printed.pence[line], over: sums.draws), tie: tie(of: line))
  }

  private func parts(of line: Int, _ year: Int, _ sums: AccountSums) throws -> LineBasis.Parts {
    let memo = line - layout.firstMemo
    switch line {
    case ..<layout.firstFundedLine:
      return try PlaceBases(self, year, sums).parts(line: line)
    case ..<layout.firstUnitLine:
      return try PlaceBases(self, year, sums).parts(funded: line - layout.firstFundedLine)
    case ..<layout.topUpLine:
      return PlanBases(self, year, sums).units(lines[line].name).priced
    case ..<layout.backPayLine: return topUps(year, sums)
    case ..<layout.firstOtherCost: return backPay(year, sums)
    case ..<layout.firstMemo: return try fixedParts(of: line, year, sums)
    case ..<layout.firstTotal:
      return PlanBases(self, year, sums).transport(layout.memoLines[memo]).priced
    default: return totalParts(of: line - layout.firstTotal, year, sums)
    }
  }

  /// What stands between plans × price and the line.
  private func steps(of line: Int, _ amounts: AccountSums.Year, draws: Int) -> [LineBasis.Step] {
    guard layout.drivenNames.indices.contains(line) || isMemo(line) else { return [] }
    func change(_ before: LineSums, _ after: LineSums) -> Money {
      .mean(after.pence[line] - before.pence[line], over: draws)
    }
    var steps: [LineBasis.Step] = []
    let elasticity = origin.assumptions.priceElasticity
    if elasticity > 0, lines[line].name == AccountLayout.independentFees {
      steps.append(
        LineBasis.Step(
          .pricePressure(elasticity: elasticity), change(amounts.made, amounts.pressed)))
    }
    if ties.ofLine[lines[line].name] != nil {
      steps.append(LineBasis.Step(.tie, change(amounts.pressed, amounts.tied)))
    }
    let error = priceUncertainty.first { $0.line == lines[line].name }?.share ?? 0
    if error > 0 {
      steps.append(
        LineBasis.Step(
          .priceDraws(standardError: error), change(amounts.tied, amounts.printed)))
    }
    return steps
  }

  private func isMemo(_ line: Int) -> Bool {
    (layout.firstMemo..<layout.firstTotal).contains(line)
  }

  private func tie(of line: Int) -> TieBasis? {
    calibrations.first { $0.lines.contains(lines[line].name) }.map {
      TieBasis(
        lines: $0.lines, year: $0.year, budget: $0.budget, outturn: $0.outturn,
        modelled: $0.modelled, factor: $0.isDriven ? $0.factor : nil, provenance: $0.provenance)
    }
  }
}

extension Money {
  /// The mean of a sum in pence over so many, to the penny, halves away from zero.
  static func mean(_ pence: Int, over count: Int) -> Money {
    mean(Int128(pence), over: Int128(count))
  }

  /// The same of numbers that `Int` may not hold.
  static func mean(_ pence: Int128, over count: Int128) -> Money {
    let magnitude = (abs(pence) * 2 + count) / (2 * count)
    return Money(pence: Int(pence < 0 ? -magnitude : magnitude))
  }
}
