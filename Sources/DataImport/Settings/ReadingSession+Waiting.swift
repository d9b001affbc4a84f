import Vocabulary

extension ReadingSession {
  /// The waiting list.
  mutating func readWaiting() {
    evidence.waiting = rows(of: .waiting) { $0.waiting() }.map(\.value).sorted {
      ($0.ncy, $0.need, $0.wanted, $0.attending) < ($1.ncy, $1.need, $1.wanted, $1.attending)
    }
  }

  /// Where children go for whom there is no place.
  mutating func readOverflow() {
    evidence.overflow = rows(of: .overflow) { $0.overflow() }.map(\.value).sorted {
      ($0.wanted ?? "", $0.need ?? "", $0.phase.rawValue, $0.order)
        < ($1.wanted ?? "", $1.need ?? "", $1.phase.rawValue, $1.order)
    }
  }
}

extension Row {
  fileprivate mutating func waiting() -> WaitingRow? {
    let (need, ncy) = (need(), ncy())
    let (wanted, attending) = (provision("wanted"), provision("attending"))
    if let wanted, wanted == attending {
      report(
        .waitingWhereWanted, "attending", seen: "wanted and attending are the same",
        expected: "another provision than the one wanted",
        remedy: "Leave out children who attend what their plan names.")
    }
    let children = count("children", upTo: Self.mostPlans)
    guard let provenance = provenance(), let need, let ncy, let wanted, let attending, let children
    else { return nil }
    return WaitingRow(
      need: need, ncy: ncy, wanted: wanted, attending: attending, children: children,
      provenance: provenance)
  }

  fileprivate mutating func overflow() -> OverflowRow? {
    let (wanted, need, phase) = (provisionScope("wanted"), needScope(), phase())
    let (order, went, share) = (integer("order", in: 1...99), destination(), share())
    if case .provision(let position)? = went, codes.provisions[position].code == wanted?.code {
      report(
        .overflowToItself, "went", seen: (text("went") ?? "").shown,
        expected: "another place than the provision wanted, which has none",
        remedy: "Write over_number for places above the limit, or delete the row.")
    }
    guard let provenance = provenance(), let wanted, let need, let phase, let order, let went,
      let share
    else { return nil }
    return OverflowRow(
      wanted: wanted.code, need: need.code, phase: phase, order: order, went: went, share: share,
      provenance: provenance)
  }
}
