import Vocabulary

extension SeriesLayout {
  /// What is counted of children with top-up funding without a plan, who are in no count of plans.
  public enum TopUpMeasure: Int, CaseIterable, Sendable {
    /// Children at the census.
    case children
    /// Children whose top-up began in the year before the census.
    case entered
    /// Children who got a plan: a part of the year's new plans.
    case converted
    /// Children whose top-up ended without a plan, those who grew past it among them.
    case left

    /// The word in the files.
    public var text: String {
      switch self {
      case .children: "children"
      case .entered: "entered"
      case .converted: "converted"
      case .left: "left"
      }
    }
  }

  /// The number of series of top-up without a plan, where there are any.
  static func topUpCount(censuses: Int, needs: Int) -> Int {
    TopUpMeasure.allCases.count * censuses * bands * needs
  }

  /// Children with top-up without a plan by census, measure, age band and need; flows belong to the
  /// census that closes their year.
  ///
  /// Children whose need is not told apart are in the total of needs only.
  public func topUps(_ census: Int, _ measure: TopUpMeasure, _ band: Int, _ need: Int) -> Int {
    precondition(hasTopUps, "a run without top-up without a plan has no series of it")
    let kind = census * TopUpMeasure.allCases.count + measure.rawValue
    return topUpStart + (kind * Self.bands + band) * (space.needs + 1) + need
  }
}
