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

  /// Rakes the margins and rounds the cube to whole heads.
  ///
  /// NCY × need and NCY × provision are kept exactly. Need × provision is steered: the rounding of each year is told
  /// how far the others are off, over several rounds, and every figure stays within 3 heads wherever that can be done.
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
    let seed = Self.support(ncyProvision, byNeed, needProvision, space: space)
    let raked = try Self.raking(
      seed, byNeed: byNeed, ncyProvision: ncyProvision, needProvision: needProvision, space)
    var rounding = CubeRounding(
      space: space, cube: raked.values, ncyNeed: byNeed, ncyProvision: ncyProvision,
      needProvision: needProvision)
    try rounding.run()
    heads = rounding.heads
    iterations = raked.iterations
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

/// Rounds a raked cube to whole heads, one year at a time.
struct CubeRounding {
  let space: StateSpace
  let cube: [Double]
  let ncyNeed: CrossTable
  let ncyProvision: CrossTable
  let needProvision: CrossTable
  private(set) var heads: [Int32]
  /// Sum of rounded less published, need × provision.
  private var deviation: [Double]

  init(
    space: StateSpace, cube: [Double], ncyNeed: CrossTable, ncyProvision: CrossTable,
    needProvision: CrossTable
  ) {
    self.space = space
    self.cube = cube
    self.ncyNeed = ncyNeed
    self.ncyProvision = ncyProvision
    self.needProvision = needProvision
    heads = Array(repeating: 0, count: space.count)
    deviation = needProvision.values.map { -$0 }
  }

  var largestDeviation: (heads: Double, need: Int, provision: Int) {
    var worst = (heads: 0.0, need: 0, provision: 0)
    for (index, value) in deviation.enumerated() where abs(value) > worst.heads {
      worst = (abs(value), index / space.provisions, index % space.provisions)
    }
    return worst
  }

  /// A first round of unsteered rounding, then rounds that feed the deviations back until no figure is off by more than 1.
  mutating func run() throws {
    for ncy in 0..<space.ncys { try round(ncy, weight: 0) }
    for sweep in 1...12 where largestDeviation.heads > 1 {
      for ncy in 0..<space.ncys { try round(ncy, weight: Double(min(sweep, 4))) }
    }
  }

  private mutating func round(_ ncy: Int, weight: Double) throws {
    let width = space.cellsPerNCY
    let base = ncy * width
    let rows = (0..<space.needs).map { Int(ncyNeed[ncy, $0].rounded()) }
    let columns = (0..<space.provisions).map { Int(ncyProvision[ncy, $0].rounded()) }
    let table = Array(cube[base..<(base + width)])
    for offset in 0..<width { deviation[offset] -= Double(heads[base + offset]) }
    // What the other years leave to this one: rounding up where they fall short is cheap.
    let steering = (0..<width).map { offset in
      2 * weight * (deviation[offset] + table[offset])
    }
    let whole = try controlledRounding(table, rows: rows, columns: columns, steering: steering)
    for offset in 0..<width {
      heads[base + offset] = Int32(whole[offset])
      deviation[offset] += Double(whole[offset])
    }
  }
}
