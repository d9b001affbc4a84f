/// Why a table could not be raked to its margins.
public enum RakingError: Error, Sendable, Equatable {
  /// Two margins that must have the same total have different ones; `place` says which.
  case totalsDisagree(first: Double, second: Double, place: String)

  /// A margin is positive where the seed, or what the other margins leave of it, is zero. `margin`
  /// is "ab", "ac" or "bc" ("rows" or "columns" in a two-way table), and the indices are those of
  /// the entry in that margin (the second is 0 in a two-way table).
  case noSupport(margin: String, first: Int, second: Int, wanted: Double)

  /// The margins were not met within the permitted iterations: either more are needed, or no table
  /// with the seed's zeros has these margins.
  case notConverged(largestDeviation: Double, iterations: Int)
}
