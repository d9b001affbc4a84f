public import Vocabulary

/// The published series of a run and where each stands in the row of a draw.
///
/// The last position of an axis that has totals is "All".
public struct SeriesLayout: Sendable {
  /// The flows of a year.
  public enum Flow: Int, CaseIterable, Sendable {
    case new
    case transferIn
    case ceased
    case out
    case agedOut
    case moved
    case movedAway
    case residual

    /// The word in the files.
    public var text: String {
      switch self {
      case .new: "new"
      case .transferIn: "in"
      case .ceased: "ceased"
      case .out: "out"
      case .agedOut: "aged_out"
      case .moved: "moved"
      case .movedAway: "moved_away"
      case .residual: "residual"
      }
    }
  }

  /// The shape of the state.
  public let space: StateSpace
  /// The number of projected years; there is one census more.
  public let years: Int
  /// The number of settings.
  public let settings: Int
  /// True where there are children with top-up without a plan.
  public let hasTopUps: Bool
  /// The number of series.
  public let count: Int

  private let ncyStart: Int
  private let placementStart: Int
  private let flowStart: Int
  private let rollStart: Int
  private let soughtStart: Int
  private let waitingStart: Int
  let topUpStart: Int

  /// Age bands and their total.
  public static let bands = AgeBand.allCases.count + 1

  init(_ space: StateSpace, years: Int, settings: Int, hasTopUps: Bool = false) {
    self.space = space
    self.years = years
    self.settings = settings
    self.hasTopUps = hasTopUps
    let censuses = years + 1
    let (needs, provisions) = (space.needs + 1, space.provisions + 1)
    ncyStart = censuses * Self.bands * needs
    placementStart = ncyStart + censuses * (space.ncys + 1) * needs
    flowStart = placementStart + censuses * provisions * Self.bands * needs
    rollStart = flowStart + years * Flow.allCases.count * Self.bands * provisions
    soughtStart = rollStart + years * settings
    waitingStart = soughtStart + years * settings
    topUpStart = waitingStart + censuses * provisions * needs
    count = topUpStart + (hasTopUps ? Self.topUpCount(censuses: censuses, needs: needs) : 0)
  }

  /// Plans by census, age band and need.
  public func plans(_ census: Int, _ band: Int, _ need: Int) -> Int {
    (census * Self.bands + band) * (space.needs + 1) + need
  }

  /// Plans by census, NCY and need.
  public func plansByNCY(_ census: Int, _ ncy: Int, _ need: Int) -> Int {
    ncyStart + (census * (space.ncys + 1) + ncy) * (space.needs + 1) + need
  }

  /// Plans by census, provision, age band and need.
  public func placements(_ census: Int, _ provision: Int, _ band: Int, _ need: Int) -> Int {
    placementStart
      + ((census * (space.provisions + 1) + provision) * Self.bands + band) * (space.needs + 1)
      + need
  }

  /// Flows by year, kind, age band at the closing census and provision attended.
  public func flows(_ year: Int, _ flow: Flow, _ band: Int, _ provision: Int) -> Int {
    flowStart
      + ((year * Flow.allCases.count + flow.rawValue) * Self.bands + band)
      * (space.provisions + 1) + provision
  }

  /// Roll by year and setting.
  public func roll(_ year: Int, _ setting: Int) -> Int { rollStart + year * settings + setting }

  /// Children who hold a place or looked for one first, by year and setting.
  public func sought(_ year: Int, _ setting: Int) -> Int {
    soughtStart + year * settings + setting
  }

  /// Children waiting by census, provision wanted and need.
  public func waiting(_ census: Int, _ provision: Int, _ need: Int) -> Int {
    waitingStart + (census * (space.provisions + 1) + provision) * (space.needs + 1) + need
  }
}
