import Placement
import TestSupport
import Testing
import Vocabulary

@testable import Scenarios

@Suite("Groups of cells")
struct CellTallyTests {
  private static let years = 3

  private func run(_ basis: CellGroups.Basis?, draws: Int = 6, threads: Int = 1) throws
    -> ScenarioRun
  {
    let model = try Self.model.get()
    let space = model.space
    let groups = basis.map { basis in
      CellGroups(basis, count: 2 * space.provisions + space.ncys, space: space) {
        ncy, _, provision in
        let specialist = Phase(ncy: NCY.at(ncy)) == .primary ? [space.provisions + provision] : []
        return [provision, 2 * space.provisions + ncy] + specialist
      }
    }
    return ScenarioRun(
      model, options: RunOptions(draws: draws, years: Self.years, threads: threads),
      counting: groups)
  }

  private static let model = Result {
    try SmallRun.model([], years: years, evidence: SmallAuthority.evidence())
  }

  @Test func `attended groups are the published series`() throws {
    let run = try run(.attended)
    let (layout, tally) = (run.store.layout, try #require(run.tally))
    for census in 0...Self.years {
      for provision in 0..<layout.space.provisions {
        let series = layout.placements(
          census, provision, SeriesLayout.bands - 1, layout.space.needs)
        #expect(tally.heads(census, [provision]) == run.store.heads(series))
      }
      for ncy in 0..<layout.space.ncys {
        #expect(
          tally.heads(census, [2 * layout.space.provisions + ncy])
            == run.store.heads(layout.plansByNCY(census, ncy, layout.space.needs)))
      }
    }
  }

  @Test func `every child requires one provision, and who waits requires the one wanted`() throws {
    let run = try run(.required)
    let attended = try #require(self.run(.attended).tally)
    let (tally, shape) = (try #require(run.tally), run.places.shape)
    let provisions = run.model.space.provisions
    var moved: Int64 = 0
    for year in 0..<Self.years {
      #expect(
        tally.heads(year + 1, Array(0..<provisions))
          == attended.heads(year + 1, Array(0..<provisions)))
      for provision in 0..<provisions {
        let (required, here) = (
          tally.heads(year + 1, [provision]), attended.heads(year + 1, [provision])
        )
        let position = shape.provisions.firstIndex(of: provision)
        let leaves = position.map {
          Array(($0 * shape.leavesPerProvision)..<(($0 + 1) * shape.leavesPerProvision))
        }
        let without =
          leaves.map { run.places.heads(.without, year: year, leaves: $0) }
          ?? here.map { _ in 0 }
        for draw in here.indices {
          #expect(required[draw] >= without[draw])
          #expect(required[draw] <= here[draw] + without[draw])
          moved += abs(required[draw] - here[draw])
        }
      }
    }
    #expect(moved > 0)
  }

  @Test func `specialist places required are no fewer than those attended`() throws {
    let (required, attended) = (
      try #require(run(.required).tally), try #require(run(.attended).tally)
    )
    let codes = try Self.model.get().space.codes
    let specialist = ["DSP", "SPEC-STATE", "NMSS", "IND-SPEC", "IND-MAIN", "AP"].compactMap {
      codes.provision($0)
    }
    for census in 1...Self.years {
      for groups in [specialist, specialist.map { $0 + codes.provisions.count }] {
        let pairs = zip(required.heads(census, groups), attended.heads(census, groups))
        #expect(pairs.allSatisfy { $0 >= $1 })
      }
    }
  }

  @Test func `counting changes no published figure, and threads change no count`() throws {
    let (plain, counted) = (try run(nil), try run(.required))
    #expect(plain.tally == nil)
    #expect(plain.store.allHeads == counted.store.allHeads)
    #expect(plain.store.allPence == counted.store.allPence)
    #expect(plain.places.all == counted.places.all)
    let many = try #require(run(.required, threads: 3).tally)
    let one = try #require(counted.tally)
    for census in 1...Self.years {
      for group in 0..<one.groups.count {
        #expect(one.heads(census, [group]) == many.heads(census, [group]))
      }
    }
  }
}
