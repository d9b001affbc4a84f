import Projection
public import Vocabulary

/// What all scenarios of an authority start from, made once however many there are: the estimate, and the totals of the age bands.
public struct ScenarioBasis: Sendable {
  let evidence: Evidence
  let years: Int
  let estimate: Estimate
  let groups: GroupSource?

  /// Estimates an authority.
  ///
  /// - Throws: what a stage cannot do with the evidence, in words for its owner.
  public init(_ evidence: Evidence, years: Int) throws {
    let estimate = try Estimate(evidence, years: years)
    (self.evidence, self.years, self.estimate) = (evidence, years, estimate)
    groups = GroupSource(try DemandOutlook(evidence, estimate: estimate))
  }

  /// - Parameter groups: totals of the age bands; nil where the rates of the estimate make their own.
  init(_ evidence: Evidence, years: Int, groups: (any GroupTotalsSource)?) throws {
    (self.evidence, self.years) = (evidence, years)
    estimate = try Estimate(evidence, years: years)
    self.groups = groups.map { GroupSource($0) }
  }
}

/// Where the totals of a run come from, and what is to be said of them.
struct GroupSource: Sendable {
  let totals: any GroupTotalsSource
  var backlog: [Double]?
  var log: [Assumption] = []
  var findings: [Finding] = []
  var anchorEffects: [AnchorEffect] = []

  init(_ totals: any GroupTotalsSource) { self.totals = totals }

  init(_ outlook: DemandOutlook) {
    totals = outlook.groups
    backlog = outlook.backlog
    log = outlook.log
    findings = outlook.findings
    anchorEffects = outlook.anchorEffects
  }
}
