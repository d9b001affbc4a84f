import Projection
import TestSupport
import Testing
import Vocabulary

/// A counted opening table takes the place of the raked one.
struct CountedCubeTests {
  private func evidence(_ change: (inout RecordedTable, [Int32]) -> Void) throws -> (
    evidence: Evidence, raked: ProjectionAssumptions
  ) {
    var evidence = try SmallAuthority.evidence()
    let raked = try Estimate(evidence, years: 3).assumptions
    let space = raked.space
    var table = RecordedTable(rows: space.ncys * space.needs, provisions: space.provisions)
    for (cell, heads) in raked.opening.enumerated() { table.known.values[cell] = Double(heads) }
    change(&table, raked.opening)
    evidence.local.plansByNCYNeedProvision[evidence.authority.baseCensus] = table
    return (evidence, raked)
  }

  @Test func `a count that equals the raked table changes nothing but what is said of it`() throws {
    let (counted, raked) = try evidence { _, _ in }
    let estimate = try Estimate(counted, years: 3)
    let same = estimate.assumptions
    #expect(same.opening == raked.opening && same.moveAffinity == raked.moveAffinity)
    #expect(same.newPlanRate == raked.newPlanRate && same.firstProvision == raked.firstProvision)
    #expect(same.transferOut == raked.transferOut && same.moves == raked.moves)
    #expect(try Estimate(SmallAuthority.evidence(), years: 3).log == estimate.log)
    let codes = estimate.findings.map(\.code)
    #expect(
      codes.contains("PR-007") && !codes.contains("PR-001")
        && !codes.contains("PR-008"))
  }

  @Test func `the count is the opening table, its unrecorded heads spread within year and need`()
    throws
  {
    var (row, taken) = (0, 0.0)
    let (counted, raked) = try evidence { table, opening in
      let cell = opening.indices.max { opening[$0] < opening[$1] } ?? 0
      row = cell / table.known.columns
      taken = 2
      table.known.values[cell] -= taken
      table.notRecorded[row] = taken
    }
    let opening = try Estimate(counted, years: 3).assumptions.opening
    let width = raked.space.provisions
    func sum(_ heads: [Int32], _ row: Int) -> Int32 {
      heads[(row * width)..<((row + 1) * width)].reduce(0, +)
    }
    #expect(taken == 2 && opening.reduce(0, +) == raked.opening.reduce(0, +))
    for row in 0..<(raked.space.ncys * raked.space.needs) {
      #expect(sum(opening, row) == sum(raked.opening, row))
    }
  }

  @Test func `where a count is the published one, its unrecorded heads go where the published go`()
    throws
  {
    var evidence = try SmallAuthority.evidence()
    let census = evidence.authority.baseCensus
    let raked = try Estimate(evidence, years: 3).assumptions
    let space = raked.space
    let published = try #require(evidence.local.plansByNCYProvision[census])
    let opening = CrossTable(rows: space.ncys * space.needs, columns: space.provisions)
    var table = RecordedTable(rows: opening.rows, provisions: opening.columns)
    for (cell, heads) in raked.opening.enumerated() { table.known.values[cell] = Double(heads) }
    // Takes the heads back that the published table does not place.
    for ncy in 0..<space.ncys {
      for provision in 0..<space.provisions {
        let rows = (ncy * space.needs)..<((ncy + 1) * space.needs)
        var extra =
          rows.reduce(0) { $0 + table.known[$1, provision] } - published.known[ncy, provision]
        for row in rows where extra > 0 {
          let taken = min(extra, table.known[row, provision])
          table.known[row, provision] -= taken
          table.notRecorded[row] += taken
          extra -= taken
        }
      }
    }
    #expect(table.notRecorded.reduce(0, +) == published.notRecorded.reduce(0, +))
    evidence.local.plansByNCYNeedProvision[census] = table
    let found = try Estimate(evidence, years: 3).assumptions.opening
    for ncy in 0..<space.ncys {
      for provision in 0..<space.provisions {
        func sum(_ heads: [Int32]) -> Int32 {
          (0..<space.needs).reduce(0) { $0 + heads[space.cell(ncy, $1, provision)] }
        }
        #expect(sum(found) == sum(raked.opening))
      }
    }
  }

  @Test func `another split between provisions opens the run, and rates stay`() throws {
    let (counted, raked) = try evidence { table, opening in
      // One head of a cell with two goes to the next provision.
      let cell = opening.firstIndex { $0 > 1 } ?? 0
      table.known.values[cell] -= 1
      table.known.values[cell + 1] += 1
    }
    let assumptions = try Estimate(counted, years: 3).assumptions
    #expect(assumptions.opening != raked.opening)
    #expect(assumptions.newPlanRate == raked.newPlanRate && assumptions.moves == raked.moves)
  }
}
