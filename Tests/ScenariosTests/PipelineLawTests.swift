import Costing
import Placement
import Projection
import TestSupport
import Testing
import Vocabulary

@testable import Scenarios

/// Runs of the small authority.
enum SmallRun {
  static let years = 4
  private static let evidence = Result { try SmallAuthority.evidence() }
  private static let baseline = Result { try model([], years: years, evidence: evidence.get()) }

  static func model(
    _ levers: [Lever.Change], years: Int, evidence: Evidence
  ) throws -> ScenarioModel {
    let levers = levers.map {
      Lever(change: $0, provenance: Provenance(.illustrative, "a test"), summary: "a test")
    }
    return try ScenarioModel(
      Scenario(id: "test", name: "Test", question: "What if?", levers: levers),
      evidence: evidence, years: years)
  }

  /// Runs of the baseline share one model, which takes longer to estimate than to run.
  static func run(
    draws: Int = 12, threads: Int = 1, seed: UInt64 = 2025
  ) throws -> ScenarioRun {
    ScenarioRun(
      try baseline.get(),
      options: RunOptions(draws: draws, seed: seed, years: years, threads: threads))
  }

  static func run(
    _ levers: [Lever.Change], draws: Int = 4, years: Int = years, evidence changed: Evidence? = nil
  ) throws -> ScenarioRun {
    let isBaseline = levers.isEmpty && years == Self.years && changed == nil
    return ScenarioRun(
      isBaseline
        ? try baseline.get() : try model(levers, years: years, evidence: changed ?? evidence.get()),
      options: RunOptions(draws: draws, years: years))
  }
}

extension DrawStore {
  /// Every series of heads, by draw.
  var allHeads: [[Int64]] { (0..<layout.count).map(heads) }
  /// Every amount of money, by draw.
  var allPence: [[Int64]] { (0..<amounts).map(pence) }
}

extension PlaceStore {
  /// Where those went who looked for a place in a year: leaf × destination.
  func overflowSums(year: Int) -> [Int] {
    (0..<shape.count).flatMap { leaf in
      (0..<shape.destinations).map { overflowSum(year: year, leaf: leaf, went: $0) }
    }
  }

  /// Everything that is kept of places.
  var all: [Int64] {
    (0..<years).flatMap { year -> [Int64] in
      let kept = Series.allCases.flatMap { series in
        (0..<shape.count).flatMap { self.heads(series, year: year, leaves: [$0]) }
      }
      let counts = Placements.Count.allCases.flatMap { count in
        (0..<shape.count).map { Int64(sum(count, year: year, leaf: $0)) }
      }
      let unplaced = PlaceLimit.allCases.flatMap { limit in
        (0..<shape.count).map { Int64(unplacedSum(year: year, leaf: $0, limit)) }
      }
      let open = (0..<settings).flatMap { self.places(year: year, setting: $0) }
      return kept + counts + unplaced + open + overflowSums(year: year).map(Int64.init)
    }
  }
}

@Suite("Laws of a run")
struct PipelineLawTests {
  @Test("One thread, two and eight give the same bytes", arguments: [2, 8])
  func threadsChangeNothing(threads: Int) throws {
    let one = try SmallRun.run(draws: 9)
    let many = try SmallRun.run(draws: 9, threads: threads)
    #expect(one.store.allHeads == many.store.allHeads)
    #expect(one.store.allPence == many.store.allPence)
    #expect(one.places.all == many.places.all)
    #expect(one.store.amounts > 0 && one.places.overflowSums(year: 0).contains { $0 > 0 })
  }

  @Test("A draw is the same however many draws are made, and another seed gives other draws")
  func drawsStandAlone() throws {
    let few = try SmallRun.run(draws: 3).store
    let many = try SmallRun.run(draws: 8).store
    #expect(few.allHeads == many.allHeads.map { Array($0.prefix(3)) })
    #expect(few.allPence == many.allPence.map { Array($0.prefix(3)) })
    #expect(try few.allHeads != SmallRun.run(draws: 3, seed: 1).store.allHeads)
  }

  @Test("A longer run begins like a shorter one")
  func longerRunsBeginAlike() throws {
    let (short, long) = (try SmallRun.run([], years: 2), try SmallRun.run(draws: 4))
    let (one, other) = (short.store.layout, long.store.layout)
    let space = one.space
    for census in 0...2 {
      for need in 0...space.needs {
        for band in 0..<SeriesLayout.bands {
          #expect(
            short.store.heads(one.plans(census, band, need))
              == long.store.heads(other.plans(census, band, need)))
        }
        for provision in 0...space.provisions {
          let band = SeriesLayout.bands - 1
          #expect(
            short.store.heads(one.placements(census, provision, band, need))
              == long.store.heads(other.placements(census, provision, band, need)))
        }
      }
    }
  }

  @Test(
    "By provision, closing = opening + those who came and moved in − those who left and moved away"
  )
  func stocksAndFlowsAgree() throws {
    let store = try SmallRun.run(draws: 20).store
    let layout = store.layout
    let (space, all) = (layout.space, SeriesLayout.bands - 1)
    var changes = 0
    for year in 0..<layout.years {
      for provision in 0...space.provisions {
        func stock(_ census: Int) -> [Int64] {
          store.heads(layout.placements(census, provision, all, space.needs))
        }
        func flow(_ flow: SeriesLayout.Flow) -> [Int64] {
          store.heads(layout.flows(year, flow, all, provision))
        }
        let coming = [SeriesLayout.Flow.new, .transferIn, .residual, .moved].map(flow)
        let going = [SeriesLayout.Flow.movedAway, .ceased, .out, .agedOut].map(flow)
        let (opening, closing) = (stock(year), stock(year + 1))
        for draw in 0..<store.draws {
          let came = coming.reduce(0) { $0 + $1[draw] }
          let went = going.reduce(0) { $0 + $1[draw] }
          #expect(closing[draw] == opening[draw] + came - went)
          changes += Int(came + went)
        }
      }
    }
    #expect(changes > 0)
  }

  @Test("Plans by age, need and provision are sums of one another; moves in are moves away")
  func seriesAgree() throws {
    let store = try SmallRun.run(draws: 6).store
    let layout = store.layout
    let (space, all) = (layout.space, SeriesLayout.bands - 1)
    func sum(_ series: [Int]) -> [Int64] {
      series.reduce(Array(repeating: 0, count: store.draws)) { total, item in
        zip(total, store.heads(item)).map { $0 + $1 }
      }
    }
    for census in 0...layout.years {
      for need in 0...space.needs {
        let total = store.heads(layout.plans(census, all, need))
        #expect(sum((0..<all).map { layout.plans(census, $0, need) }) == total)
        #expect(sum((0..<space.ncys).map { layout.plansByNCY(census, $0, need) }) == total)
        #expect(store.heads(layout.plansByNCY(census, space.ncys, need)) == total)
        #expect(
          sum((0..<space.provisions).map { layout.placements(census, $0, all, need) }) == total)
      }
      let needs = (0..<space.needs).map { layout.plans(census, all, $0) }
      #expect(sum(needs) == store.heads(layout.plans(census, all, space.needs)))
      let waits = (0..<space.provisions).map { layout.waiting(census, $0, space.needs) }
      #expect(
        sum(waits) == store.heads(layout.waiting(census, space.provisions, space.needs)))
    }
    for year in 0..<layout.years {
      let moved = store.heads(layout.flows(year, .moved, all, space.provisions))
      #expect(moved == store.heads(layout.flows(year, .movedAway, all, space.provisions)))
    }
  }

  @Test("The rolls of a provision's settings are the children who attend it")
  func rollsAreAttendance() throws {
    let run = try SmallRun.run(draws: 6)
    let layout = run.store.layout
    let (space, all) = (layout.space, SeriesLayout.bands - 1)
    for provision in 0..<space.provisions {
      let code = space.codes.provisions[provision].code
      let settings = run.model.settings.indices.filter {
        run.model.settings[$0].provision == code
      }
      guard !settings.isEmpty else { continue }
      for year in 0..<layout.years {
        let attended = run.store.heads(layout.placements(year + 1, provision, all, space.needs))
        for draw in 0..<run.store.draws {
          let roll = settings.reduce(Int64(0)) {
            $0 + run.store.heads(layout.roll(year, $1))[draw]
          }
          #expect(roll == attended[draw])
        }
      }
    }
  }

  @Test("The account adds up in every draw and year, and the balance carries")
  func moneyAddsUp() throws {
    let run = try SmallRun.run(draws: 8)
    let lines = run.model.accountLines
    let costing = try #require(run.model.costing)
    #expect(!run.model.financialYears.isEmpty)
    for draw in 0..<run.store.draws {
      var balance = Int64(costing.openingBalance.pence)
      for year in run.model.financialYears.indices {
        let amounts = lines.indices.map { run.store.pence(year * lines.count + $0)[draw] }
        func sum(_ kind: AccountLine.Kind) -> Int64 {
          zip(lines, amounts).filter { $0.0.kind == kind }.reduce(0) { $0 + $1.1 }
        }
        let (cost, income) = (sum(.cost), sum(.income))
        balance += income - cost
        #expect(Array(amounts.suffix(4)) == [cost, income, income - cost, balance])
        #expect(cost > 0 && income > 0)
      }
    }
  }

  @Test(
    "The waiting list at the base census is the one that is seated: nobody waits who is not there")
  func openingWaitersAreThere() throws {
    var evidence = try SmallAuthority.evidence()
    let first = try #require(evidence.waiting.first)
    evidence.waiting.append(
      WaitingRow(
        need: first.need, ncy: first.ncy, wanted: first.wanted, attending: first.attending,
        children: 1000, provenance: first.provenance))
    let run = try SmallRun.run([], draws: 2, evidence: evidence)
    let layout = run.store.layout
    let space = layout.space
    let waiting = run.store.heads(layout.waiting(0, space.provisions, space.needs))
    let plans = run.store.heads(layout.plans(0, SeriesLayout.bands - 1, space.needs))
    #expect(run.model.findings.contains { $0.code == "PL-003" })
    #expect(zip(waiting, plans).allSatisfy { $0 <= $1 })
  }
}

@Suite("Levers that do nothing change nothing")
struct NeutralLeverTests {
  static let window = CensusWindow(starts: 2026)

  /// Levers of every kind that acts on children, none of which does anything.
  private func neutral() throws -> [Lever.Change] {
    let model = try SmallRun.run(draws: 1).model
    let codes = model.space.codes
    let special = try #require(codes.provision("SPEC-STATE"))
    let base = try #require(codes.provision("DSP"))
    let setting = try #require(model.settings.first)
    func places(_ count: Int) -> Lever.Change {
      .places(
        setting: setting.id, changes: [AcademicYear(start: 2025): Places(all: count)], new: nil)
    }
    let late = CensusWindow(starts: 2025 + SmallRun.years + 1)
    let moves = Redirection.Move.allCases.map { move in
      Lever.Change.placementPreference(
        move: move.rawValue, from: special, to: base, share: 0, needs: nil, ncys: NCY.range,
        Self.window)
    }
    return moves + [
      .newPlanRate(multiply: 1, needs: nil, ncys: NCY.range, Self.window),
      .ceasingRate(multiply: 1, ncys: NCY.range, Self.window), places(0), places(7), places(-7),
      .newPlanRate(multiply: 3, needs: nil, ncys: NCY.range, late),
      .population(variant: model.evidence.authority.populationVariant),
    ]
  }

  @Test(
    "Factors of 1, shares of 0, places there and back, the same population: the baseline's bytes")
  func neutralLevers() throws {
    let baseline = try SmallRun.run(draws: 4)
    #expect(isSame(try SmallRun.run(neutral()), baseline))
  }

  @Test("The same price growth given again is no change")
  func sameGrowth() throws {
    let baseline = try SmallRun.run(draws: 4)
    let rows = baseline.model.evidence.finances.inflation
    #expect(Set(rows.map(\.line)).count == rows.count, "one row a line in the small authority")
    let general = try #require(rows.first { $0.line == nil })
    let own = rows.filter { $0.line != nil }
    try #require(!own.contains { $0.line == "topup_special" })
    let levers =
      [
        Lever.Change.costGrowth(
          line: "topup_special", percent: general.percent, starts: general.year)
      ]
      + own.map { .costGrowth(line: $0.line, percent: $0.percent, starts: $0.year) }
    let store = try SmallRun.run(levers).store
    #expect(store.allPence == baseline.store.allPence)
  }

  @Test("A new setting without places changes no plans, placements, waiting children or money")
  func newSettingWithoutPlaces() throws {
    let baseline = ComparedSeries(try SmallRun.run(draws: 4))
    for (id, provision) in [("aaa", "SPEC-STATE"), ("zzz", "DSP")] {
      let lever = Lever.Change.places(
        setting: id, changes: [AcademicYear(start: 2026): Places(all: 0)],
        new: NewSetting(
          name: "Empty", kind: provision == "DSP" ? .specialistBase : .special,
          provision: provision, needs: nil, ncys: 0...14, isElsewhere: false))
      let series = ComparedSeries(try SmallRun.run([lever]))
      let comparison = Comparison(scenario: "empty", series, baseline: baseline)
      let changed = comparison.rows.filter {
        $0.difference.sum != 0 || $0.difference.quantiles.contains { $0 != 0 }
      }
      #expect(changed.map { "\($0.measure.measure) \($0.measure.item)" } == [], "\(provision)")
    }
  }

  @Test("Levers that do something do it in one direction in every draw")
  func leversAct() throws {
    let baseline = try SmallRun.run(draws: 6)
    let fewer = try SmallRun.run(
      [.newPlanRate(multiply: 0.5, needs: nil, ncys: NCY.range, Self.window)], draws: 6)
    let layout = baseline.store.layout
    let series = layout.flows(0, .new, SeriesLayout.bands - 1, layout.space.provisions)
    let (before, after) = (baseline.store.heads(series), fewer.store.heads(series))
    #expect(zip(before, after).allSatisfy { $0 >= $1 })
    #expect(before.reduce(0, +) > after.reduce(0, +))
  }
}
