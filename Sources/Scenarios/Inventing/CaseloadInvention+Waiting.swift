import NumericalCore
import Projection
import Vocabulary

extension CaseloadInvention {
  /// Children on the way to a plan: as many as the pipeline of a run has, for as long as its 20-week timeliness makes likely.
  ///
  /// Without a pipeline one request for a hundred plans waits, and three assessments, for 6 to 20 weeks.
  mutating func addWaiting() {
    let pipeline = PipelineEstimate(evidence).pipeline
    let plans = Double(seats.count) / scale
    add(
      scaled(pipeline?.undecided ?? 0.01 * plans), weeks: Self.weeksToDecision, isDecided: false)
    add(
      scaled(pipeline?.inProcess ?? 0.03 * plans),
      weeks: pipeline?.weeksInProcess ?? (0...20).map { $0 < Self.toDecide ? 0 : 1 },
      isDecided: true)
  }

  /// Weeks that the law gives for the decision (Special Educational Needs and Disability Regulations 2014, regulation 5).
  private static let toDecide = 6
  /// Nine requests in ten wait for no longer than that, the tenth for up to twice as long.
  private static let weeksToDecision = (0...12).map { $0 <= toDecide ? 9.0 / 7 : 1.0 / 6 }

  private mutating func add(_ count: Int, weeks: [Double], isDecided: Bool) {
    let name = stableHash(isDecided ? "in assessment" : "awaiting decision")
    let plans = caseload.current.plans.filter { $0.ncy > NCY.range.lowerBound }
    let new = plans.filter { $0.start.year == year - 1 && !$0.isTransfer }
    let waits = apportioned(count, like: weeks).enumerated().flatMap { week, children in
      Array(repeating: week, count: children)
    }
    for (index, week) in waits.enumerated() {
      let key = mixed(name, UInt64(index))
      let day = 7 * week + Int(7 * draw.uniform(.day, key))
      let received = caseload.current.date.adding(days: -day)
      // They are as old as those with a new plan.
      let ncy = draw.pick(new.isEmpty ? plans : new, .waiting, key)?.ncy ?? 0
      caseload.current.waiting.append(
        .init(
          person: nextPerson(), birth: draw.birth(ncy, census: year, key), received: received,
          decided: isDecided ? received.adding(days: 7 * Self.toDecide) : nil))
    }
  }
}
