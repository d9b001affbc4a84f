public import Vocabulary

/// What a run says of places, worked out once for its files, its summary and its findings.
public struct PlaceFigures: Sendable {
  /// Children who need a place beside the places.
  public let sufficiency: Sufficiency
  /// Where children are without the place they need, the worst first.
  public let review: PlaceReview
  /// What a reader should know of the run's results.
  public let findings: [Finding]
  /// The conventions that these figures add to the run's parameters.
  public let log: [Assumption]

  /// Works the figures of a run out.
  public init(_ run: ScenarioRun) {
    sufficiency = Sufficiency(run)
    review = PlaceReview(sufficiency)
    findings = CeilingFindings.of(run, sufficiency)
    let given = run.model.evidence.assumptions
    log =
      (run.places.shape.provisions.isEmpty ? [] : PlaceMoment.log)
      + (run.model.schemes.isEmpty ? [] : BorrowingTerms(given).log(given))
  }
}
