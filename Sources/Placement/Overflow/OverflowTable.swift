import Vocabulary

/// The editable table of where children go when nothing fits, by provision wanted × need × phase.
struct OverflowTable: Sendable {
  /// One destination and the shares of all destinations up to it.
  struct Row: Sendable {
    let went: OverflowRow.Destination
    let cumulative: Double
  }

  /// The rows of all lists, one list after another: provision wanted × phase × need.
  let rows: [Row]
  /// Where each list begins, and the end of the last.
  let starts: [Int]

  /// Rows for the provision come before rows for all provisions, and among them a need's own before those for all needs.
  init(_ table: [OverflowRow], space: StateSpace) {
    var rows: [Row] = []
    var starts = [0]
    for provision in space.codes.provisions {
      for phase in Phase.allCases {
        for need in space.codes.needs {
          rows += Self.cumulated(
            Self.chosen(table, wanted: provision.code, need: need.code, phase: phase))
          starts.append(rows.count)
        }
      }
    }
    self.rows = rows
    self.starts = starts
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
}
