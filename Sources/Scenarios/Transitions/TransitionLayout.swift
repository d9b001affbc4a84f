import Vocabulary

/// The published series of a run of transitions and where each stands in the row of a draw.
public struct TransitionLayout: Sendable {
  /// The flows of a year.
  public enum Flow: Int, CaseIterable, Sendable {
    case joined
    case left
    case agedOut
    case movedIn
    case movedAway

    /// The word in the files.
    public var text: String {
      switch self {
      case .joined: "new"
      case .left: "ceased"
      case .agedOut: "aged_out"
      case .movedIn: "moved"
      case .movedAway: "moved_away"
      }
    }
  }

  /// What a series counts: everybody, or those of one national curriculum year, need or setting.
  public enum Item: Sendable, Hashable {
    /// Everybody.
    case all
    /// A national curriculum year, at the closing census.
    case ncy(Int)
    /// Position of a need.
    case need(Int)
    /// Position of a setting.
    case setting(Int)
  }

  /// The number of projected years; there is one census more.
  public let years: Int
  /// The national curriculum years that a flow can enter: one more than a state can be in.
  public let ncys: ClosedRange<Int>
  /// The number of needs.
  public let needs: Int
  /// The number of settings.
  public let settings: Int

  init(_ evidence: TransitionEvidence, years: Int) {
    self.years = years
    ncys = evidence.ncys.lowerBound...(evidence.ncys.upperBound + 1)
    needs = evidence.needs.count
    settings = evidence.settings.count
  }

  /// The number of items.
  var width: Int { 1 + ncys.count + needs + settings }
  private var flowStart: Int { (years + 1) * width }
  private var uncostedStart: Int { flowStart + years * Flow.allCases.count * width }
  /// The number of series of heads.
  var count: Int { uncostedStart + (years + 1) * (1 + settings) }
  /// The number of amounts of money.
  var amounts: Int { (years + 1) * (1 + settings) }

  /// Every item, in file order.
  public var items: [Item] {
    [.all] + ncys.map(Item.ncy) + (0..<needs).map(Item.need) + (0..<settings).map(Item.setting)
  }

  private func position(_ item: Item) -> Int {
    switch item {
    case .all: 0
    case .ncy(let ncy): 1 + ncy - ncys.lowerBound
    case .need(let need): 1 + ncys.count + need
    case .setting(let setting): 1 + ncys.count + needs + setting
    }
  }

  /// Plans at a census, 0 being the base.
  public func plans(_ census: Int, _ item: Item) -> Int { census * width + position(item) }

  /// A flow of a projected year.
  public func flow(_ year: Int, _ flow: Flow, _ item: Item) -> Int {
    flowStart + (year * Flow.allCases.count + flow.rawValue) * width + position(item)
  }

  /// Plans without a known cost at a census, of a setting or, where nil, of all.
  public func uncosted(_ census: Int, _ setting: Int?) -> Int {
    uncostedStart + cost(census, setting)
  }

  /// The position among amounts of the annual cost of the plans of a census, of a setting or, where nil, of all.
  public func cost(_ census: Int, _ setting: Int?) -> Int {
    census * (1 + settings) + (setting.map { $0 + 1 } ?? 0)
  }
}
