import Vocabulary

/// Move rates, NCY entered × from × to, shrunk to England's profile at the authority's level of each pair.
struct PooledMoves {
  /// The shrunk rates, adding to at most 1 over destinations.
  let rates: [Double]
  /// The authority's own, England's, and England's at the authority's level.
  let own: [Double]
  let england: [Double]
  let prior: [Double]
  /// Heads that could make each move.
  let exposure: [Double]
  /// Of rows NCY × from, and of the level of pairs.
  let strengths: (moves: Strength, levels: Strength)

  init(_ local: Moves, england: Moves, settings: EstimationSettings) {
    let width = local.exposure.columns
    let exposure = local.heads.indices.map { local.exposed($0) }
    let theirs = Self.rates(england)
    let (levels, strength) = Self.levels(local, profile: theirs, exposure: exposure, settings)
    let raw = theirs.indices.map { min(1, theirs[$0] * levels[$0 % (width * width)]) }
    self.exposure = exposure
    self.england = theirs
    own = Self.rates(local)
    let prior = Self.withinAll(raw, width: width)
    self.prior = prior
    let rows = (0..<(local.heads.count / width)).compactMap {
      Self.cell(local, row: $0, prior: prior)
    }
    let pooling = settings.strength(.moves) { StrengthSearch(.moves, rows) }
    strengths = (pooling, strength)
    rates = Self.withinAll(
      raw.indices.map {
        pooling.shrinkage.rate(
          events: local.heads[$0], exposure: local.exposed($0), england: raw[$0])
      }, width: width)
  }

  private static func rates(_ moves: Moves) -> [Double] {
    moves.heads.indices.map { moves.exposed($0) > 0 ? moves.heads[$0] / moves.exposed($0) : 0 }
  }

  /// How often the authority makes each move against England's profile over years.
  private static func levels(
    _ local: Moves, profile: [Double], exposure: [Double], _ settings: EstimationSettings
  ) -> ([Double], Strength) {
    let pairs = local.exposure.columns * local.exposure.columns
    let totals = (0..<pairs).map { pair -> CountCell in
      let cells = (0..<local.exposure.rows).map { $0 * pairs + pair }
      return CountCell(
        events: cells.reduce(0) { $0 + local.heads[$1] },
        mean: cells.reduce(0) { $0 + profile[$1] * exposure[$1] })
    }
    let strength = settings.strength(.moveLevel) {
      StrengthSearch(
        .moveLevel, totals.map { CountCell(events: $0.events.rounded(), mean: $0.mean) })
    }
    let levels = totals.map {
      strength.shrinkage.level(events: $0.events, expected: $0.mean)
    }
    return (levels, strength)
  }

  /// Levels are those of pairs: together they may ask for more than all.
  private static func withinAll(_ rates: [Double], width: Int) -> [Double] {
    rates.indices.map { index in
      let row = (index / width * width)..<((index / width + 1) * width)
      return rates[index] / max(1, rates[row].reduce(0, +))
    }
  }

  /// Heads of a year and provision by where they go, those who stay among them.
  private static func cell(_ local: Moves, row: Int, prior: [Double]) -> OutcomeCell? {
    let width = local.exposure.columns
    let cells = (row * width)..<((row + 1) * width)
    let heads = local.exposure[row / width, row % width]
    guard heads >= 1 else { return nil }
    var events = Array(local.heads[cells])
    var shares = Array(prior[cells])
    events[row % width] = max(0, heads - events.reduce(0, +))
    // Somebody may always stay.
    shares[row % width] = max(1e-3, 1 - shares.reduce(0, +))
    return OutcomeCell(events: events, shares: shares)
  }
}
