/// Children and young people who are nobody: their plans at a January census and at the one before, plans that ended, and those on
/// the way to a plan. Scenarios invents them, DataImport writes returns of them.
public struct InventedCaseload: Sendable, Hashable {
  /// A plan in force at a census.
  public struct Plan: Sendable, Hashable {
    /// The number of the person, the same at both censuses; from 1.
    public let person: Int
    /// Day of birth.
    public let birth: CalendarDate
    /// The national curriculum year at the census, not held at -2.
    public let ncy: Int
    /// Primary need, and provision attended; the provision after the last is "not recorded".
    public let state: NeedAndSetting
    /// Position of the provision that the plan names, where another one is attended.
    public let wanted: Int?
    /// The day on which the plan began.
    public let start: CalendarDate
    /// True where another authority began it.
    public let isTransfer: Bool

    /// Describes a plan.
    public init(
      person: Int, birth: CalendarDate, ncy: Int, state: NeedAndSetting, wanted: Int? = nil,
      start: CalendarDate, isTransfer: Bool = false
    ) {
      (self.person, self.birth, self.ncy, self.state) = (person, birth, ncy, state)
      (self.wanted, self.start, self.isTransfer) = (wanted, start, isTransfer)
    }
  }

  /// A plan of the census before that has ceased.
  public struct Ending: Sendable, Hashable {
    /// The plan as it was.
    public let plan: Plan
    /// The day on which it ceased.
    public let date: CalendarDate
    /// DfE's reason, as `CeasedCount` has it.
    public let reason: String

    /// Describes the end of a plan.
    public init(plan: Plan, date: CalendarDate, reason: String) {
      (self.plan, self.date, self.reason) = (plan, date, reason)
    }
  }

  /// Somebody on the way to a plan.
  public struct Waiting: Sendable, Hashable {
    /// The number of the person.
    public let person: Int
    /// Day of birth.
    public let birth: CalendarDate
    /// The day of the request.
    public let received: CalendarDate
    /// The day of the decision to assess; nil where the request waits for one.
    public let decided: CalendarDate?

    /// Describes somebody on the way to a plan.
    public init(person: Int, birth: CalendarDate, received: CalendarDate, decided: CalendarDate?) {
      (self.person, self.birth, self.received, self.decided) = (person, birth, received, decided)
    }
  }

  /// What a return says of one January.
  public struct Census: Sendable, Hashable {
    /// The day.
    public let date: CalendarDate
    /// Plans in force.
    public var plans: [Plan] = []
    /// Plans that ceased since the census before.
    public var endings: [Ending] = []
    /// Those on the way to a plan.
    public var waiting: [Waiting] = []

    /// A census of nobody.
    public init(_ date: CalendarDate) { self.date = date }
  }

  /// The census.
  public var current: Census
  /// The census a year before.
  public var previous: Census

  /// A January census and the one before, of nobody.
  public init(census year: Int) {
    (current, previous) = (Census(.census(year)), Census(.census(year - 1)))
  }
}
