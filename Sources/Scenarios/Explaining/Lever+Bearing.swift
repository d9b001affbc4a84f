import Vocabulary

extension Lever.Change {
  /// True where the change can move a line in a financial year: what moves children moves all that is made of plans, places and pupils,
  /// what moves money alone the lines that it names.
  func bears(on basis: LineBasis, in year: FinancialYear, of model: ScenarioModel) -> Bool {
    if case .sum = basis.parts { return hasBegun(by: year) }
    // Where places are given out as is cheapest, prices move children.
    if model.allocation == .lowestCost, basis.isDriven { return hasBegun(by: year) }
    guard hasBegun(by: year) else { return false }
    guard isMoneyAlone else { return basis.isDriven }
    switch self {
    case .costGrowth(let line, _, _):
      return !basis.inflationLines.isEmpty
        && (line.map(basis.inflationLines.contains) ?? true)
    case .feeCap(let line, _, _): return basis.pricedLines.contains(line)
    case .banding(let provision, _, _, _, _, _):
      return basis.line.kind != .memo && basis.provisions.contains(provision)
    case .pricePressure: return basis.steps.contains(where: \.isPressure)
    case .incomeGrowth(let line, _, _): return basis.incomeLine == line
    case .blockTransfer:
      if case .transfer = basis.parts { return true }
      return false
    default: return false
    }
  }

  /// True where it works in the financial year or before; a census belongs to the year before it too, whose plans grow towards it.
  private func hasBegun(by year: FinancialYear) -> Bool {
    switch self {
    case .costGrowth(_, _, let starts), .feeCap(_, _, let starts),
      .banding(_, _, _, _, _, let starts), .incomeGrowth(_, _, let starts),
      .blockTransfer(_, let starts, _):
      starts <= year
    case .newPlanRate(_, _, _, let window), .ceasingRate(_, _, let window),
      .placementPreference(_, _, _, _, _, _, let window),
      .phaseEndMove(_, _, _, _, _, let window), .independentNaming(_, _, _, let window):
      window.starts <= year.start + 1
    case .inducedDemand(_, _, let starts), .commissioning(_, _, let starts):
      starts <= year.start + 1
    case .places, .scheme, .pricePressure, .population: true
    }
  }
}

extension LineBasis {
  /// True for a line that plans, places or pupils move.
  fileprivate var isDriven: Bool {
    switch parts {
    case .priced, .backPay, .places, .importExport: true
    case .carried, .transfer, .sum: false
    }
  }

  private var prices: [PriceBasis] {
    switch parts {
    case .priced(_, let prices), .backPay(_, let prices, _, _): prices
    default: []
    }
  }

  fileprivate var pricedLines: Set<String> { Set(prices.map(\.line)) }

  fileprivate var provisions: Set<String> {
    switch parts {
    case .priced(let parts, _), .backPay(let parts, _, _, _): Set(parts.map(\.place))
    default: []
    }
  }

  /// What it grows by.
  fileprivate var inflationLines: Set<String> {
    if case .carried(let amount) = parts, line.kind == .cost { return [amount.growth.line] }
    return Set(prices.map(\.growth.line))
  }

  fileprivate var incomeLine: String? {
    switch parts {
    case .carried(let amount) where line.kind == .income: amount.growth.line
    case .transfer(_, let block, _): block?.growth.line
    default: nil
    }
  }
}

extension LineBasis.Step {
  fileprivate var isPressure: Bool {
    if case .pricePressure = kind { return true }
    return false
  }
}
