import NumericalCore
import Testing
import Vocabulary

@testable import Projection

/// Published figures of an invented authority with a given leaving pattern.
private struct SmallFigures {
  static let space = StateSpace(Invented.codes)
  var figures = PublishedFigures()
  var stock = CrossTable(rows: 24, columns: 6)

  init(_ seed: UInt64) {
    var lots = Lots(seed)
    for ncy in 0..<24 {
      for provision in 0..<6 where lots.next() < 0.8 {
        stock[ncy, provision] = Double(lots.next(below: 80))
      }
    }
    for census in [2024, 2025] {
      var table = RecordedTable(rows: 24, provisions: 6)
      table.known = stock
      figures.plansByNCYProvision[census] = table
    }
    figures.newPlansByNCYNeed[2024] = NCY.range.flatMap { ncy in
      (0..<4).map { PooledCount(span: ncy...ncy, category: $0, count: 3) }
    }
    var cross = RecordedTable(rows: 4, provisions: 6)
    for index in cross.known.values.indices { cross.known.values[index] = 12 }
    figures.newPlansByNeedProvision[2024] = cross
  }

  func cohorts() throws -> Cohorts {
    try Cohorts(figures, closingCensus: 2025, space: Self.space)
  }
}

@Suite("Estimation, piece by piece")
struct EstimationTests {
  @Test(
    "Spreading what was not recorded keeps every row's heads and no known figure falls",
    arguments: 1...20)
  func spreadingKeepsHeads(seed: Int) {
    var lots = Lots(UInt64(seed))
    var table = RecordedTable(rows: 12, provisions: 6)
    for row in 0..<12 {
      table.notRecorded[row] = Double(lots.next(below: 30))
      for column in 0..<6 where row % 4 != 0 && lots.next() < 0.6 {
        table.known[row, column] = Double(lots.next(below: 40))
      }
    }
    let (spread, whole) = (table.spread(), table.spreadInWholeHeads())
    for row in 0..<12 {
      let heads = table.known.row(row).reduce(0, +) + table.notRecorded[row]
      #expect(abs(spread.row(row).reduce(0, +) - heads) < 1e-9)
      #expect(whole.row(row).reduce(0, +) == heads)
      for column in 0..<6 {
        #expect(spread[row, column] >= table.known[row, column])
        #expect(abs(whole[row, column] - spread[row, column]) < 1)
        #expect(whole[row, column] == whole[row, column].rounded())
      }
    }
  }

  @Test("A rate of 3 heads stays near England's, one of 300 near its own; nothing leaves the two")
  func shrinkageWeighsHeads() {
    let shrinkage = Shrinkage(strength: 30)
    let few = shrinkage.rate(events: 3, exposure: 3, england: 0.1)
    #expect(abs(few - (0.1 + 0.9 * 3 / 33)) < 1e-12 && few < 0.2)
    let many = shrinkage.rate(events: 300, exposure: 300, england: 0.1)
    #expect(abs(many - (0.1 + 0.9 * 300 / 330)) < 1e-12 && many > 0.9)
    #expect(shrinkage.rate(events: 0, exposure: 0, england: 0.3) == 0.3)
    #expect(Shrinkage(strength: 0).rate(events: 2, exposure: 8, england: 1) == 0.25)
    #expect(shrinkage.level(events: 50, expected: 50) == 1)
  }

  @Test(
    "Leavers beyond the plans of a provision are counted elsewhere: none is lost", arguments: 1...20
  )
  func leaversBeyondExposureAreKept(seed: Int) throws {
    var small = SmallFigures(UInt64(seed))
    var lots = Lots(UInt64(seed), "leavers")
    var total = 0.0
    small.figures.ceasedByNCY[2024] = (-1...21).map { ncy in
      let count = (small.stock.row(NCY.index(ncy) - 1).reduce(0, +) * 0.15 * lots.next()).rounded()
      total += count
      return CeasedCount(span: ncy...ncy, reason: "other", count: count)
    }
    // The second provision is said to lose more than it has.
    let here = small.stock.columnSums
    let weights = here.indices.map { $0 == 1 ? 3 * here[1] : here[$0] }
    let sum = weights.reduce(0, +)
    small.figures.ceasedByProvision[2024] = weights.map { $0 / sum * total } + [7]
    let cohorts = try small.cohorts()
    let margins = try #require(
      LeavingMargins(small.figures, year: 2024, scale: 1, cohorts: cohorts, exposure: cohorts.aged))
    #expect(abs(margins.byProvision.reduce(0, +) - margins.byNCY.reduce(0, +)) < 1e-6)
    #expect(abs(margins.byNCY.reduce(0, +) - total) < 1e-6)
    let exposure = cohorts.aged.columnSums
    for provision in here.indices {
      #expect(margins.byProvision[provision] <= 0.95 * exposure[provision] + 1e-6)
      #expect(margins.byProvision[provision] >= 0)
    }
  }

  @Test("Ceasing without shrinkage reproduces both margins of any figures", arguments: 1...10)
  func ceasingMeetsItsMargins(seed: Int) throws {
    let exposure = try SmallFigures(UInt64(seed)).cohorts().aged
    // Margins of true rates, so that a table exists.
    var lots = Lots(UInt64(seed), "rates")
    var events = CrossTable(rows: 24, columns: 6)
    for index in events.values.indices {
      events.values[index] = exposure.values[index] * 0.3 * lots.next()
    }
    let fit = try Ceasing(
      byNCY: events.rowSums, byProvision: events.columnSums,
      transferShare: Array(repeating: 0, count: 24), exposure: exposure)
    var fitted = exposure
    for index in fitted.values.indices { fitted.values[index] *= fit.leaving.values[index] }
    for (seen, wanted) in zip(
      fitted.rowSums + fitted.columnSums, events.rowSums + events.columnSums)
    {
      #expect(abs(seen - wanted) < 1e-5)
    }
    #expect(fit.leaving.values.allSatisfy { (0...1).contains($0) })
  }

  @Test(
    "As many heads move as have to: half of the net changes, and no cohort loses more than it has",
    arguments: 1...10)
  func movesAreTheLeast(seed: Int) throws {
    var small = SmallFigures(UInt64(seed))
    var lots = Lots(UInt64(seed), "closing")
    var now = RecordedTable(rows: 24, provisions: 6)
    for index in now.known.values.indices {
      now.known.values[index] = Double(lots.next(below: 60) + 1)
    }
    small.figures.plansByNCYProvision[2025] = now
    let cohorts = try small.cohorts()
    let moves = Moves(cohorts, leaving: CrossTable(rows: 24, columns: 6))
    for ncy in 0..<24 {
      let closing = Array(cohorts.closing.row(ncy))
      let expected = (0..<6).map { cohorts.aged[ncy, $0] + cohorts.newByProvision[ncy, $0] }
      let gap = closing.reduce(0, +) - expected.reduce(0, +)
      #expect(abs(gap - moves.unexplained[ncy]) < 1e-6)
      let net = (0..<6).map { provision in
        closing[provision] - expected[provision] - gap * closing[provision] / closing.reduce(0, +)
      }
      let losses = (0..<6).map { min(max(0, -net[$0]), cohorts.aged[ncy, $0]) }
      let heads = (0..<6).map { from in (0..<6).map { moves.heads[(ncy * 6 + from) * 6 + $0] } }
      #expect(abs(heads.joined().reduce(0, +) - losses.reduce(0, +)) < 1e-6)
      if zip(losses, net).allSatisfy({ abs($0 - max(0, -$1)) < 1e-9 }) {
        let half = net.reduce(0) { $0 + abs($1) } / 2
        #expect(abs(heads.joined().reduce(0, +) - half) < 1e-6)
      }
      for from in 0..<6 {
        #expect(heads[from].reduce(0, +) <= cohorts.aged[ncy, from] + 1e-9)
        #expect(heads[from][from] == 0)
      }
    }
  }

  @Test("Affinities leave the moves of the base year's mix as they were")
  func affinitiesHaveMeanOne() {
    var lots = Lots(5)
    var table = CrossTable(rows: 4, columns: 6)
    for index in table.values.indices { table.values[index] = Double(lots.next(below: 90)) }
    let affinity = Moves.affinity(table)
    let columns = table.columnSums
    for from in 0..<6 {
      for to in 0..<6 {
        let mean = (0..<4).reduce(0.0) {
          $0 + table[$1, from] / columns[from] * affinity[($1 * 6 + from) * 6 + to]
        }
        #expect(abs(mean - 1) < 1e-9)
      }
    }
    #expect(affinity.allSatisfy { $0 > 0 })
  }

  @Test("A raked cube is rounded to whole heads with both margins of a year kept", arguments: 1...8)
  func roundingKeepsMargins(seed: Int) throws {
    let space = SmallFigures.space
    var lots = Lots(UInt64(seed), "cube")
    let heads = (0..<space.count).map { _ in
      lots.next() < 0.5 ? 0 : Double(lots.next(below: 6))
    }
    var byNeed = CrossTable(rows: 24, columns: 4)
    var byProvision = CrossTable(rows: 24, columns: 6)
    var cross = CrossTable(rows: 4, columns: 6)
    for cell in 0..<space.count {
      let (ncy, need) = (space.ncyIndex(of: cell), space.need(of: cell))
      byNeed[ncy, need] += heads[cell]
      byProvision[ncy, space.provision(of: cell)] += heads[cell]
      cross[need, space.provision(of: cell)] += heads[cell]
    }
    let cube = try raked(
      seed: heads.map { $0 > 0 ? 1 : 0 }, shape: (24, 4, 6),
      margins: (byNeed.values, byProvision.values, cross.values), tolerance: 1e-4,
      maximumIterations: 20_000)
    var rounding = CubeRounding(
      space: space, cube: cube.values, ncyNeed: byNeed, ncyProvision: byProvision,
      needProvision: cross)
    try rounding.run()
    for cell in 0..<space.count {
      let (ncy, need) = (space.ncyIndex(of: cell), space.need(of: cell))
      byNeed[ncy, need] -= Double(rounding.heads[cell])
      byProvision[ncy, space.provision(of: cell)] -= Double(rounding.heads[cell])
      cross[need, space.provision(of: cell)] -= Double(rounding.heads[cell])
      #expect(heads[cell] > 0 || rounding.heads[cell] == 0)
    }
    #expect((byNeed.values + byProvision.values).allSatisfy { $0 == 0 })
    #expect(cross.values.allSatisfy { abs($0) <= 3 })
    let worst = cross.values.reduce(0) { max($0, abs($1)) }
    #expect(rounding.largestDeviation.heads == worst)
  }
}

@Suite("Trends")
struct TrendsTests {
  private func figures(_ new: [Int: Double]) -> PublishedFigures {
    var result = PublishedFigures()
    result.flowsByYear["new_plans"] = new
    return result
  }

  private func trends(_ own: [Int: Double], _ england: [Int: Double]) throws -> Trends {
    try Trends(
      figures(own), england: figures(england), lastYear: 2024, settings: EstimationSettings())
  }

  @Test(
    "An authority that follows England has its growth, the last level and the field's noise"
  )
  func sameAsEngland() throws {
    let england = (2019...2024).reduce(into: [Int: Double]()) {
      $0[$1] = 1000 * power(1.1, $1 - 2019)
    }
    let trends = try trends(england.mapValues { $0 / 50 }, england)
    #expect(abs(trends.newPlanLevel) < 1e-12)
    #expect(abs(trends.newPlans.growth - logarithm(1.1)) < 1e-12)
    #expect(trends.newPlans.growthDeviation < 1e-12)
    #expect(trends.newPlans.noise.year <= EstimationSettings().fieldNewPlanNoise)
  }

  @Test("A year that is missing changes neither level nor growth of a steady authority")
  func missingYear() throws {
    let england = (2019...2024).reduce(into: [Int: Double]()) {
      $0[$1] = 1000 * power(1.1, $1 - 2019)
    }
    var own = england.mapValues { $0 / 50 }
    own[2023] = nil
    let trends = try trends(own, england)
    #expect(abs(trends.newPlanLevel) < 1e-12)
    #expect(abs(trends.newPlans.growth - logarithm(1.1)) < 1e-12)
    #expect(trends.years == [2019, 2020, 2021, 2022, 2024])
  }

  @Test("A last year above the rest is taken for level in part, and later years are not read")
  func levelIsAMean() throws {
    let flat = (2019...2026).reduce(into: [Int: Double]()) { $0[$1] = 100 }
    var own = flat
    own[2024] = 200
    own[2025] = 900
    let level = try trends(own, flat).newPlanLevel
    // Weights halve each year back: 1, 1/2 … 1/32; the last year has 32/63 of them.
    #expect(abs(level - (32.0 / 63 - 1) * logarithm(2)) < 1e-12)
  }

  @Test("Fewer than three years, or none of the last, are refused")
  func fewYearsAreRefused() {
    let years = [2022: 10.0, 2023: 11, 2024: 12]
    #expect(throws: EstimationError.self) { try trends([2023: 11, 2024: 12], years) }
    #expect(throws: EstimationError.self) {
      try trends([2021: 9, 2022: 10, 2023: 11], [2021: 9, 2022: 9, 2023: 9, 2024: 9])
    }
  }

  private func power(_ base: Double, _ times: Int) -> Double {
    (0..<times).reduce(1) { value, _ in value * base }
  }
}

@Suite("Population")
struct PopulationPathTests {
  private func evidence(_ own: [Int: [Double]], england: [Int: [Double]]) -> Evidence {
    var evidence = Evidence(
      authority: LocalAuthority(
        name: "Smallshire", dfeCode: "999", onsCode: "E10099999", baseCensus: 2025, horizon: 3,
        firstFinancialYear: FinancialYear(start: 2025), populationVariant: "principal"),
      codes: Invented.codes)
    evidence.local.population["principal"] = own
    evidence.england.population["estimate"] = england
    return evidence
  }

  /// A figure that names its year and age.
  private func people(_ year: Int) -> [Double] { (0...25).map { Double(year * 100 + $0) } }

  @Test("NCY n is age n + 4 at the mid-year before the closing census; under 3 is ages 0 to 2")
  func yearsAndAgesMeet() throws {
    let own = (2022...2027).reduce(into: [Int: [Double]]()) { $0[$1] = people($1) }
    let path = try PopulationPath(
      evidence(own, england: own), variant: "principal", years: 3)
    #expect(path.past[NCY.index(0)] == 202_404 && path.past[NCY.index(21)] == 202_425)
    #expect(path.projected.map { $0[NCY.index(7)] } == [202_511, 202_611, 202_711])
    #expect(path.projected[0][0] == 202_500 + 202_501 + 202_502)
    #expect(path.projected.count == 3 && path.englandYear == 2024)
  }

  @Test("England's last figures age on: at each age those who were younger before")
  func englandAgesOn() throws {
    let own = (2024...2026).reduce(into: [Int: [Double]]()) { $0[$1] = people($1) }
    let path = try PopulationPath(
      evidence(own, england: [2020: people(2020), 2022: people(2022)]), variant: "principal",
      years: 2)
    #expect(path.englandYear == 2022)
    #expect(path.england[NCY.index(3)] == 202_205)
    #expect(path.england[0] == 3 * 202_200)
  }

  @Test(
    "Projected years end where the population ends, or at its first gap; none takes another's place"
  )
  func gapsEndTheProjection() throws {
    var own = (2024...2030).reduce(into: [Int: [Double]]()) { $0[$1] = people($1) }
    own[2027] = nil
    let path = try PopulationPath(
      evidence(own, england: own), variant: "principal", years: 9)
    #expect(path.projected.map { $0[NCY.index(7)] } == [202_511, 202_611])
  }

  @Test("A population that ends before the first projected year is refused")
  func endedPopulationIsRefused() {
    let own = [2023: people(2023), 2024: people(2024)]
    #expect(throws: EstimationError.self) {
      try PopulationPath(evidence(own, england: own), variant: "principal", years: 3)
    }
  }
}
