import Vocabulary

/// Shares of one margin, own and England's, and what pooling makes of them.
struct PooledShares: Sendable {
  /// Events and those exposed, of all years of evidence.
  let events: [Double]
  let exposure: [Double]
  /// England's shares as published.
  let england: [Double]
  /// England's shares at the authority's level.
  let prior: [Double]
  /// The pooling of each share.
  let shrinkage: [Shrinkage]

  /// The shrunk shares.
  var values: [Double] {
    events.indices.map {
      shrinkage[$0].rate(events: events[$0], exposure: exposure[$0], england: prior[$0])
    }
  }

  /// The authority's own share; nil where nobody was exposed.
  func own(_ index: Int) -> Double? {
    exposure[index] > 0 ? events[index] / exposure[index] : nil
  }

  /// Standard deviation of the Beta posterior.
  func deviation(_ index: Int) -> Double {
    shrinkage[index].deviation(of: values[index], exposure: exposure[index])
  }
}

/// Rates of leaving by NCY and by provision, each margin pooled with England's at the authority's level.
///
/// Years of age up to Year 11 and those after have each their own level and strength: the one leave by moving house, the
/// others by what an authority makes of post-16 education.
struct PooledLeaving: Sendable {
  let byNCY: PooledShares
  let byProvision: PooledShares
  /// Of those who leave, the share that moves to another authority, by NCY.
  let transfers: PooledShares
  /// What was estimated, in the order of the kinds.
  let strengths: [Strength]

  init(_ local: LeavingEvidence, england: LeavingEvidence, settings: EstimationSettings) {
    let groups = merged(local.spans + england.spans)
    let post16 = NCY.index(12)
    let ages = Self.ages(local, england: england)
    let young = Self.strength(.leaving, ages, groups.filter { $0.upperBound < 12 }, settings)
    let old = Self.strength(.leavingPost16, ages, groups.filter { $0.upperBound >= 12 }, settings)
    byNCY = ages.pooled(by: ages.events.indices.map { $0 < post16 ? young : old })
    let provisions = Self.provisions(local, england: england)
    let place = settings.strength(.leavingByProvision) {
      StrengthSearch(.leavingByProvision, provisions.cells)
    }
    byProvision = provisions.pooled(by: provisions.events.map { _ in place })
    let transfers = Self.transfers(local, england: england)
    let away = Self.strength(.transferShare, transfers, groups, settings)
    self.transfers = transfers.pooled(by: transfers.events.map { _ in away })
    strengths = [young, old, place, away]
  }

  /// Shares not yet pooled.
  private struct Shares {
    let events: [Double]
    let exposure: [Double]
    let england: [Double]
    let prior: [Double]

    var cells: [ShareCell] { events.indices.map { cell(of: [$0]) } }

    /// One cell of what the source pools.
    func cell(of indices: [Int]) -> ShareCell {
      let heads = indices.reduce(0) { $0 + exposure[$1] }
      let mean = indices.reduce(0) { $0 + exposure[$1] * prior[$1] }
      return ShareCell(
        events: min(heads, indices.reduce(0) { $0 + events[$1] }), exposure: heads,
        rate: heads > 0 ? mean / heads : 0)
    }

    func pooled(by strengths: [Strength]) -> PooledShares {
      PooledShares(
        events: events, exposure: exposure, england: england, prior: prior,
        shrinkage: strengths.map(\.shrinkage))
    }
  }

  private static func strength(
    _ kind: StrengthKind, _ shares: Shares, _ groups: [ClosedRange<Int>],
    _ settings: EstimationSettings
  ) -> Strength {
    settings.strength(kind) {
      StrengthSearch(kind, groups.map { shares.cell(of: $0.map(NCY.index)) })
    }
  }

  private static func ages(_ local: LeavingEvidence, england: LeavingEvidence) -> Shares {
    let (own, theirs) = (local.rates(\.byNCY), england.rates(\.byNCY))
    let (events, exposure) = (own.map(\.events), own.map(\.exposure))
    let rates = theirs.map(\.rate)
    let first = NCY.index(12)
    func level(_ range: Range<Int>) -> [Double] {
      broughtToLevel(
        Array(rates[range]), exposure: Array(exposure[range]),
        events: events[range].reduce(0, +))
    }
    return Shares(
      events: events, exposure: exposure, england: rates,
      prior: level(0..<first) + level(first..<rates.count))
  }

  private static func provisions(_ local: LeavingEvidence, england: LeavingEvidence) -> Shares {
    let (own, theirs) = (local.rates(\.byProvision), england.rates(\.byProvision))
    let (events, exposure) = (own.map(\.events), own.map(\.exposure))
    let rates = theirs.map { min(0.95, $0.rate) }
    return Shares(
      events: events, exposure: exposure, england: rates,
      prior: broughtToLevel(rates, exposure: exposure, events: events.reduce(0, +)))
  }

  private static func transfers(_ local: LeavingEvidence, england: LeavingEvidence) -> Shares {
    let leavers = local.rates(\.byNCY).map(\.events)
    let moved = leavers.indices.map { index in
      local.margins.reduce(0) { $0 + $1.byNCY[index] * $1.transferShare[index] }
    }
    let shares = england.margins[0].transferShare
    return Shares(
      events: moved, exposure: leavers, england: shares,
      prior: broughtToLevel(shares, exposure: leavers, events: moved.reduce(0, +)))
  }
}

/// Published leavers of some years and who could have left.
struct LeavingEvidence {
  /// One for each year.
  let margins: [LeavingMargins]
  /// NCY entered × provision, of one year.
  let exposure: CrossTable

  /// The spans of NCY that the source pools, of any year.
  var spans: [ClosedRange<Int>] { margins.flatMap(\.spans) }

  /// Events and exposure of all years and their rate, along one margin.
  func rates(
    _ margin: KeyPath<LeavingMargins, [Double]>
  ) -> [(events: Double, exposure: Double, rate: Double)] {
    let heads = margin == \.byNCY ? exposure.rowSums : exposure.columnSums
    return heads.indices.map { index in
      let events = margins.reduce(0) { $0 + $1[keyPath: margin][index] }
      let exposed = Double(margins.count) * heads[index]
      return (events, exposed, exposed > 0 ? events / exposed : 0)
    }
  }
}

/// Spans that overlap made one, in ascending order.
func merged(_ spans: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
  spans.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
    .reduce(into: []) { result, span in
      guard let last = result.last, last.overlaps(span) else { return result.append(span) }
      result[result.count - 1] = last.lowerBound...max(last.upperBound, span.upperBound)
    }
}
