import DataImport
import NumericalCore
import TestSupport
import Testing
import Vocabulary

@testable import Projection

/// The two authorities whose published figures stand in the scenario folders.
enum Folder: String, CaseIterable {
  case leicestershire
  case leicester

  func evidence() throws -> Evidence {
    try #require(
      EvidenceReader.read(folder: Repository.path("scenarios/\(rawValue)")).evidence)
  }

  /// Published plans of January 2025.
  var plans: Double { self == .leicestershire ? 7196 : 4057 }
}

@Suite("The published figures of two authorities are reproduced")
struct AuthorityTests {
  @Test("The opening cube has the published margins of January 2025", arguments: Folder.allCases)
  func openingMeetsPublishedMargins(folder: Folder) throws {
    let evidence = try folder.evidence()
    let space = StateSpace(evidence.codes)
    let cube = try OpeningCube(evidence.local, census: 2025, space: space)
    let byNeed = try #require(evidence.local.plansByNCYNeed[2025])
    let byProvision = try #require(evidence.local.plansByNCYProvision[2025])
    let cross = try #require(evidence.local.plansByNeedProvision[2025])
    #expect(cube.heads.reduce(0) { $0 + Double($1) } == folder.plans)
    var (needs, provisions) = (byNeed, byProvision.spreadInWholeHeads())
    var pairs = CrossTable(rows: space.needs, columns: space.provisions)
    for cell in 0..<space.count {
      let heads = Double(cube.heads[cell])
      let (ncy, need, provision) = (
        space.ncyIndex(of: cell), space.need(of: cell), space.provision(of: cell)
      )
      needs[ncy, need] -= heads
      provisions[ncy, provision] -= heads
      pairs[need, provision] += heads
      // Heads whose placement was recorded are all there.
      #expect(heads >= 0)
    }
    #expect(needs.values.allSatisfy { $0 == 0 })
    #expect(provisions.values.allSatisfy { $0 == 0 })
    for need in 0..<space.needs {
      let missing = cross.notRecorded[need]
      for provision in 0..<space.provisions {
        let published = cross.known[need, provision]
        #expect(pairs[need, provision] >= published - 3)
        #expect(pairs[need, provision] <= published + missing + 3)
        #expect(abs(pairs[need, provision] - cube.needProvision[need, provision]) <= 3)
      }
    }
  }

  @Test(
    "Stock a year later = stock + new − ceased but for transfers, within 15 at every year of age",
    arguments: Folder.allCases)
  func cohortsClose(folder: Folder) throws {
    let evidence = try folder.evidence()
    let local = evidence.local
    let space = StateSpace(evidence.codes)
    let cohorts = try Cohorts(local, closingCensus: 2025, space: space)
    let margins = try #require(local.ceasedByNCY[2024])
    func ceased(_ ncys: ClosedRange<Int>) -> Double {
      margins.filter { ncys.contains($0.span.lowerBound) && $0.reason != "transfer" }
        .reduce(0) { $0 + $1.count }
    }
    func sum(_ table: CrossTable, _ ncys: ClosedRange<Int>) -> Double {
      ncys.reduce(0) { $0 + table.row(NCY.index($1)).reduce(0, +) }
    }
    let pooled = 16...21
    for ncys in (1...15).map({ $0...$0 }) + [pooled, -2...0] {
      var gap = sum(cohorts.closing, ncys) - sum(cohorts.aged, ncys)
      gap -= sum(cohorts.newByNeed, ncys) - ceased(ncys)
      if ncys == pooled { gap -= cohorts.agedOut }
      #expect(abs(gap) <= 15, "\(folder) \(ncys): \(gap)")
    }
  }

  @Test(
    "Ceasing without shrinkage gives the published leavers by year of age and by provision",
    arguments: Folder.allCases)
  func ceasingMeetsPublishedMargins(folder: Folder) throws {
    let evidence = try folder.evidence()
    let space = StateSpace(evidence.codes)
    let cohorts = try Cohorts(evidence.local, closingCensus: 2025, space: space)
    let margins = try #require(
      LeavingMargins(evidence.local, year: 2024, scale: 1, cohorts: cohorts, exposure: cohorts.aged)
    )
    let fit = try Ceasing(
      byNCY: margins.byNCY, byProvision: margins.byProvision,
      transferShare: margins.transferShare, exposure: cohorts.aged)
    var fitted = cohorts.aged
    for index in fitted.values.indices { fitted.values[index] *= fit.leaving.values[index] }
    for ncy in 0..<space.ncys {
      #expect(abs(fitted.row(ncy).reduce(0, +) - margins.byNCY[ncy]) < 1e-3)
    }
    for (provision, sum) in fitted.columnSums.enumerated() {
      #expect(abs(sum - margins.byProvision[provision]) < 1e-3)
    }
    // Single years of age are published as they are, with nobody capped.
    let published = try #require(evidence.local.ceasedByNCY[2024])
    for ncy in 1...14 {
      let count = published.filter { $0.span == ncy...ncy }.reduce(0) { $0 + $1.count }
      #expect(abs(margins.byNCY[NCY.index(ncy)] - count) < 1e-9)
    }
    // What was redistributed is what the provision margin lost.
    let given = try #require(evidence.local.ceasedByProvision[2024])
    let known = given.dropLast().reduce(0, +)
    let leavers = margins.byNCY.reduce(0, +)
    for provision in 0..<space.provisions where margins.beyondExposure[provision] > 0 {
      let wanted = given[provision] * leavers / known - margins.beyondExposure[provision]
      #expect(abs(margins.byProvision[provision] - wanted) < 1e-6)
    }
  }

  @Test(
    "Every rate is a share; those who leave, move or start are never more than there are",
    arguments: Folder.allCases)
  func ratesAreShares(folder: Folder) throws {
    let assumptions = try Estimate(try folder.evidence(), years: 10).assumptions
    let space = assumptions.space
    for (row, rate) in assumptions.newPlanRate.enumerated() where rate > 0 {
      let cells = (row * space.provisions)..<((row + 1) * space.provisions)
      #expect(abs(assumptions.firstProvision[cells].reduce(0, +) - 1) < 1e-8)
      #expect(rate < 1)
    }
    for index in assumptions.ceasing.indices {
      #expect(assumptions.ceasing[index] + assumptions.transferOut[index] <= 1)
      let moves = assumptions.moves[(index * space.provisions)..<((index + 1) * space.provisions)]
      #expect(moves.allSatisfy { $0 >= 0 } && moves.reduce(0, +) <= 1 + 1e-8)
    }
  }

  @Test(
    "As many move at a transfer as the rates say, within 10 %, whatever their needs",
    arguments: Folder.allCases)
  func affinitiesKeepTheMoves(folder: Folder) throws {
    let assumptions = try Estimate(try folder.evidence(), years: 10).assumptions
    let space = assumptions.space
    let model = ProjectionModel(assumptions)
    for entering in [0, 1, 7, 12] {
      let ncy = NCY.index(entering)
      var (estimated, simulated) = (0.0, 0.0)
      for need in 0..<space.needs {
        for from in 0..<space.provisions {
          let heads = Double(assumptions.opening[space.cell(ncy - 1, need, from)])
          let start = (ncy * space.provisions + from) * space.provisions
          let rate = assumptions.moves[start..<(start + space.provisions)].reduce(0, +)
          let moving = model.moving[space.cell(ncy, need, from)]
          estimated += heads * rate
          simulated += heads * moving
          // Where everybody leaves a provision, nobody stays because of their need.
          guard rate > 0.99 else { continue }
          #expect(moving > 0.95, "\(folder), entering \(entering), \(space.codes.needs[need].code)")
        }
      }
      #expect(
        abs(simulated - estimated) <= 0.1 * estimated,
        "\(folder), entering \(entering): \(simulated) for \(estimated)")
    }
  }

  @Test(
    "Of the children in early years settings in Year 1 hardly any would be there in Year 6",
    arguments: Folder.allCases)
  func earlyYearsEnd(folder: Folder) throws {
    let assumptions = try Estimate(try folder.evidence(), years: 10).assumptions
    let width = assumptions.space.provisions
    let from = try #require(assumptions.space.codes.provision(of: .earlyYears))
    let staying = (2...6).reduce(1.0) { share, entering in
      let start = (NCY.index(entering) * width + from) * width
      return share * (1 - assumptions.moves[start..<(start + width)].reduce(0, +))
    }
    #expect(staying < 0.05, "\(folder): \(staying) stay")
  }
}
