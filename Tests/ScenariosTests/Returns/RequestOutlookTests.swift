import Projection
import TestSupport
import Testing
import Vocabulary

@testable import Scenarios

@Suite("What leads new plans back to requests")
struct RequestOutlookTests {
  private func outlook(_ evidence: Evidence, years: Int = 3) throws -> RequestOutlook {
    let baseline = Scenario(id: Scenario.baselineID, name: "B", question: "Q")
    return RequestOutlook(try ScenarioModel(baseline, evidence: evidence, years: years))
  }

  @Test func `the yields are those of the request pipeline, year by year`() throws {
    let evidence = try SmallAuthority.evidence()
    let pipeline = try #require(
      PipelineEstimate(
        PipelineEvidence(evidence.local, code: evidence.authority.onsCode),
        england: PipelineEvidence(evidence.england, code: PipelineEvidence.englandCode),
        lastYear: evidence.authority.baseCensus - 1
      ).pipeline)
    let outlook = try outlook(evidence)
    #expect(outlook.yield == pipeline.yield && outlook.yieldError == pipeline.yieldError)
    let (asked, assessed) = (
      pipeline.expectedRequests(years: 3), pipeline.expectedAssessments(years: 3)
    )
    #expect(outlook.requestsPerAssessment == zip(asked, assessed).map { $0 / $1 })
    let plans = pipeline.expectedNewPlans(years: 3)
    for year in 0..<3 {
      #expect(abs(assessed[year] * pipeline.yield - plans[year]) < 1e-9)
      #expect(
        outlook.basis(.assessments, in: evidence.authority.baseCensus + year)
          == .derived(perNewPlan: 1 / pipeline.yield))
      guard
        case .derived(let rate) = outlook.basis(
          .requests, in: evidence.authority.baseCensus + year)
      else {
        Issue.record("requests are not derived")
        continue
      }
      // The pipeline's own new plans lead back to its own requests.
      #expect(abs(plans[year] * rate / asked[year] - 1) < 1e-12)
    }
  }

  @Test func `what is published is taken, what is missing is absent`() throws {
    var evidence = try SmallAuthority.evidence()
    let base = evidence.authority.baseCensus
    let published = try #require(evidence.local.flowsByYear["requests"]?[base - 1])
    let known = try outlook(evidence, years: 2)
    #expect(known.basis(.requests, in: base - 1) == .published(published))
    #expect(known.basis(.requests, in: 1999) == .notPublished)
    #expect(known.basis(.newPlans, in: base) == .projected)
    #expect(known.basis(.newPlans, in: base + 2) == .afterRun)
    evidence.local.flowsByYear["requests"] = nil
    let thin = try outlook(evidence, years: 2)
    #expect(thin.yield == nil && thin.requestsPerAssessment.isEmpty)
    #expect(thin.basis(.requests, in: base - 1) == .notPublished)
    #expect(thin.basis(.requests, in: base) == .noYield)
    #expect(thin.basis(.assessments, in: base) == .noYield)
  }
}
