import NumericalCore
import TestSupport
import Testing
import Vocabulary

@testable import Projection

@Suite("What is missing is not zero")
struct PipelineEvidenceTests {
  private let england = InventedPipeline.england()

  private func pipeline(_ evidence: PipelineEvidence, upTo year: Int = 2023) throws
    -> RequestPipeline
  {
    try #require(PipelineEstimate(evidence, england: england, lastYear: year).pipeline)
  }

  @Test("Any count but requests and new plans can be missing in any year")
  func missingCounts() throws {
    let full = InventedPipeline().evidence()
    let usual = try pipeline(full).expectedNewPlans(years: 1)[0]
    for year in 2016...2023 {
      var evidence = full
      evidence.years[year]?.refused = nil
      let plans = try pipeline(evidence).expectedNewPlans(years: 1)[0]
      // England's share stands in, which is the same here.
      #expect(abs(plans - usual) < 1e-6)
    }
  }

  @Test("A year without rows is a gap, with a finding, and changes a steady authority little")
  func missingYear() throws {
    for year in 2017...2022 {
      var evidence = InventedPipeline().evidence()
      evidence.years[year] = nil
      let estimate = PipelineEstimate(evidence, england: england, lastYear: 2023)
      #expect(estimate.findings.map(\.code) == ["PR-061"])
      let pipeline = try #require(estimate.pipeline)
      #expect(pipeline.yearsMissing == [year])
      #expect(abs(pipeline.expectedNewPlans(years: 1)[0] / 705 - 1) < 0.01)
    }
  }

  @Test("Years missing at the end are simulated; more than two are too many")
  func missingEnd() throws {
    let evidence = InventedPipeline(years: 2016...2022).evidence()
    let nation = InventedPipeline(
      code: PipelineEvidence.englandCode, years: 2016...2022, requests: 1e5, newPlans: 70_500
    ).evidence()
    let estimate = PipelineEstimate(evidence, england: nation, lastYear: 2023)
    #expect(estimate.findings.map(\.code) == ["PR-062"])
    let late = try #require(estimate.pipeline)
    let early = try #require(
      PipelineEstimate(evidence, england: nation, lastYear: 2022).pipeline)
    #expect(late.expectedNewPlans(years: 2) == Array(early.expectedNewPlans(years: 3).dropFirst()))
    let address = DrawAddress(seed: 1, draw: 1)
    let hidden = early.path(address: address, years: 3).years
    #expect(late.path(address: address, years: 2).years == Array(hidden.dropFirst()))
    #expect(late.path(address: address, years: 2).opening == hidden[0].inProcess)
    #expect(PipelineEstimate(evidence, england: england, lastYear: 2025).pipeline == nil)
  }

  @Test("Too thin: one year of requests, no new plans, or no England; a finding says what then")
  func tooThin() {
    let one = InventedPipeline(years: 2023...2023).evidence()
    var none = InventedPipeline().evidence()
    for year in none.years.keys { none.years[year]?.newPlans = nil }
    let nobody = PipelineEvidence(code: PipelineEvidence.englandCode, years: [:])
    for (own, nation) in [
      (one, england), (none, england), (InventedPipeline().evidence(), nobody),
      (PipelineEvidence(code: "x", years: [:]), england),
    ] {
      let estimate = PipelineEstimate(own, england: nation, lastYear: 2023)
      #expect(estimate.pipeline == nil && estimate.assumptions.isEmpty)
      #expect(estimate.findings.map(\.code) == ["PR-060"])
      #expect(own.pressure(lastYear: 2023, england: nation) == nil)
    }
  }

  @Test("Requests below a third of new plans are a slip: missing, with a finding")
  func slips() throws {
    var evidence = InventedPipeline().evidence()
    evidence.years[2020]?.requests = 17
    let estimate = PipelineEstimate(evidence, england: england, lastYear: 2023)
    #expect(estimate.findings.map(\.code) == ["PR-063", "PR-061"])
    let plans = try #require(estimate.pipeline).expectedNewPlans(years: 1)[0]
    #expect(abs(plans / 705 - 1) < 0.01)
  }

  @Test("Published decisions and assessments replace what requests and new plans make likely")
  func publishedWins() throws {
    var evidence = InventedPipeline().evidence()
    let usual = try pipeline(evidence)
    evidence.years[2023]?.decidedToAssess = 700
    evidence.years[2023]?.undecided = 50
    evidence.years[2023]?.assessed = 800
    let pipeline = try pipeline(evidence)
    #expect(pipeline.completed == 800)
    // 700 of the year's requests, and of the 75 left over from 2022 the same share of those settled.
    #expect(abs(pipeline.acceptance - (700 + 75 * 700 / 950) / 1000) < 1e-9)
    #expect(pipeline.yieldError < usual.yieldError)
  }

  @Test("Later flows and plans after the next January are not read")
  func corrupted() throws {
    for name in ["leicestershire", "leicester"] {
      let folder = try FolderPipeline(name)
      for last in 2021...2023 {
        var (own, nation) = (folder.own, folder.england)
        for year in (last + 1)...2030 {
          var wrong = PipelineCounts()
          (wrong.requests, wrong.refused, wrong.newPlans) = (9e6, 1, 8e6)
          (wrong.assessed, wrong.timed, wrong.prompt) = (7e6, 6e6, 5e6)
          own.years[year] = wrong
          nation.years[year] = wrong
          own.plansInJanuary[year + 1] = 1
        }
        let clean = folder.estimate(upTo: last)
        let dirty = PipelineEstimate(own, england: nation, lastYear: last)
        #expect(clean.assumptions == dirty.assumptions && clean.findings == dirty.findings)
        let address = DrawAddress(seed: 4, draw: 7)
        #expect(
          clean.pipeline?.path(address: address, years: 4)
            == dirty.pipeline?.path(address: address, years: 4))
        #expect(
          folder.own.pressure(lastYear: last, england: folder.england)
            == own.pressure(lastYear: last, england: nation))
      }
    }
  }

  @Test("Every estimate is in the log, with source and status")
  func logged() throws {
    let estimate = try FolderPipeline("leicestershire").estimate(upTo: 2024)
    #expect(estimate.assumptions.count > 20)
    #expect(Set(estimate.assumptions.map(\.name)).count == estimate.assumptions.count)
    #expect(estimate.assumptions.allSatisfy { !$0.provenance.source.isEmpty && $0.value != "nan" })
    #expect(estimate.assumptions.contains { $0.name == "pipeline_in_process" })
  }

  @Test("Whatever is published or not: no crash, no NaN, nobody lost")
  func anything() throws {
    var lots = Lots(3, "anything")
    let fields: [WritableKeyPath<PipelineCounts, Double?>] = [
      \.requests, \.refused, \.decidedToAssess, \.undecided, \.assessed, \.newPlans, \.timed,
      \.prompt,
    ]
    var found = 0
    for _ in 0..<2000 {
      var evidence = PipelineEvidence(code: "x", years: [:])
      for year in 2015...2023 where lots.next() < 0.85 {
        var counts = PipelineCounts()
        for field in fields where lots.next() < 0.7 {
          counts[keyPath: field] = lots.next() < 0.1 ? 0 : Double(lots.next(below: 900))
        }
        evidence.years[year] = counts
      }
      let estimate = PipelineEstimate(evidence, england: england, lastYear: 2023)
      guard let pipeline = estimate.pipeline else { continue }
      found += 1
      #expect(pipeline.expectedNewPlans(years: 5).allSatisfy { $0.isFinite && $0 >= 0 })
      #expect((0...0.98).contains(pipeline.acceptance) && (0...0.99).contains(pipeline.yield))
      #expect(pipeline.summary.expected.isFinite && pipeline.ownNoise.isFinite)
      let path = pipeline.path(address: DrawAddress(seed: 6, draw: 1), years: 5)
      var stock = path.opening
      for year in path.years {
        stock += year.decided - year.completed
        #expect(year.inProcess == stock && stock >= 0 && year.issued <= year.completed)
      }
    }
    #expect(found > 1000)
  }
}

@Suite("Children in process, counted")
struct CountedProcessTests {
  private let england = InventedPipeline.england()

  private func estimate(counted: Double?, of year: Int = 2023) -> PipelineEstimate {
    var evidence = InventedPipeline().evidence()
    if let counted { evidence.inProcess[year] = counted }
    return PipelineEstimate(evidence, england: england, lastYear: 2023)
  }

  @Test("A count takes the place of what flows imply, with its own error, and says so")
  func used() throws {
    let implied = try #require(estimate(counted: nil).pipeline)
    let estimate = estimate(counted: 1.2 * implied.inProcess)
    let pipeline = try #require(estimate.pipeline)
    #expect(abs(pipeline.inProcess / implied.inProcess - 1.2) < 1e-9)
    #expect(pipeline.inProcessImplied == implied.inProcess)
    #expect(abs(pipeline.inProcessError - 0.05 * pipeline.inProcess) < 1e-6)
    #expect(estimate.findings.map(\.code) == ["PR-064"])
    let row = try #require(estimate.assumptions.first { $0.name == "pipeline_in_process" })
    #expect(row.provenance.source.contains("January 2024"))
  }

  @Test("A count equal to what flows imply changes no expectation; a larger one means more plans")
  func monotone() throws {
    let implied = try #require(estimate(counted: nil).pipeline)
    let usual = implied.expectedNewPlans(years: 3)
    let same = try #require(estimate(counted: implied.inProcess).pipeline)
    for (one, other) in zip(same.expectedNewPlans(years: 3), usual) {
      #expect(abs(one - other) < 1e-6)
    }
    var before = 0.0
    for share in [0.5, 0.8, 1, 1.5, 2] {
      let pipeline = try #require(estimate(counted: share * implied.inProcess).pipeline)
      let plans = pipeline.expectedNewPlans(years: 1)[0]
      #expect(plans > before)
      before = plans
    }
  }

  @Test("Every path still starts from the count and loses no child")
  func conserved() throws {
    let pipeline = try #require(estimate(counted: 300).pipeline)
    for draw in 0..<200 as Range<UInt32> {
      let path = pipeline.path(address: DrawAddress(seed: 3, draw: draw), years: 4)
      var stock = path.opening
      for year in path.years {
        stock += year.decided - year.completed
        #expect(stock == year.inProcess && year.issued <= year.completed)
      }
    }
  }

  @Test("A count of another January is not used; one far from the flows is, with a warning")
  func findings() throws {
    let implied = try #require(estimate(counted: nil).pipeline)
    let old = estimate(counted: 1000, of: 2021)
    #expect(old.findings.map(\.code) == ["PR-065"])
    #expect(old.pipeline?.inProcess == implied.inProcess)
    let far = estimate(counted: 3 * implied.inProcess)
    #expect(far.findings.map(\.code) == ["PR-066"] && far.findings[0].severity == .warning)
    let late = estimate(counted: 1000, of: 2024)
    #expect(late.pipeline?.inProcess == implied.inProcess && late.findings.isEmpty)
  }
}
