import NumericalCore
import Testing
import Vocabulary

@testable import Placement

/// One special school, children of Year 3 and the first need, prices that tell every end apart.
@Suite("What the cheapest allocation counts, by hand")
struct LowestCostPriceTests {
  private static let space = RandomNetwork.space
  /// Pounds a year by provision: EY-PVI, MAIN, DSP, SPEC-STATE, IND-SPEC, FE, NONE.
  private static let prices = [501.0, 2_003, 9_001, 24_007, 61_009, 4_001, 3_005]

  /// So many kilometres east of the area's centre.
  private static func point(_ kilometres: Int) -> GridPoint? {
    GridPoint(easting: 450_000 + 1_000 * kilometres, northing: 300_000)
  }
  private static let independent = RandomNetwork.codes.provision("IND-SPEC") ?? 0

  private struct Outcome {
    let cost: Int
    let result: Placements

    func count(_ word: Placements.Word) -> Int { result.went([word]) }
    func count(provision: Int) -> Int { result.went { $4 == provision } }
  }

  private func placed(
    _ single: Single, newcomers: Int = 0, movers: Int = 0, kilometres: Int? = nil,
    elsewhere: Bool = false, method: AllocationMethod = .lowestCost
  ) throws -> Outcome {
    var assumptions = try single.model().assumptions
    assumptions.method = method
    assumptions.costs = (0..<Self.space.needs).flatMap { need in
      Self.prices.map { $0 + Double(need) * 100_000 }
    }
    assumptions.overNumberCost = 6_000.25
    let school = assumptions.settings[0]
    assumptions.settings = [
      Setting(
        id: school.id, name: school.name, kind: school.kind, provision: school.provision,
        designation: nil, ncys: school.ncys, isElsewhere: elsewhere,
        point: kilometres.flatMap { Self.point($0) }, baseRoll: 1, stretch: school.stretch,
        provenance: invented)
    ]
    if kilometres != nil {
      assumptions.locality.areas = [
        PlanningArea(id: "a", name: "a", centre: Self.point(0), provenance: invented)
      ]
    }
    var plans = [Int32](repeating: 0, count: Self.space.count)
    plans[Single.cell(Single.special, ncy: 2)] = Int32(single.opening)
    plans[Single.cell(Single.mainstream, ncy: 2)] = 20
    let model = try PlacementModel(assumptions, opening: plans)
    var demand = Demand(Self.space)
    demand.aged[Single.cell(Single.special)] = Int32(single.opening)
    demand.aged[Single.cell(Single.mainstream)] = 20
    demand.coming[0][Single.cell(Single.special)] = Int32(newcomers)
    if movers > 0 {
      demand.add(
        Movement(
          ncyIndex: NCY.index(3), need: 0, from: Single.mainstream, to: Single.special,
          count: movers, released: false))
    }
    var draw = PlacementDraw(model, address: DrawAddress(seed: 1, draw: 1))
    var result = Placements(model.shape, settings: 1)
    draw.place(year: 0, demand: demand, into: &result)
    return Outcome(cost: draw.cost, result: result)
  }

  private let methods = [AllocationMethod.lowestCost, .fillOrder]

  @Test func `a place costs what a plan there costs, and £150 for each minute of the journey`()
    throws
  {
    for method in methods {
      let near = try placed(Single(places: 3), newcomers: 2, method: method)
      #expect(near.cost == 2 * 24_007_00 && near.count(.asWanted) == 2)
      // 10 km are 26 minutes.
      let far = try placed(Single(places: 3), newcomers: 2, kilometres: 10, method: method)
      #expect(far.cost == 2 * (24_007_00 + 26 * 150_00))
    }
  }

  @Test func `without a place a newcomer waits where it is cheapest, for £150,000 more`() throws {
    let cheapest = try placed(Single(places: 1), newcomers: 3)
    #expect(cheapest.cost == 24_007_00 + 2 * (150_000_00 + 2_003_00))
    #expect(cheapest.count(.held) == 2 && cheapest.count(.awaiting) == 0)
    let table = try placed(Single(places: 1), newcomers: 3, method: .fillOrder)
    #expect(table.cost == 24_007_00 + 2 * (150_000_00 + 3_005_00))
    #expect(table.count(.awaiting) == 2 && table.count(.held) == 0)
  }

  @Test func `another provision than the one wanted costs £20,000 beside its own price`() throws {
    for method in methods {
      var single = Single(places: 0)
      single.overflow = [.provision(Self.independent)]
      let outcome = try placed(single, newcomers: 4, method: method)
      #expect(outcome.cost == 4 * (61_009_00 + 20_000_00))
      #expect(outcome.count(provision: Self.independent) == 4)
    }
  }

  @Test func `pupils above the places cost what it costs to go over number, elsewhere they do not`()
    throws
  {
    for method in methods {
      var single = Single(places: 8)
      single.stretch = 1.25
      single.overflow = [.overNumber, .awaiting]
      let outcome = try placed(single, newcomers: 10, method: method)
      #expect(outcome.cost == 10 * 24_007_00 + 2 * 6_000_25)
      #expect(outcome.count(.asWanted) == 8 && outcome.count(.overNumber) == 2)
      single.overflow = [.otherAuthority, .awaiting]
      let other = try placed(single, newcomers: 10, elsewhere: true, method: method)
      #expect(other.cost == 10 * 24_007_00)
      #expect(other.count(.otherAuthority) == 2 && other.count(.overNumber) == 0)
    }
  }

  @Test func `who stays on a school that is full leaves fewer places, and is in no cost`() throws {
    for method in methods {
      var single = Single(places: 8)
      (single.opening, single.stretch) = (7, 1.25)
      single.overflow = [.overNumber, .awaiting]
      let outcome = try placed(single, newcomers: 3, method: method)
      #expect(outcome.cost == 3 * 24_007_00 + 2 * 6_000_25)
      #expect(outcome.result.roll == [10])
      single.opening = 9
      let full = try placed(single, newcomers: 1, method: method)
      #expect(full.cost == 24_007_00 + 6_000_25 && full.result.roll == [10])
    }
  }

  @Test func `children of the list who stay on it cost where they are, and the weight of waiting`()
    throws
  {
    for method in methods {
      var single = Single(places: 2)
      single.waiting = 5
      let outcome = try placed(single, method: method)
      #expect(outcome.cost == 2 * 24_007_00 + 3 * (150_000_00 + 2_003_00))
      #expect(outcome.count(.asWanted) == 2 && outcome.count(.held) == 3)
    }
  }

  @Test func `a child who moves keeps their place until another is found, and waits there`() throws
  {
    for method in methods {
      let outcome = try placed(Single(places: 1), movers: 4, method: method)
      #expect(outcome.cost == 24_007_00 + 3 * (150_000_00 + 2_003_00))
      #expect(outcome.count(.asWanted) == 1 && outcome.count(.held) == 3)
      #expect(outcome.result.attended[Single.cell(Single.mainstream)] == 19)
    }
  }

  @Test func `who settles where they came from settles for its price and the mismatch`() throws {
    var single = Single(places: 1)
    single.overflow = [.provision(Single.mainstream)]
    // By the fill order the place is taken; the cheapest is that all stay, for £22,003 and not £24,007.
    for (method, taken) in [(AllocationMethod.fillOrder, 1), (.lowestCost, 0)] {
      let outcome = try placed(single, movers: 4, method: method)
      #expect(outcome.cost == taken * 24_007_00 + (4 - taken) * (20_000_00 + 2_003_00))
      #expect(outcome.count(provision: Single.mainstream) == 4 - taken)
      #expect(outcome.count(.asWanted) == taken && sum(outcome.result.waiting) == 0)
    }
  }

  @Test func `the cheapest end is taken of several, whatever the order of the table`() throws {
    var single = Single(places: 0)
    single.overflow = [.provision(Self.independent), .provision(Single.mainstream), .awaiting]
    let outcome = try placed(single, newcomers: 3)
    #expect(outcome.cost == 3 * (20_000_00 + 2_003_00))
    #expect(outcome.count(provision: Single.mainstream) == 3)
  }

  @Test func `without costs it is refused; without settings there is nothing to cost`() throws {
    var assumptions = try Single(places: 1).model().assumptions
    let plans = [Int32](repeating: 0, count: Self.space.count)
    assumptions.method = .lowestCost
    #expect(throws: PlacementError.self) { try PlacementModel(assumptions, opening: plans) }
    assumptions.settings = []
    #expect(try PlacementModel(assumptions, opening: plans).findings.map(\.code) == ["PL-011"])
  }
}
