/// A piece of what a regression is fitted to.
public enum ModelInput: String, Sendable, Equatable {
  /// The design matrix.
  case design
  /// The response.
  case response
  /// The prior weights.
  case weights
  /// The offset.
  case offset
  /// The trials of a binomial response.
  case trials
  /// The penalty matrix.
  case penalty
}

/// Why a regression on columns of a design matrix was not fitted. Columns are called by the names the
/// caller gave, or else "column k" with k from 0; rows count from 0.
public enum ModelFitError: Error, Sendable, Equatable {
  /// The named column is a linear combination of the columns before it, in the rows of positive
  /// weight (and beside the penalty, if there is one).
  case dependentColumn(name: String)

  /// There are too few rows of positive weight for this many columns.
  case tooFewObservations(observations: Int, columns: Int)

  /// A value is infinite or not a number. In the design, the row of the first such value.
  case notFinite(input: ModelInput, row: Int)

  /// A response the family cannot have (a negative count, more events than trials), or a negative
  /// weight or number of trials.
  case outOfRange(input: ModelInput, row: Int, value: Double)

  /// The penalty matrix has this negative eigenvalue.
  case penaltyNotSemidefinite(eigenvalue: Double)

  /// No finite maximum of the likelihood: the named column's coefficient grows without bound, as the
  /// fitted value of this row goes to the edge of what is possible (Albert and Anderson 1984,
  /// doi 10.1093/biomet/71.1.1). A typical case is a category without any events. Also thrown
  /// where some rows outweigh the others so much (by 10²⁴) that a coefficient cannot be told.
  case separation(column: String, row: Int)

  /// The iterations did not settle; the last one still changed the linear predictor by this much.
  case notConverged(iterations: Int, change: Double)

  /// The counts vary no more than Poisson counts, so the likelihood rises as the negative binomial's
  /// θ grows without bound: fit a Poisson regression.
  case notOverdispersed
}
