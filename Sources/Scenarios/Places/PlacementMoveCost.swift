public import Vocabulary

/// What it costs the authority more in a year, for one child, that they go where they went and not where they wanted to.
public struct PlacementMoveCost: Sendable {
  private let model: ScenarioModel
  private let shape: PlaceSpace
  /// By phase, the provision that holds children who keep no seat.
  private let holding: [Int?]
  private let awaiting: Int?
  /// By provision with settings, a setting that is paid for children above its places.
  private let payer: [Int?]

  /// The costs of a run.
  public init(_ model: ScenarioModel) {
    self.model = model
    shape = model.placeShape
    let codes = model.space.codes
    let limited = Set(model.placeShape.provisions)
    let mainstream = codes.provision(of: .mainstream)
    holding = Phase.allCases.map { phase in
      let own =
        switch phase {
        case .earlyYears: codes.provision(of: .earlyYears)
        case .primary, .secondary: mainstream
        case .post16: codes.provision(of: .furtherEducation)
        }
      return own.flatMap { limited.contains($0) ? nil : $0 } ?? mainstream
    }
    awaiting = codes.provision(of: .none)
    payer = model.placeShape.provisions.map { provision in
      let code = codes.provisions[provision].code
      return model.settings.indices.first {
        model.settings[$0].provision == code && !model.settings[$0].isElsewhere
      }
    }
  }

  /// The difference in the financial year that holds the September; nil where the run is not costed.
  ///
  /// - Parameters:
  ///   - wanted: position among the provisions with settings.
  ///   - went: position among the destinations of a `PlaceSpace`.
  public func more(year: Int, need: Int, phase: Int, wanted: Int, went: Int) -> Money? {
    let financial = FinancialYear(start: model.baseCensus + year)
    func cost(_ provision: Int) -> Money? {
      model.placementCost(need: need, provision: provision, in: financial)
    }
    guard let asked = cost(shape.provisions[wanted]) else { return nil }
    let word = went - shape.space.provisions
    guard word >= 0 else { return cost(went).map { $0 - asked } }
    switch Placements.Word(rawValue: word) {
    // Whether another authority's school costs more is the account's to say.
    case .asWanted, .otherAuthority, nil: return .zero
    case .overNumber:
      return payer[wanted].flatMap { model.overNumberCost($0, in: financial) } ?? .zero
    case .held: return holding[phase].flatMap(cost).map { $0 - asked }
    case .awaiting: return awaiting.flatMap(cost).map { $0 - asked }
    }
  }
}
