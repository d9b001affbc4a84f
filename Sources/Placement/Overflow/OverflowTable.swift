import Vocabulary

/// The editable table of where children go when nothing fits, by provision wanted × need × phase.
struct OverflowTable: Sendable {
  /// One destination and the shares of all destinations up to it.
  struct Row: Sendable {
    let went: OverflowRow.Destination
    let cumulative: Double
  }

  private let rows: [[Row]]
  private let space: StateSpace

  /// Rows for the provision come before rows for all provisions, and among them a need's own before those for all needs.
  init(_ table: [OverflowRow], space: StateSpace) {
    self.space = space
    rows = (0..<(space.provisions * Phase.allCases.count * space.needs)).map { index in
      let need = space.codes.needs[index % space.needs].code
      let phase = Phase.allCases[index / space.needs % Phase.allCases.count]
      let wanted = space.codes.provisions[index / space.needs / Phase.allCases.count].code
      return Self.cumulated(Self.chosen(table, wanted: wanted, need: need, phase: phase))
    }
  }

  private static func chosen(
    _ table: [OverflowRow], wanted: String, need: String, phase: Phase
  ) -> [OverflowRow] {
    let here = table.filter { $0.phase == phase }
    let own = here.filter { $0.wanted == wanted }
    let ofProvision = own.isEmpty ? here.filter { $0.wanted == nil } : own
    let ofNeed = ofProvision.filter { $0.need == need }
    let rows = ofNeed.isEmpty ? ofProvision.filter { $0.need == nil } : ofNeed
    return rows.sorted { $0.order < $1.order }
  }

  private static func cumulated(_ rows: [OverflowRow]) -> [Row] {
    var sum = 0.0
    return rows.map { row in
      sum += row.share
      return Row(went: row.went, cumulative: sum)
    }
  }

  /// The destinations to try, the drawn one first, then those after it in order. Nothing left: awaiting.
  func destinations(
    wanted: Int, need: Int, phase: Int, drawn u: Double
  ) -> ArraySlice<Row> {
    let list = rows[(wanted * Phase.allCases.count + phase) * space.needs + need]
    guard let first = list.firstIndex(where: { u < $0.cumulative }) else { return list.suffix(1) }
    return list[first...]
  }
}
