public import Vocabulary

/// The pipeline that the evidence gives, or none; what was assumed and found.
public struct PipelineEstimate: Sendable {
  /// Nil where the evidence is too thin: growth then rests on past growth alone, as a finding says.
  public let pipeline: RequestPipeline?
  /// Parameters with source and status.
  public let assumptions: [Assumption]
  /// What a reader should know of the evidence.
  public let findings: [Finding]

  /// Estimates from calendar years up to `lastYear`; later flows are not read, nor plans after the next January.
  ///
  /// - Parameters:
  ///   - evidence: the authority's; England's for England's own pipeline.
  ///   - england: England's.
  ///   - lastYear: calendar year.
  ///   - settings: constants.
  public init(
    _ evidence: PipelineEvidence, england: PipelineEvidence, lastYear: Int,
    settings: PipelineSettings = PipelineSettings()
  ) {
    let published = evidence.known(upTo: lastYear)
    let known = published.withoutSlips
    let nation = PipelineNation(england.known(upTo: lastYear), settings: settings)
    pipeline = nation.flatMap { RequestPipeline(known, nation: $0, lastYear: lastYear) }
    let report = PipelineReport(
      evidence: known, slips: published.yearsOfSlips, pipeline: pipeline,
      hasNation: nation != nil, lastYear: lastYear)
    assumptions = pipeline.map(report.log) ?? []
    findings = report.findings()
  }
}

extension PipelineEstimate {
  /// The pipeline of a scenario folder as a run from its base census has it.
  public init(_ evidence: Evidence) {
    self.init(
      PipelineEvidence(evidence.local, code: evidence.authority.onsCode),
      england: PipelineEvidence(evidence.england, code: PipelineEvidence.englandCode),
      lastYear: evidence.authority.baseCensus - 1)
  }
}

/// The assumption log and findings of a pipeline.
struct PipelineReport {
  let evidence: PipelineEvidence
  let slips: [Int]
  let pipeline: RequestPipeline?
  let hasNation: Bool
  let lastYear: Int

  private static let file = Finding.Place("evidence/flows_by_year.csv")

  func findings() -> [Finding] {
    guard let pipeline else { return [slipped(), absent()].compactMap { $0 } }
    return [slipped(), missingYears(pipeline), oldEvidence(pipeline), counted(pipeline)]
      .compactMap { $0 }
  }

  private func absent() -> Finding {
    let years = evidence.years(with: \.requests)
    let seen =
      hasNation
      ? "\(years.count) years of requests up to \(lastYear), the last \(years.last.map(String.init) ?? "none")"
      : "fewer than two years of England's requests and new plans up to \(lastYear)"
    return Finding(
      .noBacklog, at: Self.file, seen: seen,
      expected:
        "requests of two years and new plans, not older than \(RequestPipeline.oldest) years, for the authority and England",
      remedy: "Add requests and new plans of the years that are missing."
    )
  }

  private func slipped() -> Finding? {
    guard !slips.isEmpty else { return nil }
    return Finding(
      .requestsTooFew, at: Self.file,
      seen:
        "requests of \(slips.map(String.init).joined(separator: ", ")) below a third of new plans",
      expected: "more requests than plans", remedy: "Correct those requests.")
  }

  private func missingYears(_ pipeline: RequestPipeline) -> Finding? {
    guard !pipeline.gaps.isEmpty else { return nil }
    let years = pipeline.gaps.map(String.init).joined(separator: ", ")
    return Finding(
      .backlogYearsMissing, at: Self.file, seen: "no requests or no new plans of \(years)",
      expected: "figures of every year",
      remedy: "Add them, if they are published."
    )
  }

  private func oldEvidence(_ pipeline: RequestPipeline) -> Finding? {
    guard pipeline.lastObserved < lastYear else { return nil }
    return Finding(
      .backlogEvidenceOld, at: Self.file,
      seen: "requests and new plans end in \(pipeline.lastObserved)", expected: "\(lastYear)",
      remedy: "Add the years up to \(lastYear), if they are known.")
  }

  /// A count is used as it is, however far it is from what flows imply; one of another January cannot be.
  private func counted(_ pipeline: RequestPipeline) -> Finding? {
    let file = Finding.Place("evidence/in_process.csv")
    guard let implied = pipeline.inProcessImplied else {
      guard let last = evidence.inProcess.keys.max() else { return nil }
      return Finding(
        .inProcessOfOtherYear, at: file, seen: "children in process of January \(last + 1)",
        expected: "of January \(pipeline.lastObserved + 1), when requests and new plans end",
        remedy: "Count the children of that January, if they are known.")
    }
    let isNear = pipeline.inProcess >= implied / 2 && pipeline.inProcess <= 2 * implied
    return Finding(
      isNear ? .inProcessCounted : .inProcessFarFromFlows, at: file,
      seen: "\(Int(pipeline.inProcess.rounded())) children between decision and plan",
      expected: "about \(Int(implied.rounded())), as published flows imply",
      remedy: isNear
        ? "Nothing to mend."
        : "Check that assessments that ended are closed in the records."
    )
  }

  func log(_ pipeline: RequestPipeline) -> [Assumption] {
    let constants = pipeline.settings.catalogue.map { item in
      Assumption(
        item.name, value: decimal(item.value), unit: item.unit,
        Provenance(.assumption, item.source))
    }
    return constants + estimates(pipeline)
  }

  private func estimates(_ pipeline: RequestPipeline) -> [Assumption] {
    let scope = "calendar \(pipeline.lastObserved)"
    func row(_ name: String, _ value: Double, _ unit: String, _ source: String) -> Assumption {
      Assumption(
        name, scope: scope, value: decimal(value), unit: unit, Provenance(.estimated, source))
    }
    let flows = "requests, refusals, decisions, assessments and new plans up to \(lastYear)"
    let isCounted = pipeline.inProcessImplied != nil
    return [
      row(
        "pipeline_in_process", pipeline.inProcess, "children between decision and plan",
        isCounted
          ? "counted in the authority's return of January \(pipeline.lastObserved + 1)"
          : "\(flows): decided − completed, about the stock of Little's law (1961, doi 10.1287/opre.9.3.383)"
      ),
      row(
        "pipeline_in_process_error", pipeline.inProcessError, "standard error",
        isCounted
          ? "a choice, \(decimal(pipeline.settings.countedError)) of the count: it is of mid-January, two weeks after the year"
          : flows),
      row(
        "pipeline_time", pipeline.timeInProcess, "years from decision to plan",
        "last published 20-week timeliness, times log-normal; without any, England's of 2019"),
      row(
        "pipeline_acceptance", pipeline.acceptance, "decisions to assess a request",
        "\(flows), shrunk to England"),
      row("pipeline_acceptance_error", pipeline.acceptanceError, "standard error, log", flows),
      row(
        "pipeline_yield", pipeline.yield, "plans a concluded assessment",
        "new plans over assessments, shrunk to England"),
      row("pipeline_yield_error", pipeline.yieldError, "standard error", flows),
      row(
        "pipeline_capacity", pipeline.completed, "concluded assessments a year",
        "assessments, or new plans over the yield"),
      row(
        "pipeline_request_growth", pipeline.growth, "log a year, before damping",
        "England's requests, two years"),
    ]
  }
}
