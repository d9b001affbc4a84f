/// How a run is made; none of it but `seed`, `draws` and `years` changes a published byte.
public struct RunOptions: Sendable, Hashable {
  /// The number of draws.
  public var draws: Int
  /// The seed of every random number.
  public var seed: UInt64
  /// Years to project; the population may end before.
  public var years: Int
  /// Threads to run on.
  public var threads: Int
  /// The most memory that the process is to hold, in bytes; nil for as much as it takes.
  public var memory: Int?
  /// The folder whose disk takes the draws for which `memory` leaves no room.
  public var scratch = "/tmp"
  /// The draws that are made here, where others are made elsewhere; nil for all.
  public var part: Range<Int>?

  /// The draws that are made here, by number.
  public var drawn: Range<Int> { part ?? 0..<draws }

  /// Chooses how to run.
  public init(draws: Int = 1000, seed: UInt64 = 2025, years: Int = 10, threads: Int = 1) {
    self.draws = draws
    self.seed = seed
    self.years = years
    self.threads = threads
  }
}
