import Testing
import Vocabulary

@testable import Reporting

/// Runs of older versions have no outermost range.
struct LikelyBandsTests {
  private func bands(_ columns: [String]) throws -> LikelyBands {
    let table = ResultTable(
      columns: columns, rows: [columns.indices.map { String($0 + 1) }])
    let figure = try #require(LikelyFigure(table.rows[0], table))
    return LikelyBands(figures: [figure])
  }

  @Test func `the widest shade is the one that the run knows`() throws {
    let inner = ["mean", "p05", "p10", "p25", "p50", "p75", "p90", "p95"]
    let old = try bands(inner)
    #expect(old.widestName == "9 times in 10")
    #expect(old.series()[0].values == [8] && old.series()[0].lower == [2])
    let new = try bands(["mean", "p025"] + inner.dropFirst() + ["p975"])
    #expect(new.widestName == "19 times in 20")
    #expect(new.series(after: 1)[0].values == [nil, 10])
    #expect(new.series(after: 1)[0].lower == [nil, 2])
  }
}
