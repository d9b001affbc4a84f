import TestSupport
import Testing
import Vocabulary

@testable import Scenarios

/// Levers on places: what they read, that neutral ones change nothing, and what the others do.
struct PlaceLeverTests {
  private static let evidence = Result { try SmallAuthority.evidence() }
  private let tail = "status: illustrative, source: test}"
  private static let window = CensusWindow(starts: 2026)

  private func read(_ lever: String) throws -> (levers: [Lever], findings: [Finding]) {
    let text = "name: Trial\nquestion: What if?\nlevers:\n  - \(lever)\(tail)\n"
    let baseline = "name: Baseline\nquestion: Nothing?\nlevers: []\n"
    let (scenarios, findings) = ScenarioReader.read(
      [("baseline.yaml", baseline), ("trial.yaml", text)], evidence: try Self.evidence.get())
    return (scenarios.first { $0.id == "trial" }?.levers ?? [], findings)
  }

  private func scheme() throws -> Scheme { try #require(try Self.evidence.get().schemes.first) }

  private func provision(_ code: String) throws -> Int {
    try #require(SmallAuthority.codes.provision(code))
  }

  @Test func `each lever is read with its values`() throws {
    let planned = try scheme()
    let special = try provision("SPEC-STATE")
    let base = try provision("DSP")
    let cases: [(text: String, change: Lever.Change)] = [
      ("{lever: scheme, scheme: \(planned.id), ", .scheme(planned)),
      (
        "{lever: scheme, scheme: \(planned.id), slip_years: 2, delivery_probability: 1, ",
        .scheme(planned.changed(deliveryProbability: 1, slip: [0, 0, 1]))
      ),
      (
        "{lever: induced_demand, provision: SPEC-STATE, elasticity: 0.5, starts: 2027, ",
        .inducedDemand(provision: special, elasticity: 0.5, starts: 2027)
      ),
      (
        "{lever: phase_end_move, from: SPEC-STATE, to: DSP, share: 0.1, entering: [7], starts: 2026, ",
        .phaseEndMove(
          from: special, to: base, share: 0.1, needs: nil, entering: [7], Self.window)
      ),
      (
        "{lever: independent_naming, multiply: 0.5, phases: [secondary], starts: 2026, ",
        .independentNaming(multiply: 0.5, needs: nil, phases: [.secondary], Self.window)
      ),
      (
        "{lever: commissioning, settings: All, floor: 0.8, starts: 2027, ",
        .commissioning(settings: nil, floor: 0.8, starts: 2027)
      ),
      ("{lever: price_pressure, elasticity: 0.5, ", .pricePressure(elasticity: 0.5)),
    ]
    for item in cases {
      let (levers, findings) = try read(item.text)
      #expect(findings.isEmpty, "\(item.text)")
      #expect(levers.map(\.change) == [item.change], "\(item.text)")
    }
  }

  static let faults: [(lever: String, column: String)] = [
    ("{lever: scheme, scheme: nothing, ", "scheme"),
    ("{lever: induced_demand, provision: SPECIAL, elasticity: 1, starts: 2027, ", "provision"),
    ("{lever: induced_demand, provision: SPEC-STATE, elasticity: -1, starts: 2027, ", "elasticity"),
    ("{lever: induced_demand, provision: SPEC-STATE, elasticity: 1, starts: 2020, ", "starts"),
    ("{lever: phase_end_move, from: DSP, to: DSP, share: 0.1, starts: 2027, ", "to"),
    (
      "{lever: phase_end_move, from: SPEC-STATE, to: DSP, share: 0.1, entering: [8], starts: 2027, ",
      "entering"
    ),
    ("{lever: independent_naming, multiply: 0.5, phases: [senior], starts: 2027, ", "phases"),
    ("{lever: commissioning, settings: [nowhere], starts: 2027, ", "settings"),
    ("{lever: commissioning, floor: 2, starts: 2027, ", "floor"),
    ("{lever: price_pressure, elasticity: much, ", "elasticity"),
  ]

  @Test(arguments: faults)
  func `a fault names its key`(_ fault: (lever: String, column: String)) throws {
    let findings = try read(fault.lever).findings
    #expect(findings.map(\.place.column).contains(fault.column), "\(fault.lever): \(findings)")
    #expect(findings.allSatisfy { !$0.remedy.isEmpty && $0.place.row != nil })
  }

  @Test func `levers of no effect are the baseline, bit for bit`() throws {
    let special = try provision("SPEC-STATE")
    let mainstream = try provision("MAIN")
    let never = try scheme().changed(deliveryProbability: 0, slip: [1])
    let run = try SmallRun.run([
      .scheme(never), .inducedDemand(provision: special, elasticity: 0, starts: 2026),
      .phaseEndMove(
        from: special, to: mainstream, share: 0, needs: nil, entering: [0, 7, 12], Self.window),
      .independentNaming(
        multiply: 1, needs: nil, phases: Set(Phase.allCases), Self.window),
      .commissioning(settings: nil, floor: 1, starts: 2026), .pricePressure(elasticity: 0),
    ])
    #expect(isSame(run, try SmallRun.run(draws: 4)))
  }

  @Test func `a sure scheme opens its places year by year, one two years late two later`() throws {
    let sure = try scheme().changed(deliveryProbability: 1, slip: [1])
    let late = try scheme().changed(deliveryProbability: 1, slip: [0, 0, 1])
    let years = 8
    let base = try SmallRun.run([], years: years)
    let opened = try [sure, late].map { scheme -> [Int64] in
      let run = try SmallRun.run([.scheme(scheme)], years: years)
      let setting = try #require(run.model.settings.firstIndex { $0.id == scheme.setting })
      return (0..<years).map {
        run.places.places(year: $0, setting: setting)[0]
          - base.places.places(year: $0, setting: setting)[0]
      }
    }
    let first = try #require(opened[0].firstIndex { $0 > 0 })
    #expect(first == sure.opens.start - base.model.baseCensus)
    #expect(opened[1] == [0, 0] + opened[0].dropLast(2))
    #expect(opened[0].last == Int64(sure.places))
  }

  @Test func `children go on at the end of a phase, and nobody else does`() throws {
    let special = try provision("SPEC-STATE")
    let mainstream = try provision("MAIN")
    let run = try SmallRun.run([
      .phaseEndMove(
        from: special, to: mainstream, share: 1, needs: nil, entering: [7], Self.window)
    ])
    let base = try SmallRun.run(draws: 4)
    func plans(_ run: ScenarioRun, _ provision: Int, _ band: AgeBand) -> Int64 {
      let layout = run.store.layout
      let series = layout.placements(1, provision, band.index, run.model.space.needs)
      return run.store.heads(series).reduce(0, +)
    }
    #expect(plans(run, special, .from11to15) < plans(base, special, .from11to15))
    #expect(plans(run, mainstream, .from11to15) > plans(base, mainstream, .from11to15))
    // Nobody older leaves for it; some may take a place that is left.
    #expect(plans(run, special, .from16to19) >= plans(base, special, .from16to19))
    let all = run.model.space.provisions
    for band in AgeBand.allCases { #expect(plans(run, all, band) == plans(base, all, band)) }
  }

  @Test func `fees rise with the share of independent schools and nothing else does`() throws {
    let base = try SmallRun.run(draws: 4)
    let run = try SmallRun.run([.pricePressure(elasticity: 2)])
    #expect(run.store.allHeads == base.store.allHeads)
    for (index, line) in run.model.accountLines.enumerated() where line.kind == .cost {
      let (here, there) = (run.store.pence(index), base.store.pence(index))
      if line.name == "fees_independent" {
        #expect(zip(here, there).allSatisfy { $0 >= $1 })
      } else {
        #expect(here == there, "\(line.name)")
      }
    }
  }
}
