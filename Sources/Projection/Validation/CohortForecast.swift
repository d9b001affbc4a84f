import Vocabulary

/// The authority's plans of the last census as expected from what was known at the census before.
///
/// England's profiles of the year between, at the authority's levels of the years before; nothing of the authority's own that
/// happened after the census it starts from. The census it starts from is published by NCY × provision only: England's needs
/// of each NCY, of the last census, are raked onto it.
struct CohortForecast {
  let space: StateSpace
  /// The authority's plans at the census it starts from: by need, NCY × provision.
  let opening: [CrossTable]
  /// The plans expected: by need, NCY × provision.
  let closing: [CrossTable]
  /// New plans expected in the year.
  let newPlans: Double
  /// Leavers expected in the year.
  let leavers: Double
  /// The residual expected, as a share of own plans.
  let residual: Double

  init(_ evidence: Evidence, england: EnglandYear) throws {
    let census = evidence.authority.baseCensus
    space = england.space
    guard let stock = evidence.local.plansByNCYProvision[census - 1] else {
      throw EstimationError.missing("plans by NCY and provision of January \(census - 1)")
    }
    let opening = try Self.withNeeds(stock.spread(), evidence, space: england.space)
    let aged = try Self.agedOn(stock.spread())
    let leaving = Self.leaving(england, aged: aged, evidence)
    let joining = try Self.joining(evidence, england: england)
    let residual = Trends.earlierResidual(evidence.local, evidence)
    self.opening = opening
    self.residual = residual
    newPlans = joining.reduce(0) { $0 + $1.total }
    leavers = aged.values.indices.reduce(0) { $0 + aged.values[$1] * leaving.values[$1] }
    closing = opening.indices.map { need in
      CohortStep(
        leaving: leaving, moves: england.moves, newPlans: joining[need],
        transferIn: england.transferIn, residual: residual
      ).closing(from: opening[need])
    }
  }

  /// England's need profile of each year of age on the authority's plans: row by row, independent of provision.
  private static func withNeeds(
    _ stock: CrossTable, _ evidence: Evidence, space: StateSpace
  ) throws -> [CrossTable] {
    guard let profile = evidence.england.plansByNCYNeed[evidence.authority.baseCensus] else {
      throw EstimationError.missing("plans of England by NCY and need")
    }
    let (rows, overall) = (profile.rowSums, profile.columnSums)
    return (0..<space.needs).map { need in
      var table = stock
      for ncy in 0..<stock.rows {
        let share =
          rows[ncy] > 0 ? profile[ncy, need] / rows[ncy] : overall[need] / profile.total
        for provision in 0..<stock.columns { table[ncy, provision] *= share }
      }
      return table
    }
  }

  private static func agedOn(_ stock: CrossTable) throws -> CrossTable {
    var result = CrossTable(rows: stock.rows, columns: stock.columns)
    for index in stock.columns..<stock.values.count {
      result.values[index] = stock.values[index - stock.columns]
    }
    return result
  }

  /// England's rates at the level at which the authority's plans ceased in the two years before, of those published.
  private static func leaving(
    _ england: EnglandYear, aged: CrossTable, _ evidence: Evidence
  ) -> CrossTable {
    let last = evidence.authority.baseCensus - 2
    var (own, expected) = (0.0, 0.0)
    for year in [last - 1, last] {
      guard let ceased = evidence.local.flowsByYear["ceased"]?[year],
        let plans = evidence.local.plansByProvision[year]?.reduce(0, +),
        let theirs = evidence.england.flowsByYear["ceased"]?[year],
        let all = evidence.england.plansByProvision[year]?.reduce(0, +), all > 0
      else { continue }
      own += ceased
      expected += plans * theirs / all
    }
    var result = england.leaving
    guard expected > 0 else { return result }
    let atEngland = aged.values.indices.reduce(0) {
      $0 + aged.values[$1] * england.leaving.values[$1]
    }
    result.values = broughtToLevel(
      england.leaving.values, exposure: aged.values, events: atEngland * own / expected)
    return result
  }

  /// New plans by need, NCY × first provision: England's rates on the authority's population, at the authority's level of the
  /// years before.
  private static func joining(_ evidence: Evidence, england: EnglandYear) throws -> [CrossTable] {
    let space = england.space
    let people = try PopulationPath(
      evidence, variant: evidence.authority.populationVariant, years: 1)
    var tables = [CrossTable](
      repeating: CrossTable(rows: space.ncys, columns: space.provisions), count: space.needs)
    for cell in 0..<space.count {
      let ncy = space.ncyIndex(of: cell)
      tables[space.need(of: cell)][ncy, space.provision(of: cell)] =
        england.cohorts.newCells[cell] * people.past[ncy] / max(people.england[ncy], 1)
    }
    let sum = tables.reduce(0) { $0 + $1.total }
    guard let total = level(evidence), sum > 0 else { return tables }
    for need in tables.indices {
      for index in tables[need].values.indices { tables[need].values[index] *= total / sum }
    }
    return tables
  }

  /// England's new plans of the year between, times the authority's share of them in the years before (half weight each year
  /// back); nil where no earlier year is published.
  private static func level(_ evidence: Evidence) -> Double? {
    let last = evidence.authority.baseCensus - 2
    let own = evidence.local.flowsByYear["new_plans"] ?? [:]
    let national = evidence.england.flowsByYear["new_plans"] ?? [:]
    let years = own.keys.filter { $0 <= last && (own[$0] ?? 0) > 0 && (national[$0] ?? 0) > 0 }
      .sorted()
    guard !years.isEmpty, let now = national[last + 1] else { return nil }
    let relative = years.map { logarithm((own[$0] ?? 1) / (national[$0] ?? 1)) }
    return now * exponential(Trends.level(relative, ages: years.map { last - $0 }).value)
  }
}
