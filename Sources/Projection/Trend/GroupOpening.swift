import Vocabulary

/// The plans a forecast starts from, group by group, and how they were come by.
public struct GroupOpening: Sendable, Hashable {
  /// How the plans of a group at the origin are known.
  public enum Basis: String, Sendable, Hashable {
    /// Published.
    case published
    /// The group's last published share of the total, applied to the published total.
    case share
    /// The last published count, grown as the nation did since.
    case grown
    /// The nation's share of the published total, no count of the group ever being published.
    case nation
    /// Neither a count nor a total was ever published.
    case none
  }

  /// Plans by group.
  public let plans: [Double]
  /// How each is known.
  public let basis: [Basis]

  /// The opening of an authority at a census; nil where neither a group nor a total is published there.
  ///
  /// - Parameters:
  ///   - nation: plans of the nation by group.
  ///   - growth: of a group of the nation from a census to the origin.
  init?(
    _ history: GroupHistory, origin: Int, nation: [Double],
    growth: (_ band: Int, _ since: Int) -> Double
  ) {
    let known = Self.published(history, origin: origin)
    guard history.total(origin) != nil || known.contains(where: { $0 != nil }) else { return nil }
    let earlier = history.plans.keys.filter { $0 < origin }.sorted().reversed()
    var basis = known.map { $0 == nil ? Basis.none : .published }
    var plans = known.map { $0 ?? 0 }
    for band in known.indices where basis[band] == .none {
      guard let last = earlier.first(where: { (history.plans($0, band) ?? 0) > 0 }),
        let count = history.plans(last, band)
      else { continue }
      plans[band] = count * exponential(growth(band, last))
      basis[band] = .grown
    }
    if let total = history.totals[origin] {
      Self.fill(&plans, &basis, upTo: total, nation: nation)
    }
    self.plans = plans
    self.basis = basis
  }

  /// The groups at the origin; groups of nobody beside a total of somebody are not published.
  private static func published(_ history: GroupHistory, origin: Int) -> [Double?] {
    let groups = (0..<NationalGrowth.bands).map { history.plans(origin, $0) }
    let isEmpty = groups.allSatisfy { ($0 ?? 0) == 0 }
    return isEmpty && (history.totals[origin] ?? 0) > 0 ? groups.map { _ in nil } : groups
  }

  /// What the published groups leave of the total goes to the others: by what they last were, else by the nation's shares.
  private static func fill(
    _ plans: inout [Double], _ basis: inout [Basis], upTo total: Double, nation: [Double]
  ) {
    let open = plans.indices.filter { basis[$0] != .published }
    let left = total - plans.indices.reduce(0) { $0 + (basis[$1] == .published ? plans[$1] : 0) }
    let whole = nation.reduce(0, +)
    guard !open.isEmpty, left >= 0, whole > 0 else { return }
    for band in open where basis[band] == .none {
      plans[band] = total * nation[band] / whole
      basis[band] = .nation
    }
    let guessed = open.reduce(0) { $0 + plans[$1] }
    for band in open where guessed > 0 {
      plans[band] *= left / guessed
      if basis[band] == .grown { basis[band] = .share }
    }
  }
}
