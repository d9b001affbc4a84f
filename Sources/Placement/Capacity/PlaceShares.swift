import Vocabulary

/// How a setting's places are shared among needs and phases, so that places can stand beside demand.
///
/// A description for planners, not an admission rule. By need: the weights of a designation that has different ones, otherwise the
/// roll, otherwise all needs served alike. By phase: the roll, otherwise all years alike.
struct PlaceShares {
  /// For each setting: need × phase, adding to 1.
  let values: [[Double]]

  init(_ assumptions: PlacementAssumptions, heads: [[Int]], space: StateSpace) {
    values = assumptions.settings.indices.map { index in
      let setting = assumptions.settings[index]
      let byNeed = Self.byNeed(setting, heads[index], space)
      let byPhase = Self.byPhase(setting, heads[index], space, schemes: assumptions.schemes)
      return byNeed.flatMap { need in byPhase.map { need * $0 } }
    }
  }

  private static func byNeed(
    _ setting: Setting, _ heads: [Int], _ space: StateSpace
  ) -> [Double] {
    let weights = space.codes.needs.map { setting.weight(of: $0.code) }
    let isWeighted = Set(weights.filter { $0 > 0 }).count > 1
    var roll = [Double](repeating: 0, count: space.needs)
    for (row, count) in heads.enumerated() where weights[row % space.needs] > 0 {
      roll[row % space.needs] += Double(count)
    }
    let chosen = isWeighted || roll.allSatisfy { $0 == 0 } ? weights : roll
    let sum = chosen.reduce(0, +)
    return chosen.map { sum > 0 ? $0 / sum : 0 }
  }

  private static func byPhase(
    _ setting: Setting, _ heads: [Int], _ space: StateSpace, schemes: [Scheme]
  ) -> [Double] {
    var phases = [Double](repeating: 0, count: 4)
    for (row, count) in heads.enumerated() where count > 0 {
      phases[Phase(ncy: NCY.at(row / space.needs)).position] += Double(count)
    }
    if phases.allSatisfy({ $0 == 0 }) {
      let steps = schemes.filter { $0.setting == setting.id }.flatMap(\.steps)
      for step in steps where step.places > 0 {
        for ncy in step.ncys {
          phases[Phase(ncy: ncy).position] += Double(step.places) / Double(step.ncys.count)
        }
      }
    }
    if phases.allSatisfy({ $0 == 0 }) {
      for ncy in setting.ncys { phases[Phase(ncy: ncy).position] += 1 }
    }
    let sum = phases.reduce(0, +)
    return phases.map { $0 / sum }
  }
}
