/// Why a state space model was not smoothed, forecast or fitted.
public enum StateSpaceError: Error, Sendable, Equatable {
  /// Fewer observations than the model needs: one for each diffuse state, and one more to fit.
  case tooFewObservations(observed: Int, needed: Int)

  /// The observations leave a combination of the diffuse states unknown, for instance because one
  /// of them never reaches an observation.
  case notIdentified(observed: Int, diffuseStates: Int)
}
