/// What differs between two runs: what they were made of first, then the numbers.
public struct RunDifference: Sendable {
  /// Something that one run has otherwise than the other.
  public struct Change: Sendable, Hashable {
    /// A file, a parameter, a lever or a setting of the run.
    public let subject: String
    /// The scenario that it belongs to; nil where it belongs to all.
    public let scenario: String?
    /// What the first run has; nil for nothing.
    public let before: String?
    /// What the second run has; nil for nothing.
    public let after: String?

    /// Notes a change.
    public init(_ subject: String, scenario: String? = nil, before: String?, after: String?) {
      self.subject = subject
      self.scenario = scenario
      self.before = before
      self.after = after
    }
  }

  /// A figure of one run: its middle, and the range of 8 simulations in 10.
  public struct Figure: Sendable, Hashable {
    /// The middle.
    public let middle: Double
    /// The low end of the range.
    public let low: Double
    /// The high end.
    public let high: Double

    /// Records a figure.
    public init(middle: Double, low: Double, high: Double) {
      self.middle = middle
      self.low = low
      self.high = high
    }
  }

  /// A figure that both runs have and that is not the same in them.
  public struct Move: Sendable, Hashable {
    /// The scenario.
    public let scenario: String
    /// What the figure is, in words.
    public let name: String
    /// Its unit; `GBP` for money.
    public let unit: String
    /// The first run's.
    public let before: Figure
    /// The second run's.
    public let after: Figure

    /// Records a move.
    public init(scenario: String, name: String, unit: String, before: Figure, after: Figure) {
      self.scenario = scenario
      self.name = name
      self.unit = unit
      self.before = before
      self.after = after
    }

    /// The largest change of middle, low or high, as a share of the larger middle.
    public var size: Double {
      let change = max(
        abs(after.middle - before.middle), abs(after.low - before.low),
        abs(after.high - before.high))
      return change / max(abs(before.middle), abs(after.middle), 1)
    }
  }

  /// Files that were read, by hash.
  public var inputs: [Change] = []
  /// Assumptions and levers.
  public var assumptions: [Change] = []
  /// Version, seed, simulations, years, base census, scenarios.
  public var process: [Change] = []
  /// The headline figures that moved, the largest first in each scenario.
  public var moves: [Move] = []
  /// Figures that both runs have.
  public var compared = 0
  /// Those of them that are not the same.
  public var differing = 0

  /// Nothing differs.
  public init() {}

  /// True where nothing that a run is made of differs.
  public var isMadeOfTheSame: Bool { inputs.isEmpty && assumptions.isEmpty && process.isEmpty }
}
