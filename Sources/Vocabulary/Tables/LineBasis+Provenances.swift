extension LineBasis {
  /// Where the inputs of the line come from; of a sum nothing but its opening balance, as its lines have their own.
  public var provenances: [Provenance] { parts.provenances + (tie.map { [$0.provenance] } ?? []) }
}

extension LineBasis.Parts {
  fileprivate var provenances: [Provenance] {
    switch self {
    case .priced(_, let prices): prices.flatMap(\.provenances)
    case .backPay(_, let prices, _, let weeks): prices.flatMap(\.provenances) + [weeks]
    case .places(_, let rules, let settings, let given):
      rules.map(\.provenance) + settings.map(\.provenance) + given.map(\.provenance)
    case .carried(let amount): amount.provenances
    case .importExport(let basis): [basis.rate.provenance]
    case .transfer(_, let block, _): block?.provenances ?? []
    case .sum(_, let opening): opening.map { [$0] } ?? []
    }
  }
}

extension PriceBasis {
  fileprivate var provenances: [Provenance] {
    [provenance] + growth.provenances + (cap.map { [$0.provenance] } ?? [])
  }
}

extension CarriedBasis {
  fileprivate var provenances: [Provenance] { [given.provenance] + growth.provenances }
}

extension GrowthBasis {
  fileprivate var provenances: [Provenance] { steps.compactMap { $0.row?.provenance } }
}
