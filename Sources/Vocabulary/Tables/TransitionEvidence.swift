/// A setting as `valid-states.csv` describes it: a kind of place, in another tool's codes.
public struct TransitionSetting: Sendable, Hashable {
  /// The code.
  public let code: String
  /// The code of the group it belongs to, for reports.
  public let group: String
  /// The national curriculum years it serves.
  public let ncys: ClosedRange<Int>
  /// Positions of the needs it serves, ascending.
  public let needs: [Int]
  /// Positions of the settings one may move to, ascending; its own may be among them.
  public let destinations: [Int]

  /// Describes a setting.
  public init(
    code: String, group: String, ncys: ClosedRange<Int>, needs: [Int], destinations: [Int]
  ) {
    self.code = code
    self.group = group
    self.ncys = ncys
    self.needs = needs
    self.destinations = destinations
  }

  /// True where a plan with the need can be here in the year.
  public func serves(need: Int, ncy: Int) -> Bool { ncys.contains(ncy) && needs.contains(need) }
}

/// What a plan has at a census, its age apart: need and setting, by position.
public struct NeedAndSetting: Sendable, Hashable, Comparable {
  /// Position of the need.
  public let need: Int
  /// Position of the setting.
  public let setting: Int

  /// Names the two.
  public init(need: Int, setting: Int) {
    self.need = need
    self.setting = setting
  }

  /// By need, then by setting.
  public static func < (left: Self, right: Self) -> Bool {
    (left.need, left.setting) < (right.need, right.setting)
  }
}

/// How many people did the same between two January censuses.
public struct TransitionCount: Sendable, Hashable {
  /// The calendar year: 2016 is from January 2016 to January 2017.
  public let year: Int
  /// The national curriculum year left; the year entered is one more.
  public let ncy: Int
  /// Need and setting at the opening census; nil without a plan.
  public let from: NeedAndSetting?
  /// Need and setting at the closing census; nil without a plan.
  public let to: NeedAndSetting?
  /// People.
  public let people: Int

  /// Records a count.
  public init(year: Int, ncy: Int, from: NeedAndSetting?, to: NeedAndSetting?, people: Int) {
    self.year = year
    self.ncy = ncy
    self.from = from
    self.to = to
    self.people = people
  }
}

/// How a folder of transitions is to be projected.
public struct TransitionFrame: Sendable, Hashable {
  /// How much the rate of a national curriculum year weighs beside a state's own counts.
  public enum PriorStrength: Sendable, Hashable {
    /// As much as this many observations.
    case fixed(Double)
    /// As much as the differences between states support: estimated from the counts.
    case estimated
  }

  /// When the parameters of a draw are drawn.
  public enum Redrawing: String, Sendable, Hashable, CaseIterable {
    /// Once a draw: a rate that is high stays high.
    case oncePerDraw = "once_per_draw"
    /// Anew for every cohort and year, as in the tool the format is from.
    case everyCohortAndYear = "every_cohort_and_year"
  }

  /// The weight of the year's rate.
  public var priorStrength = PriorStrength.fixed(1)
  /// When parameters are drawn.
  public var redrawing = Redrawing.oncePerDraw
  /// True where the last population is held after its last year.
  public var holdsPopulation = false

  /// The frame of a folder that says nothing of it.
  public init() {}
}

/// Everything a folder of transitions says, checked.
public struct TransitionEvidence: Sendable {
  /// The authority; its base census is the January after the last calendar year of transitions.
  public var authority: LocalAuthority
  /// How it is to be projected.
  public var frame = TransitionFrame()
  /// Codes of the needs.
  public var needs: [String] = []
  /// The settings, in the order of `valid-states.csv`.
  public var settings: [TransitionSetting] = []
  /// The calendar years observed, ascending.
  public var years: [Int] = []
  /// What was observed, by year, NCY, opening and closing state.
  public var counts: [TransitionCount] = []
  /// Resident population by calendar year and national curriculum year, people.
  public var population: [Int: [Int: Double]] = [:]
  /// Annual cost of a plan by need and setting; a pair without an entry has no known cost.
  public var costs: [NeedAndSetting: Money] = [:]
  /// The files that were read.
  public var inputs: [InputFile] = []
  /// What a reader should know of them.
  public var findings: [Finding] = []

  /// Evidence with nothing but a frame.
  public init(authority: LocalAuthority) { self.authority = authority }

  /// The January census the runs start from.
  public var baseCensus: Int { authority.baseCensus }

  /// The national curriculum years that a state can be in, from the youngest to the oldest of a setting.
  public var ncys: ClosedRange<Int> {
    let (low, high) = (settings.map(\.ncys.lowerBound).min(), settings.map(\.ncys.upperBound).max())
    return (low ?? 0)...(high ?? 0)
  }

  /// The last year after the base census with a population, no earlier than the base census.
  public var lastPopulationYear: Int {
    var year = baseCensus
    while population[year + 1] != nil { year += 1 }
    return year
  }

  /// The population that applies to a calendar year, the last one where it is held.
  public func population(of year: Int) -> [Int: Double]? {
    if let given = population[year] { return given }
    guard frame.holdsPopulation, year > lastPopulationYear else { return nil }
    return population[lastPopulationYear]
  }
}
