import Vocabulary

extension EvidenceFile {
  /// Children in process of a person-level return.
  static let inProcess = EvidenceFile(
    name: "in_process",
    columns: ["january_census", "stage", "ncy", "weeks", "children", "status", "source"],
    keys: [["january_census", "stage", "ncy", "weeks"]], necessity: .never)
}

/// What a child on the way to a plan waits for.
enum ProcessStage: String, CaseIterable {
  /// A decision on the request.
  case request
  /// The end of the assessment.
  case assessment
}

/// How long ago the request came in, by the steps of the law: six weeks to decide, twenty to a plan.
///
/// Source: Special Educational Needs and Disability Regulations 2014, regulations 5 and 13.
enum ProcessWeeks: String, CaseIterable {
  case toDecide = "0-6"
  case toPlan = "7-20"
  case late = "over 20"
  case notKnown = "not known"

  init(_ weeks: Int?) {
    switch weeks {
    case nil: self = .notKnown
    case .some(..<7): self = .toDecide
    case .some(7...20): self = .toPlan
    default: self = .late
    }
  }
}

extension ReadingSession {
  /// Children on the way to a plan, counted; without the file they are worked out from published flows.
  mutating func readInProcess() {
    let counts = rows(of: .inProcess) {
      row -> (year: Int, stage: ProcessStage, children: Double)? in
      let stages = ProcessStage.allCases.map(\.rawValue)
      let stage = row.code("stage", among: stages).flatMap(ProcessStage.init)
      let weeks = row.code("weeks", among: ProcessWeeks.allCases.map(\.rawValue))
      let (year, ncy, children) = (
        row.year("january_census"), row.ncy(), row.count("children", upTo: Row.mostPlans)
      )
      guard row.provenance() != nil, let year, let stage, ncy != nil, weeks != nil, let children
      else { return nil }
      return (year, stage, Double(children))
    }
    for count in counts.map(\.value) {
      switch count.stage {
      case .request:
        evidence.local.inProcess[count.year, default: .init()].awaitingDecision += count.children
      case .assessment:
        evidence.local.inProcess[count.year, default: .init()].inAssessment += count.children
      }
    }
  }
}
