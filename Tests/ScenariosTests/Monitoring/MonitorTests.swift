import Scenarios
import Testing
import Vocabulary

@Suite("Counts beside a run")
struct MonitorTests {
  private func run() -> PastRun {
    var run = PastRun(
      authority: "Smallshire", dfeCode: "999", baseCensus: 2025, draws: 100, seed: 1,
      finished: "2025-11-21T07:56:35Z")
    run.plans = [
      2025: LikelyRange(low: 1000, middle: 1000, high: 1000),
      2026: LikelyRange(low: 1050, middle: 1100, high: 1150),
      2027: LikelyRange(low: 1100, middle: 1210, high: 1300),
    ]
    run.newPlans = [2026: LikelyRange(low: 180, middle: 200, high: 220)]
    return run
  }

  private func count(_ measure: Anchor.Measure, _ date: String, _ value: Int) throws -> Anchor {
    Anchor(
      measure, date: try #require(CalendarDate(date)), value: value,
      provenance: Provenance(.derived, "test"))
  }

  private func row(_ measure: Anchor.Measure, _ date: String, _ value: Int) throws -> MonitorRow {
    let monitor = Monitor([try count(measure, date, value)], run: run())
    return try #require(monitor.rows.first)
  }

  @Test("A census is set beside its own range, whose ends are inside")
  func census() throws {
    for (value, verdict) in [
      (1049, MonitorRow.Verdict.below), (1050, .inside), (1150, .inside), (1151, .above),
    ] {
      let row = try row(.januaryTotal, "2026-01-15", value)
      #expect(row.verdict == verdict && row.range == run().plans[2026])
      #expect(row.beyondRange == (verdict == .inside ? 0 : 1))
      #expect(row.fromMiddle == Double(value - 1100))
    }
  }

  @Test("A month end lies between the censuses around it, in logarithms")
  func monthEnd() throws {
    // 349 of the 365 days from 16 January 2025.
    let december = try row(.monthEndTotal, "2025-12-31", 1090)
    #expect(abs(december.range.middle - 1095.4131) < 0.001, "\(december.range)")
    #expect(december.range.low > 1000 && december.range.high < 1150)
    let january = try row(.monthEndTotal, "2026-01-31", 1100)
    #expect(january.range.middle > 1100 && january.range.middle < 1110)
  }

  @Test("A caseload just outside is told from one far outside")
  func systems() throws {
    let near = try row(.monthEndTotal, "2025-01-31", 1010)
    #expect(near.verdict == .above && near.isWithinSystems)
    let far = try row(.monthEndTotal, "2025-01-31", 1030)
    #expect(far.verdict == .above && !far.isWithinSystems)
    #expect(try !row(.januaryTotal, "2026-01-16", 1151).isWithinSystems)
  }

  @Test("Plans issued are a part of the year's, the range of the part being wider than its share")
  func issued() throws {
    let whole = try row(.plansIssued, "2025-12-31", 200)
    #expect(whole.range == run().newPlans[2026])
    let half = try row(.plansIssued, "2025-07-02", 100)
    #expect(abs(half.range.middle - 200 * 183.0 / 365) < 1e-9)
    #expect(half.range.high - half.range.low > 0.5 * 40)
    // Distance 10; chance 50 and pace 10² at 1.2816 deviations.
    #expect(abs(half.range.high - half.range.middle - 18.61) < 0.1)
  }

  @Test("What the run was given is marked; what it does not reach is set apart")
  func knownAndBeyond() throws {
    var run = run()
    let june = try #require(CalendarDate("2025-06-30"))
    run.known = [.init(.plansIssued, june)]
    let monitor = Monitor(
      try [
        count(.plansIssued, "2025-09-30", 150), count(.plansIssued, "2025-03-31", 50),
        count(.plansIssued, "2025-06-30", 100), count(.januaryTotal, "2028-01-15", 1),
        count(.plansIssued, "2026-03-31", 50), count(.monthEndTotal, "2027-01-31", 1200),
      ], run: run)
    #expect(monitor.rows.map(\.isKnown) == [true, true, false])
    #expect(monitor.rows.map(\.anchor.value) == [50, 100, 150])
    #expect(monitor.beyond.count == 3)
    #expect(!monitor.hasOutside)
  }
}
