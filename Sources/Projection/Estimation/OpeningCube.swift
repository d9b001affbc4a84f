import NumericalCore
import Vocabulary

/// The opening plans by NCY × need × provision: counted in a person-level return, or else made from the three published two-way
/// margins, and then synthetic.
struct OpeningCube {
  /// Whole heads, cells of the space.
  let heads: [Int32]
  /// Iterations of the raking; 0 where the plans were counted.
  let iterations: Int
  /// Heads of a count whose provision was not recorded; nil where the plans were not counted.
  let spread: Int?
  /// The largest difference from a need × provision figure, in heads, with its position.
  let largestDeviation: (heads: Double, need: Int, provision: Int)
  /// Need × provision as published, "not recorded" spread.
  let needProvision: CrossTable

  /// Takes the count, or spreads "not recorded" and rakes the margins (`RakedPlans`).
  init(_ figures: PublishedFigures, census: Int, space: StateSpace) throws {
    guard let byProvision = figures.plansByNCYProvision[census],
      let byNeed = figures.plansByNCYNeed[census],
      let cross = figures.plansByNeedProvision[census]
    else { throw EstimationError.missing("plans of January \(census)") }
    let ncyProvision = byProvision.spreadInWholeHeads()
    let needProvision = try Self.aligned(cross, columns: ncyProvision.columnSums)
    self.needProvision = needProvision
    // What is counted needs no raking; rates still come from the published margins.
    if let counted = try CountedCube(
      figures, census: census, space: space, published: ncyProvision)
    {
      (heads, iterations, spread) = (counted.heads, 0, counted.spread)
      largestDeviation = (0, 0, 0)
      return
    }
    spread = nil
    let raked = try RakedPlans(
      space, byNeed: byNeed, byProvision: ncyProvision, needProvision: needProvision)
    (heads, iterations) = (raked.heads, raked.iterations)
    largestDeviation = raked.largestDeviation
  }

  /// Need × provision with "not recorded" spread so that its column sums are those of NCY × provision.
  static func aligned(_ cross: RecordedTable, columns: [Double]) throws -> CrossTable {
    let known = cross.known.columnSums
    let extra = zip(columns, known).map { max(0, $0 - $1) }
    let missing = cross.notRecorded
    guard missing.reduce(0, +) > 0 else { return cross.known }
    let seed = (0..<(cross.known.rows * cross.known.columns)).map { index in
      cross.known.values[index] + 1e-6 * extra[index % cross.known.columns]
    }
    let spread = try raked(
      seed: seed, rows: missing, columns: extra, tolerance: 1e-9, maximumIterations: 20_000)
    var result = cross.known
    for index in result.values.indices { result.values[index] += spread.values[index] }
    return result
  }
}
