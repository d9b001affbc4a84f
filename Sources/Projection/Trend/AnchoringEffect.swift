import Vocabulary

extension AnchorEffect {
  /// The ranges over an ensemble before and after an anchor: of what was counted, and of plans at the next three censuses.
  init(
    _ observation: AnchoringObservation, before: [AnchoringState], after: [AnchoringState],
    base: Int
  ) {
    func change(_ census: Int?, _ figure: (AnchoringState) -> Double) -> Change {
      Change(
        census: census, before: LikelyRange(before.map(figure)),
        after: LikelyRange(after.map(figure)))
    }
    let last = (before.first?.totals.count ?? 0) - 1
    let next = observation.census + 1
    let later = next <= last ? Array(next...min(next + 2, last)) : []
    self.init(
      observation.anchor,
      changes: [change(nil, observation.plans)]
        + later.map { census in change(base + census) { $0.plans(at: census) } })
  }
}

extension LikelyRange {
  /// Quantiles of type 7 (Hyndman and Fan 1996) of some values, at least one.
  init(_ values: [Double]) {
    let sorted = values.sorted()
    func quantile(_ probability: Double) -> Double {
      let place = Double(sorted.count - 1) * probability
      let below = Int(place)
      let above = min(below + 1, sorted.count - 1)
      return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
    self.init(low: quantile(0.1), middle: quantile(0.5), high: quantile(0.9))
  }
}
