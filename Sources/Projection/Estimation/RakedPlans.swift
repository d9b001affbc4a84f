import NumericalCore
public import Vocabulary

/// Plans by NCY × need × provision made of their three two-way tables: raked and rounded to heads, so synthetic.
///
/// NCY × need and NCY × provision are kept exactly. Need × provision is steered: the rounding of each year is told
/// how far the others are off, over several rounds, and every figure stays within 3 heads wherever that can be done.
public struct RakedPlans: Sendable {
  /// Whole heads, cells of the space.
  public let heads: [Int32]
  /// Iterations of the raking.
  let iterations: Int
  /// The largest difference from a need × provision figure, in heads, with its position.
  public let largestDeviation: (heads: Double, need: Int, provision: Int)

  /// Rakes the tables and rounds the cube.
  ///
  /// - Parameters:
  ///   - space: the state space of the tables.
  ///   - byNeed: NCY × need.
  ///   - byProvision: NCY × provision.
  ///   - needProvision: need × provision.
  ///   - plans: how many plans there are to be in place of the tables' own: those of each year, and in it those of each need and of
  ///     each provision, are then in proportion, the largest remainders first.
  /// - Throws: `EstimationError` where no table has the margins, `RoundingError` where none has them in whole heads.
  public init(
    _ space: StateSpace, byNeed: CrossTable, byProvision: CrossTable, needProvision: CrossTable,
    plans: Int? = nil
  ) throws {
    let seed = Self.support(byProvision, byNeed, needProvision, space: space)
    let raked = try Self.raking(
      seed, byNeed: byNeed, ncyProvision: byProvision, needProvision: needProvision, space)
    iterations = raked.iterations
    var rounding = CubeRounding(
      space: space, cube: raked.values, ncyNeed: byNeed, ncyProvision: byProvision,
      needProvision: needProvision)
    if let plans, Double(plans) != byNeed.total {
      try rounding.runScaled(to: plans)
    } else {
      try rounding.run()
    }
    heads = rounding.heads
    largestDeviation = rounding.largestDeviation
  }

  private static func raking(
    _ seed: [Double], byNeed: CrossTable, ncyProvision: CrossTable, needProvision: CrossTable,
    _ space: StateSpace
  ) throws -> RakedCube {
    do throws(RakingError) {
      return try raked(
        seed: seed, shape: (space.ncys, space.needs, space.provisions),
        margins: (ab: byNeed.values, ac: ncyProvision.values, bc: needProvision.values),
        tolerance: 1e-3, maximumIterations: 20_000)
    } catch {
      throw EstimationError.contradiction(
        "no table by year, need and provision has the published margins (\(error))")
    }
  }

  /// 1 where no margin is zero, 0 elsewhere.
  private static func support(
    _ ncyProvision: CrossTable, _ ncyNeed: CrossTable, _ needProvision: CrossTable,
    space: StateSpace
  ) -> [Double] {
    (0..<space.count).map { cell in
      let (ncy, need, provision) = (
        space.ncyIndex(of: cell), space.need(of: cell), space.provision(of: cell)
      )
      let possible =
        ncyProvision[ncy, provision] > 0 && ncyNeed[ncy, need] > 0
        && needProvision[need, provision] > 0
      return possible ? 1 : 0
    }
  }
}
