/// Why the projection cannot be estimated from the evidence.
public enum EstimationError: Error, CustomStringConvertible {
  /// Figures that the model needs are not in the folder.
  case missing(String)
  /// Published margins that no table has.
  case contradiction(String)
  /// The population does not reach the first projected year.
  case populationEnds(variant: String, last: Int)

  /// What happened, and how to mend it.
  public var description: String {
    switch self {
    case .missing(let what):
      "The evidence has no \(what). Add the rows to the files of evidence/ (see scenarios/README.md)."
    case .contradiction(let what):
      "The margins of the evidence contradict one another: \(what). Compare the files of evidence/ with their source."
    case .populationEnds(let variant, let last):
      "evidence/population.csv: the variant '\(variant)' ends at mid-\(last), before the first projected year. "
        + "Add later years, or name another variant in authority.yaml."
    }
  }
}
