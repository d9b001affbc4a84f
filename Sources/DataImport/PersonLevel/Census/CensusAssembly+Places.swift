import Vocabulary

extension CensusAssembly {
  mutating func need(of index: Int, _ active: ReturnRows.ActivePlan) -> Int {
    let rows = needs[index]
    guard !rows.isEmpty else {
      census.tally.add(.needMissing, at: active.place)
      return unknownNeed
    }
    var first = rows.filter { $0.rank == 1 }
    if first.isEmpty {
      census.tally.add(.needRankMissing, at: rows[0].place)
      let lowest = rows.compactMap(\.rank).min()
      first = rows.filter { $0.rank == lowest }
    } else if first.count > 1 {
      census.tally.add(.needSeveralFirst, at: first[1].place)
    }
    guard let need = first.compactMap(\.need).min() else {
      census.tally.add(.needUnknown, at: first[0].place)
      return unknownNeed
    }
    return need
  }

  mutating func provision(
    of index: Int, _ active: ReturnRows.ActivePlan, ncy: Int?
  ) -> Int? {
    guard !placements[index].isEmpty else {
      census.tally.add(.placementMissing, at: active.place)
      return nil
    }
    let open = placements[index].filter(isOpen)
    guard !open.isEmpty else {
      census.tally.add(.placementNoneOpen, at: active.place)
      return nil
    }
    let counted = counted(of: first(of: open), ncy: ncy)
    if counted.placement.entry == nil {
      census.tally.add(.entryDateMissing, at: counted.placement.place)
    }
    for flag in counted.flags { census.tally.add(flag, at: counted.placement.place) }
    return counted.provision
  }

  /// The open placements of rank 1, or of the lowest rank there is.
  mutating func first(of open: [ReturnRows.Placement]) -> [ReturnRows.Placement] {
    let first = open.filter { $0.rank == 1 }
    if first.count > 1 { census.tally.add(.placementSeveralFirst, at: first[1].place) }
    guard first.isEmpty else {
      if let other = open.first(where: { ($0.rank ?? 1) > 1 }) {
        census.tally.add(.placementRankAboveOne, at: other.place)
      }
      return first
    }
    census.tally.add(.placementRankMissing, at: open[0].place)
    let lowest = open.map { $0.rank ?? Int.max }.min()
    return open.filter { ($0.rank ?? Int.max) == lowest }
  }

  /// The one entered last; of several of a day the first in the order of the code list, whatever the order of rows.
  func counted(
    of placements: [ReturnRows.Placement], ncy: Int?
  ) -> (placement: ReturnRows.Placement, provision: Int?, flags: [SEN2Flag]) {
    var best = (placement: placements[0], register.provision(of: placements[0].setting, ncy: ncy))
    for placement in placements.dropFirst() {
      let found = register.provision(of: placement.setting, ncy: ncy)
      let (new, old) = (placement.entry ?? Self.earliest, best.placement.entry ?? Self.earliest)
      let isFirst = (found.provision ?? Int.max) < (best.1.provision ?? Int.max)
      if new > old || (new == old && isFirst) { best = (placement, found) }
    }
    return (best.placement, best.1.provision, best.1.flags)
  }

  func isOpen(_ placement: ReturnRows.Placement) -> Bool {
    let entry = placement.entry ?? Self.earliest
    let left = placement.left ?? Self.latest
    return entry <= today && left >= today && left >= entry
  }
}
