import Vocabulary

extension ReadingSession {
  /// Checks across rows and files; a check is left out where one of its files has an error already.
  mutating func validate() {
    validateReferences()
    validateSchemes()
    guard hasFrame else { return }
    validateYears()
    validatePopulation()
    validateAreas()
    validateMargins()
    validatePlanCube()
    validateNeeds()
    validateRegister()
    validateRolls()
    validateOverflow()
    validateWaiting()
    validateCosts()
  }

  /// The January census the runs start from.
  var base: Int { evidence.authority.baseCensus }

  /// Reports something about a file as a whole.
  mutating func report(
    _ fault: Fault, _ file: EvidenceFile, _ column: String?, seen: String, expected: String,
    remedy: String
  ) {
    report(
      Finding(
        fault, at: .init(file.path, column: column), seen: seen, expected: expected,
        remedy: remedy))
  }

  /// A note for each need that no child has at the base census.
  private mutating func validateNeeds() {
    guard isSound(.plansByNCYNeed), let plans = evidence.local.plansByNCYNeed[base]
    else { return }
    for (need, sum) in zip(evidence.codes.needs, plans.columnSums) where sum == 0 {
      report(
        .needWithoutPlans, .plansByNCYNeed, "need", seen: "no plan with need \(need.code)",
        expected: "some plans with each need",
        remedy: "Nothing to mend if nobody has it; otherwise add its rows.")
    }
  }
}
