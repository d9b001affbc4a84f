import Projection
import Vocabulary

extension DrawRecorder {
  /// Children with top-up without a plan at the base census.
  mutating func open(_ topUps: TopUpStock) {
    add(topUps.assumptions.rows.map(\.children), of: topUps, at: 0, .children)
  }

  /// The year of top-ups without a plan that ends at census `year + 1`.
  mutating func record(_ year: Int, _ result: TopUpYear, of topUps: TopUpStock) {
    add(result.closing, of: topUps, at: year + 1, .children)
    add(result.entered, of: topUps, at: year + 1, .entered)
    add(result.converted, of: topUps, at: year + 1, .converted)
    add(result.left, of: topUps, at: year + 1, .left)
    add(result.ended, of: topUps, at: year + 1, .left)
  }

  private mutating func add(
    _ counts: [Int], of topUps: TopUpStock, at census: Int, _ measure: SeriesLayout.TopUpMeasure
  ) {
    let all = layout.space.needs
    for (cell, count) in zip(topUps.cells, counts) where count != 0 {
      let need = cell.need.flatMap { layout.space.codes.need($0) }
      for band in [cell.band.index, SeriesLayout.bands - 1] {
        row[layout.topUps(census, measure, band, all)] += Int32(count)
        if let need { row[layout.topUps(census, measure, band, need)] += Int32(count) }
      }
    }
  }
}
