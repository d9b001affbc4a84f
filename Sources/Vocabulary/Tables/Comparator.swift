/// Published figures of an authority, a region or England at one January census, beside which an authority is seen.
///
/// They are for comparison alone: no stage of a run reads them.
public struct Comparator: Sendable, Hashable {
  /// Why it stands beside the authority.
  public enum Group: String, Sendable, Hashable, CaseIterable {
    /// The authority itself, at the same census.
    case own
    /// A statistical neighbour.
    case neighbour
    /// The authority's region.
    case region
    case england
  }

  /// What is published of it.
  public enum Measure: String, Sendable, Hashable, CaseIterable {
    /// Plans at the census, by provision.
    case plans
    /// Residents aged 2 to 18, mid-year estimate near the census.
    case population = "population_2_18"
    /// Of the calendar year before the census, as are the three below.
    case newPlans = "new_plans"
    case requests
    case plansIssued = "plans_issued"
    case plansIssuedInTime = "plans_issued_within_20_weeks"
  }

  /// Why it stands there.
  public let group: Group
  /// Its name.
  public let name: String
  /// The January census.
  public let census: Int
  /// Plans by provision, the last figure being "not recorded"; nil where not published.
  public var plans: [Double?]
  /// Every other measure that is published.
  public var figures: [Measure: Double] = [:]
  /// Where each measure comes from, as its first row says.
  public var sources: [Measure: String] = [:]

  /// A place of which nothing is known yet.
  ///
  /// - Parameter provisions: the number of provisions of the code list.
  public init(_ group: Group, _ name: String, census: Int, provisions: Int) {
    (self.group, self.name, self.census) = (group, name, census)
    plans = Array(repeating: nil, count: provisions + 1)
  }

  /// All plans; nil where none are published.
  public var total: Double? {
    let known = plans.compactMap { $0 }
    return known.isEmpty ? nil : known.reduce(0, +)
  }

  /// Plans for each thousand residents aged 2 to 18. Plans are of all ages up to 25, as DfE's own rate has it.
  public var rate: Double? {
    guard let total, let people = figures[.population], people > 0 else { return nil }
    return 1000 * total / people
  }

  /// The share of all plans that some provisions have; those not published count as none.
  public func share(of provisions: [Int]) -> Double? {
    guard let total, total > 0 else { return nil }
    return provisions.reduce(0) { $0 + (plans[$1] ?? 0) } / total
  }
}
