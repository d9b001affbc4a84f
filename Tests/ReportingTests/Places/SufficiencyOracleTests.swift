import Testing
import Vocabulary

@testable import Reporting
@testable import Scenarios

/// Every row worked out again, one leaf of one draw after the other.
@Suite struct SufficiencyOracleTests {
  private struct Oracle {
    let run: ScenarioRun
    let year: Int
    let provision: Int
    let leaves: [Int]

    /// Leaves of a row; the last of an axis stands for all.
    init(_ run: ScenarioRun, year: Int, provision: Int, _ key: PlaceRows.Key) {
      let shape = run.places.shape
      func axis(_ position: Int, _ count: Int) -> [Int] {
        position == count ? Array(0..<count) : [position]
      }
      self.run = run
      self.year = year
      self.provision = provision
      leaves = axis(key.need, shape.space.needs).flatMap { need in
        axis(key.phase, 4).flatMap { phase in
          axis(key.area, shape.areas.count).map {
            shape.leaf(provision, need: need, phase: phase, area: $0)
          }
        }
      }
    }

    func heads(_ series: PlaceStore.Series, _ year: Int) -> [Int64] {
      run.places.heads(series, year: year, leaves: leaves)
    }

    func needed(_ moment: PlaceMoment) -> [Int64] {
      let census = heads(.needed, year)
      let next = min(year + 1, run.model.years - 1)
      let looked = heads(.duringYear, moment == .september ? year : next)
      return zip(census, looked).map { census, looked in
        let part = Double(looked) * (moment == .september ? 4 : 7) / 12
        let whole = Int64((part + 0.5 + 1e-9).rounded(.down))
        return moment == .september ? census - whole : census + whole
      }
    }

    func sum(_ counts: [Placements.Count]) -> Int {
      leaves.reduce(0) { sum, leaf in
        counts.reduce(sum) { $0 + run.places.sum($1, year: year, leaf: leaf) }
      }
    }

    func places(_ key: PlaceRows.Key) -> [Double] {
      let (model, shape) = (run.model, run.places.shape)
      let code = model.space.codes.provisions[shape.provisions[provision]].code
      var result = [Double](repeating: 0, count: run.places.draws)
      for (index, setting) in model.settings.enumerated()
      where setting.provision == code && !setting.isElsewhere {
        if key.area < shape.areas.count, setting.area != shape.areas[key.area] { continue }
        var share = 0.0
        for need in 0..<shape.space.needs where key.need == shape.space.needs || key.need == need {
          for phase in 0..<4 where key.phase == 4 || key.phase == phase {
            share += model.placeShares[index][need * 4 + phase]
          }
        }
        for (draw, places) in run.places.places(year: year, setting: index).enumerated() {
          result[draw] += share * Double(places)
        }
      }
      return result
    }
  }

  private func quantile(_ draws: [Int64], _ percent: Int) -> Int {
    let sorted = draws.sorted()
    let (place, rest) = ((sorted.count - 1) * percent).quotientAndRemainder(dividingBy: 100)
    let above = sorted[min(place + 1, sorted.count - 1)]
    return Int(sorted[place]) * 100 + rest * Int(above - sorted[place])
  }

  private func agrees(_ count: Sufficiency.Count, _ draws: [Int64]) -> Bool {
    count.sum == Int(draws.reduce(0, +)) && count.p50 == quantile(draws, 50)
      && count.p80 == quantile(draws, 80) && count.p90 == quantile(draws, 90)
  }

  @Test(arguments: [0, 2, 3])
  func theFastPathIsTheSlowOne(year: Int) throws {
    let made = try PlacesFixture.made()
    let (run, sufficiency) = (made.run, made.figures.sufficiency)
    let rows = sufficiency.rows
    var seen = 0
    for provision in run.places.shape.provisions.indices {
      for row in 0..<rows.count {
        let key = rows.key(row)
        let oracle = Oracle(run, year: year, provision: provision, key)
        let figures = sufficiency.row(row, year: year, provision: provision)
        let places = oracle.places(key)
        #expect(agrees(figures.census, oracle.heads(.needed, year)))
        #expect(agrees(figures.without, oracle.heads(.without, year)))
        #expect(figures.fromList == oracle.sum([.soughtFromList]))
        let looked: [Placements.Count] = [
          .soughtAtTransfer, .soughtNew, .soughtMidPhase, .induced,
        ]
        #expect(figures.newDemand == oracle.sum(looked))
        #expect(abs(figures.places - places.reduce(0, +) / Double(places.count)) < 1e-9)
        for moment in PlaceMoment.allCases {
          let needed = oracle.needed(moment)
          #expect(agrees(figures.at(moment).needed, needed))
          let over = zip(needed, places).count { Double($0) > $1 + 1e-6 }
          #expect(figures.at(moment).over == over)
        }
        seen += figures.isNothing ? 0 : 1
      }
    }
    #expect(seen > 100, "the run has something to count")
  }

  @Test func theSchemeIsUncertainInTheTest() throws {
    let run = try PlacesFixture.made().run
    let all = try #require(run.model.settings.firstIndex { $0.id == "all-through" })
    #expect(Set(run.places.places(year: 3, setting: all)).count > 2)
  }

  @Test func whoLooksIsAmongThoseWhoNeedAPlace() throws {
    let sufficiency = try PlacesFixture.made().figures.sufficiency
    for year in 0..<sufficiency.years {
      for provision in sufficiency.shape.provisions.indices {
        for row in 0..<sufficiency.rows.count {
          #expect(sufficiency.row(row, year: year, provision: provision).staying >= 0)
        }
      }
    }
  }

  @Test func quantilesOfCountedDrawsAreThoseOfSortedOnes() {
    var counted = CountedDraws()
    let samples: [[Int32]] = [
      [7], [0, 0, 0], [0, 10], [-3, 4, 4, -9, 100], (0..<97).map { ($0 * 37) % 61 - 20 },
      (0..<1000).map { ($0 * $0) % 4001 },
    ]
    for sample in samples {
      counted.count(sample)
      let heads = sample.map(Int64.init)
      #expect(counted.sum == Int(heads.reduce(0, +)))
      for percent in [0, 5, 10, 50, 80, 90, 95, 100] {
        #expect(counted.hundredths(percent) == quantile(heads, percent))
        #expect(counted.roundedUp(percent) == Sample(heads).roundedUp(percent))
      }
      let spread = Sample(heads).spread
      #expect(abs(Double(counted.hundredths(50)) / 100 - spread.median) < 1e-9)
    }
  }

  @Test func childrenOfTheYearAreRoundedHalvesUp() {
    for looked in Int32(0)...40 {
      let september = PlaceMoment.september.needed(100, before: looked, after: 999)
      let july = PlaceMoment.july.needed(100, before: 999, after: looked)
      #expect(september == 100 - Int32((Double(looked) / 3 + 0.5 + 1e-9).rounded(.down)))
      #expect(july == 100 + Int32((Double(looked) * 7 / 12 + 0.5 + 1e-9).rounded(.down)))
    }
    #expect(PlaceMoment.july.needed(0, before: 0, after: 6) == 4, "3.5 is 4")
  }
}
