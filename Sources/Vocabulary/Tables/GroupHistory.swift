/// What is published of one area by age group: its plans each January, and the flows and people behind them.
///
/// Plans are counted at the January census of a year; flows belong to calendar years and people to
/// mid-years, so those of the census year itself fall after it.
public struct GroupHistory: Sendable, Hashable {
  /// The area's ONS code.
  public var code: String
  /// Plans by January census, in the order of `AgeBand.allCases`; nil where a group is not published.
  public var plans: [Int: [Double?]]
  /// Plans of all ages by January census.
  public var totals: [Int: Double]
  /// New plans by calendar year.
  public var newPlans: [Int: Double]
  /// Requests for an assessment by calendar year.
  public var requests: [Int: Double]
  /// People aged 0 to 17 by mid-year.
  public var population: [Int: Double]

  /// A history with nothing in it.
  public init(code: String) {
    self.code = code
    plans = [:]
    totals = [:]
    newPlans = [:]
    requests = [:]
    population = [:]
  }

  /// Only what was known on the day of a January census: its plans and earlier ones, flows and people
  /// of the years before it.
  public func known(at census: Int) -> GroupHistory {
    var history = GroupHistory(code: code)
    history.plans = plans.filter { $0.key <= census }
    history.totals = totals.filter { $0.key <= census }
    history.newPlans = newPlans.filter { $0.key < census }
    history.requests = requests.filter { $0.key < census }
    history.population = population.filter { $0.key < census }
    return history
  }

  /// Plans of a group at a census; nil where they are not published.
  public func plans(_ census: Int, _ band: Int) -> Double? { plans[census]?[band] ?? nil }

  /// Plans of all ages: the published total, else the sum of groups that are all published.
  public func total(_ census: Int) -> Double? {
    if let total = totals[census] { return total }
    guard let groups = plans[census], groups.allSatisfy({ $0 != nil }) else { return nil }
    return groups.reduce(0) { $0 + ($1 ?? 0) }
  }
}

/// The histories of many authorities, in the order of their codes.
public struct GroupPanel: Sendable, Hashable {
  /// One history for each authority.
  public let authorities: [GroupHistory]

  /// Sorts the authorities by code, so that no result depends on the order of a file.
  public init(_ authorities: [GroupHistory]) {
    self.authorities = authorities.sorted { $0.code < $1.code }
  }

  /// The panel as it was known on the day of a January census, without codes that had no plans by then.
  public func known(at census: Int) -> GroupPanel {
    GroupPanel(
      authorities.map { $0.known(at: census) }.filter { !$0.plans.isEmpty || !$0.totals.isEmpty })
  }

  /// The panel without some authorities.
  public func leavingOut(_ codes: Set<String>) -> GroupPanel {
    GroupPanel(authorities.filter { !codes.contains($0.code) })
  }
}
