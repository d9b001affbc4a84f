import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("Places by need and phase, findings, limits and constants")
struct NaivePlaceTests {
  private static let space = RandomNetwork.space
  private static let special = RandomNetwork.codes.provision("SPEC-STATE") ?? 0

  /// One special school with children of these years and needs.
  private func network(
    _ setting: Setting, children: [(ncy: Int, need: Int, count: Int)] = []
  ) -> RandomNetwork {
    var network = RandomNetwork(1, waits: false)
    network.opening = network.opening.map { _ in 0 }
    for child in children {
      network.opening[Self.space.cell(NCY.index(child.ncy), child.need, Self.special)] +=
        Int32(child.count)
    }
    network.settings = [setting]
    network.commissioned = [:]
    return network
  }

  private func school(
    _ designation: [String: Double]? = nil, _ ncys: ClosedRange<Int> = NCY.range, roll: Int = 0,
    elsewhere: Bool = false, provision: String = "SPEC-STATE"
  ) -> Setting {
    Setting(
      id: "school", name: "School", kind: .special, provision: provision,
      designation: designation, ncys: ncys, isElsewhere: elsewhere, baseRoll: roll, stretch: 1,
      provenance: invented)
  }

  private func shares(_ network: RandomNetwork) throws -> [Double] {
    try network.model().placeShares[0]
  }

  private func isNear(_ one: [Double], _ other: [Double]) -> Bool {
    one.count == other.count && zip(one, other).allSatisfy { abs($0 - $1) < 1e-12 }
  }

  /// Shares by need × phase.
  private func table(_ needs: [Double], _ phases: [Double]) -> [Double] {
    needs.flatMap { need in phases.map { phase in need * phase } }
  }

  @Test func `places are shared as the children on roll are, by need and by phase`() throws {
    // 3 of 4 have the first need and 1 the second; 1 is in primary, 3 in secondary.
    let network = network(
      school(roll: 4), children: [(3, 0, 1), (8, 0, 2), (11, 1, 1)])
    let expected = table([0.75, 0.25, 0], [0, 0.25, 0.75, 0])
    #expect(isNear(try shares(network), expected))
  }

  @Test func `weights of a designation share by need, and years by phase where nobody is there`()
    throws
  {
    // Years 5 to 8: half primary, half secondary.
    let network = network(school(["ASD": 3, "SLD": 1], 5...8))
    let expected = table([0.75, 0, 0.25], [0, 0.5, 0.5, 0])
    #expect(isNear(try shares(network), expected))
    let equal = self.network(
      school(["ASD": 2, "SEMH": 2], 0...9, roll: 2), children: [(1, 0, 2)])
    // Equal weights say nothing: the roll does.
    #expect(
      isNear(try shares(equal), table([1, 0, 0], [0, 1, 0, 0])))
  }

  @Test func `a need that the setting is not for has no share, whoever is there`() throws {
    let network = network(
      school(["ASD": 1, "SLD": 1], roll: 4), children: [(1, 1, 2), (1, 0, 1), (1, 2, 1)])
    let expected = table([0.5, 0, 0.5], [0, 1, 0, 0])
    #expect(isNear(try shares(network), expected))
  }

  @Test func `a school without children has the phases of the places that its schemes open`() throws
  {
    var network = network(school(nil, -2...21))
    func step(_ ncys: ClosedRange<Int>, _ places: Int) -> Scheme.Step {
      Scheme.Step(year: 0, ncys: ncys, places: places, provenance: invented)
    }
    func scheme(_ id: String, _ setting: String, _ steps: [Scheme.Step]) -> Scheme {
      Scheme(
        id: id, name: id, setting: setting, opens: AcademicYear(start: 2025),
        deliveryProbability: 1, slip: [1], steps: steps, provenance: invented)
    }
    // Years 5 to 8: 10 places in either phase; 30 more in primary; closing places count for nothing.
    network.schemes = [
      scheme("a", "school", [step(5...8, 20), step(0...6, 30), step(12...14, -9)])
    ]
    let thirds = [1.0 / 3, 1.0 / 3, 1.0 / 3]
    let expected = table(thirds, [0, 0.8, 0.2, 0])
    #expect(isNear(try shares(network), expected))
    network.schemes = []
    // 2 years before Reception, 7 of primary, 5 of secondary and 10 after.
    let years = table(thirds, [2.0 / 24, 7.0 / 24, 5.0 / 24, 10.0 / 24])
    #expect(isNear(try shares(network), years))
  }

  private func codes(_ network: RandomNetwork) throws -> [String: String] {
    let findings = try network.model().findings
    return Dictionary(findings.map { ($0.code, $0.seen) }) { one, _ in one }
  }

  @Test func `rolls that are raised, outside a setting or without places are found, with numbers`()
    throws
  {
    var fine = network(school(roll: 5), children: [(3, 0, 5)])
    fine.commissioned = ["school": [AcademicYear(start: 2020): Places(all: 5)]]
    let none = try codes(fine)
    #expect(none["PL-001"] == nil && none["PL-002"] == nil && none["PL-004"] == nil)
    var raised = fine
    raised.settings[0] = school(roll: 4)
    #expect(try codes(raised)["PL-001"]?.contains("add to 4") == true)
    var outside = fine
    outside.settings[0] = school(["ASD": 1], 0...3, roll: 9)
    outside.opening[Self.space.cell(NCY.index(4), 0, Self.special)] = 1
    outside.opening[Self.space.cell(NCY.index(0), 1, Self.special)] = 3
    #expect(try codes(outside)["PL-002"]?.hasPrefix("4 of the roll of school (School)") == true)
    var unknown = fine
    unknown.commissioned = [:]
    #expect(
      try codes(unknown)["PL-004"]
        == "no commissioned places for 1 of 1 settings with children, 5 on roll")
    var empty = network(school())
    empty.commissioned = [:]
    #expect(try codes(empty)["PL-004"] == nil)
  }

  @Test func `children of the list are those who are there; more are counted and named`() throws {
    var network = network(school(roll: 3), children: [(3, 0, 3)])
    let main = RandomNetwork.codes.provision("MAIN") ?? 0
    network.opening[Self.space.cell(NCY.index(3), 0, main)] = 4
    func waiting(_ count: Int, attending: Int) -> WaitingRow {
      WaitingRow(
        need: 0, ncy: 3, wanted: Self.special, attending: attending, children: count,
        provenance: invented)
    }
    #expect(try codes(network)["PL-006"] != nil, "nobody waits")
    network.waiting = [waiting(4, attending: main)]
    #expect(try codes(network)["PL-003"] == nil && codes(network)["PL-006"] == nil)
    network.waiting.append(waiting(3, attending: main))
    #expect(try codes(network)["PL-003"] == "3 of 7 children on the waiting list")
    let model = try network.model()
    #expect(sum(model.baseWaiting) == 4)
    #expect(model.baseWaiting[Self.space.cell(NCY.index(3), 0, Self.special)] == 4)
  }

  @Test func `needs and phases that no setting serves are named, those of other years are not`()
    throws
  {
    let all = try codes(network(school()))
    #expect(all["PL-005"] == nil && all["PL-007"] == nil)
    let needs = try codes(network(school(["ASD": 1])))
    #expect(needs["PL-005"] == "no SPEC-STATE setting serves SEMH, SLD" && needs["PL-007"] == nil)
    let primary = try codes(network(school(nil, 0...6)))
    #expect(
      primary["PL-007"] == "no SPEC-STATE setting for secondary: ASD, SEMH, SLD"
        && primary["PL-005"] == nil)
    let secondary = try codes(network(school(["SLD": 1], 7...11)))
    #expect(secondary["PL-007"] == "no SPEC-STATE setting for primary: SLD")
    // A college is for nobody of those years: that none is served is no finding.
    let college = try codes(network(school(nil, 12...21, provision: "FE")))
    #expect(college["PL-007"] == "no FE setting for secondary: ASD, SEMH, SLD")
  }

  @Test func `settings off the map are counted where areas have a centre`() throws {
    var network = network(school())
    #expect(try codes(network)["PL-008"] == nil && codes(network)["PL-009"] == nil)
    let centre = GridPoint(easting: 450_000, northing: 300_000)
    for (id, point) in [("a", nil), ("b", GridPoint?.none)] {
      network.locality.areas.append(
        PlanningArea(id: id, name: id, centre: point, provenance: invented))
    }
    #expect(try codes(network)["PL-008"] == nil, "no centre, no journeys")
    #expect(try codes(network)["PL-009"]?.contains("of the 2 areas") == true)
    network.locality.areas[0] = PlanningArea(
      id: "a", name: "a", centre: centre, provenance: invented)
    #expect(
      try codes(network)["PL-008"] == "1 of 1 settings without a place on the map")
    for fine in [
      network.settings[0].with(point: centre), network.settings[0].with(area: "b"),
      school(elsewhere: true),
    ] {
      network.settings = [fine]
      #expect(try codes(network)["PL-008"] == nil)
    }
    network.locality.areas.removeLast()
    #expect(try codes(network)["PL-009"] == nil, "one area is split from nothing")
  }

  @Test func `more than a run can hold is refused, with what and how many`() throws {
    func refused(_ settings: [Setting], _ space: StateSpace, areas: Int = 0) -> String? {
      var assumptions = PlacementAssumptions(
        space: space, settings: settings, baseCensus: 2025, years: 1)
      for area in 0..<areas {
        assumptions.locality.areas.append(
          PlanningArea(id: "\(area)", name: "", centre: nil, provenance: invented))
      }
      do {
        _ = try PlacementModel(assumptions, opening: [Int32](repeating: 0, count: space.count))
        return nil
      } catch let error as PlacementError {
        return error.description
      } catch {
        return "another error"
      }
    }
    func space(needs: Int, provisions: Int) -> StateSpace {
      StateSpace(
        CodeLists(
          needs: (0..<needs).map { Need(code: "N\($0)", name: "") },
          provisions: [Provision(code: "NONE", name: "", ncys: NCY.range, kind: .none)]
            + (1..<provisions).map {
              Provision(code: "P\($0)", name: "", ncys: NCY.range, kind: .special)
            }))
    }
    func settings(_ count: Int, _ provision: (Int) -> String) -> [Setting] {
      (0..<count).map {
        Setting(
          id: "s\($0)", name: "", kind: .special, provision: provision($0), needs: nil, ncys: 0...1,
          provenance: invented)
      }
    }
    #expect(refused([], space(needs: 40, provisions: 2)) == nil)
    #expect(
      refused([], space(needs: 41, provisions: 2))?.contains("41 needs, but a run can hold 40")
        == true)
    #expect(refused([], space(needs: 1, provisions: 31)) == nil)
    #expect(
      refused([], space(needs: 1, provisions: 32))?.contains(
        "32 provisions, but a run can hold 31") == true)
    #expect(refused(settings(15) { "P\($0 + 1)" }, space(needs: 1, provisions: 20)) == nil)
    #expect(
      refused(settings(16) { "P\($0 + 1)" }, space(needs: 1, provisions: 20))?.contains(
        "16 provisions with settings, but a run can hold 15") == true)
    #expect(refused([], space(needs: 1, provisions: 2), areas: 120) == nil)
    #expect(
      refused([], space(needs: 1, provisions: 2), areas: 121)?.contains(
        "121 planning areas, but a run can hold 120") == true)
    // One base more than settings: the provision without.
    #expect(refused(settings(999) { _ in "P1" }, space(needs: 1, provisions: 2)) == nil)
    #expect(
      refused(settings(1_000) { _ in "P1" }, space(needs: 1, provisions: 2))?.contains(
        "1001 settings, but a run can hold 1000") == true)
  }

  @Test func `each constant has its own name, and its bounds hold the value that is usual`() throws
  {
    // 45 and 75 minutes: statutory guidance on travel to school; 2 minutes a kilometre are 30 km an hour; the others are choices that
    // the log of a run names as assumptions.
    let plain = PlacementSettings()
    let values: [(String, Double)] = [
      ("travel_factor", 1.3), ("travel_minutes_per_km", 2), ("travel_limit_primary", 45),
      ("travel_limit_secondary", 75), ("travel_tolerance", 30), ("area_rate_strength", 30),
      ("lowest_cost_mismatch", 20_000), ("lowest_cost_waiting", 150_000),
      ("lowest_cost_travel", 150),
    ]
    let log = plain.log([:])
    #expect(log.map(\.name) == values.map(\.0))
    #expect(log.compactMap { Double($0.value) } == values.map(\.1))
    for (name, value) in values {
      let bounds = try #require(PlacementSettings.bounds[name])
      #expect(bounds.contains(value))
      // One changed constant changes one line of the log.
      let changed = PlacementSettings([name: (bounds.upperBound, invented)]).log([:])
      let differing = zip(log, changed).filter { $0.value != $1.value }.map(\.0.name)
      #expect(differing == [name])
    }
  }
}
