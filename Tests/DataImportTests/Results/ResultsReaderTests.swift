import DataImport
import Testing
import Vocabulary

/// Rows that nobody asked for are not kept.
struct ResultsReaderTests {
  private static let run = """
    {"version": "0", "authority": {"name": "Small", "dfe_code": "999"},
     "scenario": {"id": "baseline", "name": "Baseline", "question": "What if?"}, "base_census": 2025,
     "draws": 1, "years": 1, "seed": 1, "finished": "2026-01-01T00:00:00Z", "inputs": []}
    """

  private func rows(_ totals: [String: [String]]) throws -> [[String]] {
    let (results, findings) = ResultsReader.read(
      texts: [
        "baseline/run.json": Self.run,
        "baseline/waiting.csv": "need,area,p50\nASD,All,1\nAll,All,2\nAll,north,3\n",
      ], files: ["waiting.csv"], totals: totals)
    #expect(findings.isEmpty)
    return try #require(results).scenarios[0]["waiting.csv"].rows
  }

  @Test func `only totals are kept of the columns named, in their order`() throws {
    #expect(try rows([:]).count == 3)
    #expect(try rows(["waiting.csv": ["need"]]) == [["All", "All", "2"], ["All", "north", "3"]])
    #expect(try rows(["waiting.csv": ["need", "area"]]) == [["All", "All", "2"]])
    // A column that an older run lacks keeps nothing back.
    #expect(try rows(["waiting.csv": ["phase"]]).count == 3)
    #expect(try rows(["plans.csv": ["need"]]).count == 3)
  }
}
