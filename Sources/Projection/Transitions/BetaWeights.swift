public import Vocabulary

/// The two weights of a beta distribution: how often something happened and how often not, prior included.
public struct BetaWeights: Sendable, Hashable {
  /// The weight of its happening.
  public let happened: Double
  /// The weight of its not happening.
  public let not: Double

  /// Records weights, both at least 0 and not both 0.
  public init(happened: Double, not: Double) {
    precondition(happened >= 0 && not >= 0 && happened + not > 0, "\(happened) and \(not)")
    self.happened = happened
    self.not = not
  }

  /// What never happens.
  public static let never = BetaWeights(happened: 0, not: 1)

  /// The expected rate, 0 to 1.
  public var mean: Double { happened / (happened + not) }
}

/// One destination of those who move from a state, and its weight.
public struct DestinationWeight: Sendable, Hashable {
  /// Need and setting entered.
  public let place: NeedAndSetting
  /// The weight in a Dirichlet distribution.
  public let weight: Double
}
