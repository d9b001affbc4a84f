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
    /// No count was ever published.
    case none
  }

  /// Plans by group.
  public let plans: [Double]
  /// How each is known.
  public let basis: [Basis]

  /// The opening of an authority at a census; nil where neither a group nor a total is published there.
  init?(_ history: GroupHistory, origin: Int, national: (_ band: Int, _ since: Int) -> Double) {
    guard
      history.total(origin) != nil
        || (history.plans[origin]?.contains { $0 != nil } ?? false)
    else { return nil }
    let bands = 0..<NationalGrowth.bands
    let earlier = history.plans.keys.filter { $0 < origin }.sorted().reversed()
    var basis = bands.map { history.plans(origin, $0) == nil ? Basis.none : .published }
    var plans = bands.map { history.plans(origin, $0) ?? 0 }
    for band in bands where basis[band] == .none {
      guard let last = earlier.first(where: { history.plans($0, band) != nil }),
        let count = history.plans(last, band)
      else { continue }
      plans[band] = count * exponential(national(band, last))
      basis[band] = .grown
    }
    if let total = history.totals[origin] {
      let known = bands.reduce(0) { $0 + (basis[$1] == .published ? plans[$1] : 0) }
      let guessed = bands.reduce(0) { $0 + (basis[$1] == .grown ? plans[$1] : 0) }
      for band in bands where basis[band] == .grown && guessed > 0 && total >= known {
        plans[band] *= (total - known) / guessed
        basis[band] = .share
      }
    }
    self.plans = plans
    self.basis = basis
  }
}
