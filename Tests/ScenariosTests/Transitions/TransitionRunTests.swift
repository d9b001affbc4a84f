import Scenarios
import TestSupport
import Testing
import Vocabulary

/// A run of transitions: threads, levers, identities, costs.
struct TransitionRunTests {
  private func model(
    _ lever: String? = nil, evidence: TransitionEvidence, years: Int = 3
  ) throws -> TransitionScenarioModel {
    let levers = lever.map { "\n  - {\($0), status: illustrative, source: test}\n" } ?? " []\n"
    let (scenarios, findings) = TransitionScenarioReader.read(
      [
        ("baseline.yaml", SmallTransitions.baseline),
        ("other.yaml", "name: Other\nquestion: What?\nlevers:\(levers)"),
      ], evidence: evidence)
    try #require(findings.isEmpty, "\(findings)")
    return try TransitionScenarioModel(scenarios[1], evidence: evidence, years: years)
  }

  private func run(
    _ model: TransitionScenarioModel, draws: Int = 80, threads: Int = 2
  ) -> TransitionRun {
    TransitionRun(model, options: RunOptions(draws: draws, seed: 11, threads: threads))
  }

  /// Every published series of a run.
  private func series(_ run: TransitionRun) -> [[Int64]] {
    let (store, layout) = (run.store, run.store.layout)
    var result: [[Int64]] = []
    for census in 0...run.model.years {
      for item in layout.items { result.append(store.heads(layout.plans(census, item))) }
      result.append(store.pence(layout.cost(census, nil)))
      result.append(store.heads(layout.uncosted(census, nil)))
    }
    for year in 0..<run.model.years {
      for flow in TransitionLayout.Flow.allCases {
        for item in layout.items { result.append(store.heads(layout.flow(year, flow, item))) }
      }
    }
    return result
  }

  @Test(arguments: [
    "", "parameters: every_cohort_and_year\n", "prior_strength: estimated\n",
  ])
  func `one, two and eight threads give the same bits`(authority: String) throws {
    let model = try model(evidence: try SmallTransitions.evidence(authority: authority))
    let one = series(run(model, threads: 1))
    #expect(one == series(run(model, threads: 2)))
    #expect(one == series(run(model, threads: 8)))
  }

  @Test func `a lever of 1, or one that has not begun, is the baseline`() throws {
    let evidence = try SmallTransitions.evidence()
    let base = series(run(try model(evidence: evidence)))
    let neutral = try model(
      "lever: new_plan_rate, multiply: 1, starts: 2024", evidence: evidence)
    #expect(series(run(neutral)) == base)
    let late = try model("lever: new_plan_rate, multiply: 3, starts: 2030", evidence: evidence)
    #expect(series(run(late)) == base)
    #expect(late.findings.map(\.code) == ["SC-012"])
  }

  @Test func `a lever shows from its first census on, in every draw and census no fewer plans`()
    throws
  {
    let evidence = try SmallTransitions.evidence()
    let base = run(try model(evidence: evidence))
    let more = run(
      try model("lever: new_plan_rate, multiply: 2, starts: 2025", evidence: evidence))
    for census in 0...3 {
      for item in base.store.layout.items {
        let series = base.store.layout.plans(census, item)
        let (left, right) = (base.store.heads(series), more.store.heads(series))
        if census < 2 { #expect(left == right) }
        #expect(zip(left, right).allSatisfy { $0 <= $1 })
      }
    }
    let joined = base.store.layout.flow(1, .joined, .all)
    let ratio = more.store.summary(heads: joined).mean / base.store.summary(heads: joined).mean
    #expect((1.7...2.3).contains(ratio))
  }

  @Test func `a lever on years -2 to 2 reaches every younger year and no older one`() throws {
    let evidence = try SmallTransitions.evidence()
    let base = run(try model(evidence: evidence))
    let more = run(
      try model(
        "lever: new_plan_rate, multiply: 4, ncy: [-2, 1], starts: 2024", evidence: evidence))
    let layout = base.store.layout
    for ncy in layout.ncys {
      let series = layout.flow(0, .joined, .ncy(ncy))
      let isSame = base.store.heads(series) == more.store.heads(series)
      #expect(isSame == (ncy != 0), "academic year \(ncy)")
    }
  }

  @Test func `published series keep every head, in all, by year and by setting`() throws {
    let run = run(try model(evidence: try SmallTransitions.evidence()))
    let (store, layout) = (run.store, run.store.layout)
    for year in 0..<run.model.years {
      func flow(_ flow: TransitionLayout.Flow, _ item: TransitionLayout.Item) -> [Int64] {
        store.heads(layout.flow(year, flow, item))
      }
      for draw in 0..<store.draws {
        for item in layout.items {
          var before = item
          if case .ncy(let ncy) = item {
            guard ncy > layout.ncys.lowerBound else { continue }
            before = .ncy(ncy - 1)
          }
          if case .need = item { continue }
          let opening = store.heads(layout.plans(year, before))[draw]
          let came = flow(.joined, item)[draw] + flow(.movedIn, item)[draw]
          let went =
            flow(.left, item)[draw] + flow(.agedOut, item)[draw] + flow(.movedAway, item)[draw]
          #expect(store.heads(layout.plans(year + 1, item))[draw] == opening + came - went)
        }
      }
    }
  }

  @Test func `costs add to the penny, and plans without one are counted`() throws {
    let evidence = try SmallTransitions.evidence(replacing: [
      "evidence/costs.csv": SmallTransitions.costs.replacing("A,SPEC,24000\n", with: ""),
      "evidence/transitions.csv": SmallTransitions.transitions.split(separator: "\n")
        .filter { !$0.contains("SPEC,A") }.joined(separator: "\n"),
    ])
    let run = run(try model(evidence: evidence))
    let (store, layout) = (run.store, run.store.layout)
    let settings = evidence.settings.indices
    for census in 0...run.model.years {
      let (all, parts) = (
        store.pence(layout.cost(census, nil)), settings.map { store.pence(layout.cost(census, $0)) }
      )
      let missing = store.heads(layout.uncosted(census, nil))
      for draw in 0..<store.draws {
        #expect(all[draw] == parts.reduce(0) { $0 + $1[draw] })
        #expect(missing[draw] >= 0)
      }
      if census == 0 { #expect(all[0] % 50 == 0 && missing.allSatisfy { $0 == 0 }) }
      if census == 3 { #expect(missing.contains { $0 > 0 }) }
    }
  }

  @Test func `a lever of the other basis is refused by name`() throws {
    let (_, findings) = TransitionScenarioReader.read(
      [
        ("baseline.yaml", SmallTransitions.baseline),
        (
          "cap.yaml",
          """
          name: Fewer leave
          question: What?
          levers:
            - {lever: ceasing_rate, multiply: 0.5, starts: 2024, status: illustrative, source: test}

          """
        ),
      ], evidence: try SmallTransitions.evidence())
    #expect(findings.map(\.code) == ["SC-020"])
    #expect(findings[0].seen.contains("ceasing_rate"))
  }

  @Test func `needs of a lever are checked against the folder's codes`() throws {
    let yaml = SmallTransitions.moreJoiners.replacing("starts", with: "needs: [AB], starts")
    let (_, findings) = TransitionScenarioReader.read(
      [("baseline.yaml", SmallTransitions.baseline), ("more.yaml", yaml)],
      evidence: try SmallTransitions.evidence())
    #expect(findings.contains { $0.place.column == "needs" && $0.expected == "one of A, B" })
  }

  @Test func `the log names the strengths and where they come from`() throws {
    let evidence = try SmallTransitions.evidence(authority: "prior_strength: estimated\n")
    let log = try model(evidence: evidence).log.filter { $0.name == "prior_strength" }
    #expect(log.map(\.scope) == ["leaving", "moving"])
    #expect(log.allSatisfy { $0.provenance.status == .estimated })
  }
}
