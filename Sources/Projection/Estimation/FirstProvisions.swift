import NumericalCore
import Vocabulary

/// First provisions of new plans by NCY × need, shrunk to England's at the authority's level of each provision.
///
/// What is published of the authority is need × provision and age × provision: how far authorities differ, and the weight of
/// the own figures, is told by needs. The cells of one need share the plans of that need.
struct FirstProvisions {
  /// Cells of the space, adding to 1 over provisions where there are any.
  let shares: [Double]
  /// The authority's own shares, raked from published margins; 0 where it has no plans.
  let own: [Double]
  /// England's shares at the authority's level, or the own ones where England has none.
  let prior: [Double]
  /// England's shares.
  let england: [Double]
  /// New plans of each need.
  let plans: [Double]
  /// Of needs, and of the level of provisions.
  let strengths: (needs: Strength, levels: Strength)

  init(_ local: Cohorts, england: Cohorts, settings: EstimationSettings) {
    let width = local.space.provisions
    let needs = local.space.needs
    own = Self.normalised(local.newCells, width: width)
    self.england = Self.normalised(england.newCells, width: width)
    let levels = Self.levels(local, own: own, england: self.england, settings)
    let prior = levels.prior
    self.prior = prior
    plans = local.newByNeed.columnSums
    let cells = (0..<needs).compactMap { Self.cell(local, need: $0, prior: prior) }
    let strength = settings.strength(.firstProvision) {
      StrengthSearch(.firstProvision, cells)
    }
    strengths = (strength, levels.strength)
    let (own, plans) = (own, plans)
    shares = own.indices.map { cell in
      let row = (cell / width * width)..<((cell / width + 1) * width)
      let exposure = own[row].contains { $0 > 0 } ? plans[cell / width % needs] : 0
      return strength.shrinkage.rate(
        events: exposure * own[cell], exposure: exposure, england: prior[cell])
    }
  }

  /// England's shares with each provision at the local level; the own ones where England has none.
  private static func levels(
    _ local: Cohorts, own: [Double], england: [Double], _ settings: EstimationSettings
  ) -> (prior: [Double], strength: Strength) {
    let space = local.space
    let width = space.provisions
    var shares = england
    var expected = [Double](repeating: 0, count: width)
    for row in 0..<(space.ncys * space.needs) {
      let cells = (row * width)..<((row + 1) * width)
      if !england[cells].contains(where: { $0 > 0 }) {
        for cell in cells { shares[cell] = own[cell] }
      }
      for cell in cells { expected[cell % width] += local.newByNeed.values[row] * shares[cell] }
    }
    let plans = local.newByProvision.columnSums
    let strength = settings.strength(.firstProvisionLevel) {
      StrengthSearch(
        .firstProvisionLevel,
        plans.indices.map { CountCell(events: plans[$0].rounded(), mean: expected[$0]) })
    }
    let levels = plans.indices.map {
      strength.shrinkage.level(events: plans[$0], expected: expected[$0])
    }
    let prior = shares.indices.map { shares[$0] * levels[$0 % width] }
    return (normalised(prior, width: width), strength)
  }

  /// The new plans of a need by first provision, and what England at the local level makes of its years of age.
  private static func cell(_ local: Cohorts, need: Int, prior: [Double]) -> OutcomeCell? {
    let space = local.space
    var events = [Double](repeating: 0, count: space.provisions)
    var mean = events
    for ncy in 0..<space.ncys {
      for provision in 0..<space.provisions {
        let cell = space.cell(ncy, need, provision)
        events[provision] += local.newCells[cell]
        mean[provision] += local.newByNeed[ncy, need] * prior[cell]
      }
    }
    return OutcomeCell(events: events, shares: mean)
  }

  private static func normalised(_ values: [Double], width: Int) -> [Double] {
    values.indices.map { index in
      let row = (index / width * width)..<((index / width + 1) * width)
      let sum = values[row].reduce(0, +)
      return sum > 0 ? values[index] / sum : 0
    }
  }
}
