public import Vocabulary

/// What a projection of transitions assumes: the estimates, the residents to come, and what a scenario changes.
public struct TransitionAssumptions: Sendable {
  /// The estimated distributions.
  public let parameters: PooledTransitions
  /// Residents by projected year and national curriculum year entered, in the order of `states.ncys`; whole people.
  public let residents: [[Int]]
  /// Multiplies the chance of a new plan, by projected year and NCY entered × need; 1 changes nothing.
  public var joinerFactor: [[Double]]
  /// When parameters are drawn.
  public var redrawing: TransitionFrame.Redrawing

  /// The assumptions of the baseline.
  ///
  /// - Parameters:
  ///   - years: January censuses to project; each needs the population of its calendar year.
  /// - Throws: `TransitionError` where a population is missing.
  public init(_ evidence: TransitionEvidence, years: Int) throws(TransitionError) {
    parameters = PooledTransitions(evidence, strength: evidence.frame.priorStrength)
    redrawing = evidence.frame.redrawing
    let states = parameters.states
    var residents: [[Int]] = []
    for offset in 0..<years {
      let year = evidence.baseCensus + 1 + offset
      guard let people = evidence.population(of: year) else { throw .populationEnds(year) }
      residents.append(states.ncys.map { Int((people[$0] ?? 0).rounded()) })
    }
    self.residents = residents
    let cells = states.ncys.count * states.needs.count
    joinerFactor = Array(repeating: Array(repeating: 1, count: cells), count: years)
  }

  /// The number of projected years.
  public var years: Int { residents.count }

  /// Multiplies the chance of a new plan.
  ///
  /// - Parameters:
  ///   - factor: at least 0.
  ///   - year: the projected year, 0 being that of the first census after the base.
  ///   - ncys: national curriculum years entered.
  ///   - needs: positions; nil for all.
  public mutating func scaleJoiners(
    by factor: Double, year: Int, ncys: ClosedRange<Int>, needs: Set<Int>?
  ) {
    let states = parameters.states
    for (index, ncy) in states.ncys.enumerated() where ncys.contains(ncy) {
      for need in states.needs.indices where needs?.contains(need) ?? true {
        joinerFactor[year][index * states.needs.count + need] *= factor
      }
    }
  }
}

/// What stands in the way of a projection of transitions.
public enum TransitionError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There is no population for a calendar year that is to be projected.
  case populationEnds(Int)

  /// One line a person can act on.
  public var description: String {
    switch self {
    case .populationEnds(let year):
      """
      evidence/population.csv has no \(year). Add the year, run fewer with --years, or write \
      'population_after_last_year: held' in authority.yaml
      """
    }
  }
}
