import Vocabulary

/// Where children are without the place they need, the worst first: short means one child or more in 8 draws of 10.
public struct PlaceReview: Sendable {
  /// A row of the review.
  public struct Row: Sendable {
    /// Projected year.
    public let year: Int
    /// Position among the provisions with settings.
    public let provision: Int
    /// Need, phase and area.
    public let key: PlaceRows.Key
    /// Places and children.
    public let figures: Sufficiency.Row
    /// The first projected year that is short; nil if none is.
    public let firstYearShort: Int?
    /// The first of the short years that lead to this one without a break; nil if this one is not short.
    public let shortSince: Int?
    /// 1 for the worst of the year among rows that are totals of the same kind.
    public let rank: Int

    /// Whole children without the place they need in all but 2 draws of 10.
    public var short: Int { PlaceReview.short(figures) }
  }

  /// Every row that is not nothing: by year, provision, need, phase and area.
  public let rows: [Row]

  /// Reviews what a run says of places.
  public init(_ sufficiency: Sufficiency) {
    var rows: [Row] = []
    let histories = sufficiency.shape.provisions.indices.map { provision in
      (0..<sufficiency.rows.count).map { row in
        (0..<sufficiency.years).map {
          Self.short(sufficiency.row(row, year: $0, provision: provision)) >= 1
        }
      }
    }
    for year in 0..<sufficiency.years {
      let chosen = sufficiency.shape.provisions.indices.flatMap { provision in
        (0..<sufficiency.rows.count).filter { row in
          let figures = sufficiency.row(row, year: year, provision: provision)
          return sufficiency.rows.isWritten(row)
            && (row == sufficiency.rows.total || !figures.isNothing)
        }.map { (provision: provision, row: $0) }
      }
      let ranks = Self.ranks(sufficiency, year: year, chosen)
      for (index, item) in chosen.enumerated() {
        let history = histories[item.provision][item.row]
        rows.append(
          Row(
            year: year, provision: item.provision, key: sufficiency.rows.key(item.row),
            figures: sufficiency.row(item.row, year: year, provision: item.provision),
            firstYearShort: history.firstIndex(of: true),
            shortSince: Self.since(history, year), rank: ranks[index]))
      }
    }
    self.rows = rows
  }

  static func short(_ figures: Sufficiency.Row) -> Int { (figures.without.p80 + 50) / 100 }

  private static func since(_ history: [Bool], _ year: Int) -> Int? {
    guard history[year] else { return nil }
    return (history[..<year].lastIndex(of: false) ?? -1) + 1
  }

  /// More children without a place in 8 draws of 10 are worse, then more on average, then fewer places beside need.
  private static func ranks(
    _ sufficiency: Sufficiency, year: Int, _ chosen: [(provision: Int, row: Int)]
  ) -> [Int] {
    let figures = chosen.map { sufficiency.row($0.row, year: year, provision: $0.provision) }
    let gaps = figures.map { Double($0.census.p80) / 100 - $0.places }
    let order = chosen.indices.sorted { one, two in
      let (left, right) = (figures[one].without, figures[two].without)
      return (right.p80, right.sum, gaps[two], one) < (left.p80, left.sum, gaps[one], two)
    }
    var ranks = [Int](repeating: 0, count: chosen.count)
    var passed = [Int](repeating: 0, count: 8)
    for index in order {
      let key = sufficiency.rows.key(chosen[index].row)
      let kind =
        (key.need == sufficiency.rows.needs ? 4 : 0)
        + (key.phase == sufficiency.rows.phases ? 2 : 0)
        + (key.area == sufficiency.rows.areas ? 1 : 0)
      passed[kind] += 1
      ranks[index] = passed[kind]
    }
    return ranks
  }

  /// The worst needs × phases of a year, all areas together, as many as are short up to a limit.
  public func worst(_ limit: Int, year: Int, in rows: PlaceRows) -> [Row] {
    self.rows.filter {
      $0.year == year && $0.key.need < rows.needs && $0.key.phase < rows.phases
        && $0.key.area == rows.areas && $0.short >= 1
    }
    .sorted { $0.rank < $1.rank }.prefix(limit).map { $0 }
  }
}
