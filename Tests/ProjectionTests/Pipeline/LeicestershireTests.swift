import NumericalCore
import TestSupport
import Testing
import Vocabulary

@testable import Projection

@Suite("Leicestershire's and Leicester's pipelines")
struct TwoPipelinesTests {
  @Test("From evidence to 2023, Leicestershire expects clearly more than 2023's 679; 929 came")
  func backlogSeen() throws {
    let estimate = try FolderPipeline("leicestershire").estimate(upTo: 2023)
    let pipeline = try #require(estimate.pipeline)
    let expected = pipeline.expectedNewPlans(years: 2)
    let band = newPlanQuantiles(pipeline, year: 0, at: [0.05, 0.1, 0.5, 0.9, 0.95])
    print("Leicestershire from 2023: expected \(expected), 2024 at 5, 10, 50, 90, 95 %: \(band)")
    print(pipeline.summary)
    #expect(expected[0] > 679 * 1.1)
    #expect(band[0] < 929 && 929 < band[4])
    #expect(pipeline.summary.fromBacklog > 0)
  }

  @Test(
    "What both authorities and England expect, printed",
    arguments: ["leicestershire", "leicester"])
  func printed(name: String) throws {
    let folder = try FolderPipeline(name)
    for last in 2022...2024 {
      let pipeline = try #require(folder.estimate(upTo: last).pipeline)
      let nation = try #require(
        PipelineEstimate(folder.england, england: folder.england, lastYear: last).pipeline)
      for (who, it) in [(name, pipeline), ("england", nation)] {
        let bands = (0..<3).map {
          newPlanQuantiles(it, year: $0, at: [0.1, 0.5, 0.9], draws: 200)
        }
        let expected = it.expectedNewPlans(years: 3).map { Int($0.rounded()) }
        print("\(who) from \(last):", expected, bands)
        print("  ", it.summary)
        #expect(bands.allSatisfy { $0 == $0.sorted() && $0[0] > 0 })
      }
      let pressure = folder.own.pressure(lastYear: last, england: folder.england)
      let national = folder.england.pressure(lastYear: last, england: folder.england)
      print("   pressure", pressure ?? .nan, "england", national ?? .nan)
      #expect(try (-2.5 ... -1).contains(#require(pressure)))
    }
  }

  @Test(
    "England's new plans of 2023 and 2024 lie in the 80 % band of the year before",
    arguments: [(2022, 84_428.0), (2023, 97_747)])
  func nation(last: Int, actual: Double) throws {
    let england = try FolderPipeline("leicestershire").england
    let pipeline = try #require(
      PipelineEstimate(england, england: england, lastYear: last).pipeline)
    let band = newPlanQuantiles(pipeline, year: 0, at: [0.1, 0.9], draws: 2000)
    #expect(band[0] < actual && actual < band[1])
  }

  @Test("Leicester without 2023: 2024 read with a gap; at 2023 the year is simulated")
  func leicesterGap() throws {
    let folder = try FolderPipeline("leicester")
    #expect(folder.own.years[2023] == nil)
    let latest = try #require(folder.estimate(upTo: 2024).pipeline)
    #expect(latest.yearsMissing == [2023] && latest.lastObserved == 2024)
    #expect(folder.estimate(upTo: 2024).findings.map(\.code) == ["PR-061"])
    let before = try #require(folder.estimate(upTo: 2023).pipeline)
    #expect(before.lastObserved == 2022 && before.lastYear == 2023)
    #expect(folder.estimate(upTo: 2023).findings.map(\.code) == ["PR-062"])
    #expect((300...1200).contains(before.expectedNewPlans(years: 1)[0]))
    let path = before.path(address: DrawAddress(seed: 1, draw: 1), years: 1)
    #expect(path.years.map(\.calendarYear) == [2024])
  }

  @Test("The pressure is the log of expected new plans over plans at the census")
  func pressure() throws {
    let folder = try FolderPipeline("leicestershire")
    let pipeline = try #require(folder.estimate(upTo: 2023).pipeline)
    let expected = pipeline.expectedNewPlans(years: 1)[0]
    let pressure = try #require(folder.own.pressure(lastYear: 2023, england: folder.england))
    #expect(abs(pressure - logarithm(expected / 6377)) < 1e-9)
  }
}

@Suite("What surprised in January 2025")
struct SurpriseSplitTests {
  private func split() throws -> SurpriseSplit {
    let before = CensusYear(
      calendarYear: 2023, opening: 6201, closing: 6377, new: 679, ceased: 652)
    let now = CensusYear(calendarYear: 2024, opening: 6377, closing: 7196, new: 929, ceased: 318)
    return try #require(SurpriseSplit(before, now))
  }

  @Test("Leicestershire: 643 above last year's change: 250 new, 334 fewer ceased, 59 residual")
  func leicestershire() throws {
    let split = try split()
    print(split)
    #expect((split.newPlans, split.ceased, split.residual) == (250, 334, 59))
    #expect(split.total == 643 && split.ownTrend == 6553)
    #expect(Int(split.ownGrowth.rounded()) == 6558)
    #expect(abs(split.compounding - 4.995) < 0.01)
  }

  @Test("The parts add up exactly, whatever the figures")
  func exact() throws {
    var lots = Lots(5, "surprise")
    for _ in 0..<500 {
      let stocks = (0..<3).map { _ in Double(1 + lots.next(below: 9000)) }
      let flows = (0..<4).map { _ in Double(lots.next(below: 1500)) }
      let before = CensusYear(
        calendarYear: 2020, opening: stocks[0], closing: stocks[1], new: flows[0],
        ceased: flows[1])
      let now = CensusYear(
        calendarYear: 2021, opening: stocks[1], closing: stocks[2], new: flows[2],
        ceased: flows[3])
      let split = try #require(SurpriseSplit(before, now))
      #expect(split.total == split.newPlans + split.ceased + split.residual)
    }
  }

  @Test("Years that do not follow one another, or do not meet, have no split")
  func refused() {
    let year = CensusYear(calendarYear: 2020, opening: 10, closing: 12, new: 3, ceased: 1)
    #expect(SurpriseSplit(year, year) == nil)
    let other = CensusYear(calendarYear: 2021, opening: 11, closing: 12, new: 3, ceased: 1)
    #expect(SurpriseSplit(year, other) == nil)
  }
}
