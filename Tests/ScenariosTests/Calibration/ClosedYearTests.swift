import Costing
import NumericalCore
import Projection
import TestSupport
import Testing
import Vocabulary

@testable import Scenarios

/// The account tied to a closed year, from the evidence of a folder.
struct ClosedYearTests {
  private static let published = Provenance(.published, "a test")
  private static let year = FinancialYear(start: SmallAuthority.baseCensus - 1)

  private func evidence(_ rows: [(String, Int)]) throws -> Evidence {
    var evidence = try SmallAuthority.evidence()
    evidence.finances.inflation.insert(
      YearlyGrowth(line: nil, year: Self.year, percent: 2, provenance: Self.published), at: 0)
    evidence.finances.outturn = rows.map {
      OutturnRow(
        line: $0.0, budget: nil, outturn: Money(pounds: $0.1), year: Self.year,
        provenance: Self.published)
    }
    return evidence
  }

  private func baseline() -> Scenario {
    Scenario(id: Scenario.baselineID, name: "Baseline", question: "Nothing?")
  }

  @Test func `the closed year has the plans of its two Januaries by provision`() throws {
    let evidence = try evidence([("topup_special", 1)])
    let model = try ScenarioModel(baseline(), evidence: evidence, years: 1)
    let base = model.projection.assumptions.opening.indices.reduce(
      into: [Int](repeating: 0, count: model.space.cellsPerNCY)
    ) { $0[$1 % model.space.cellsPerNCY] += Int(model.projection.assumptions.opening[$1]) }
    let stock = try #require(ClosedYear(evidence, basePlans: base).costed).stock
    let published = try #require(evidence.local.plansByProvision[Self.year.start])
    #expect(stock.opening.reduce(0, +) == Int(published.reduce(0, +)))
    for provision in 0..<model.space.provisions {
      let cells = stride(from: provision, to: base.count, by: model.space.provisions)
      let closing = cells.reduce(0) {
        $0 + stock.opening[$1] + stock.september[$1] + stock.even[$1]
      }
      #expect(closing == cells.reduce(0) { $0 + base[$1] })
    }
  }

  @Test func `a setting that opens later changes nothing of the closed year`() throws {
    let evidence = try evidence([("topup_special", 400_000)])
    let new = NewSetting(
      name: "New", kind: .special, provision: "SPEC-STATE", needs: nil, ncys: -1...14,
      isElsewhere: false)
    let opens = [AcademicYear(start: SmallAuthority.baseCensus + 1): Places(all: 20)]
    let lever = Lever(
      change: .places(setting: "later", changes: opens, new: new), provenance: Self.published,
      summary: "places")
    let opened = Scenario(id: "opened", name: "Opened", question: "What if?", levers: [lever])
    let model = try ScenarioModel(opened, evidence: evidence, years: 3)
    let before = try ScenarioModel(baseline(), evidence: evidence, years: 3)
    #expect(!model.calibrations.isEmpty && model.calibrations == before.calibrations)
    #expect(ScenarioRun(model, options: RunOptions(draws: 2, years: 3)).model.settings.count > 0)
  }

  @Test func `a year whose plans are not published is refused with what to add`() throws {
    var evidence = try evidence([("topup_special", 1)])
    evidence.local.plansByProvision[Self.year.start] = nil
    do {
      _ = try ScenarioModel(baseline(), evidence: evidence, years: 1)
      Issue.record("it should be refused")
    } catch let error as CostingError {
      #expect(error.description.contains("plans_by_provision.csv: add them"))
    }
  }

  @Test func `a factor far from 1 is a warning, and lines without an outturn are named`() throws {
    let plain = try ScenarioModel(
      baseline(), evidence: try evidence([("topup_special", 1)]), years: 1)
    #expect(plain.findings.contains { $0.code == "SC-051" && $0.severity == .warning })
    #expect(plain.findings.contains { $0.code == "SC-052" && $0.seen.contains("fees_independent") })
    let modelled = try #require(plain.calibrations.first?.modelled)
    let near = try ScenarioModel(
      baseline(), evidence: try evidence([("topup_special", modelled.pence / 100)]), years: 1)
    #expect(!near.findings.contains { $0.code == "SC-051" })
    #expect(near.log.contains { $0.name == "calibration" && $0.scope == "topup_special" })
  }

  @Test func `a cost outside 0.6 to 1.6 of England's is a warning`() throws {
    var evidence = try SmallAuthority.evidence()
    func model(england pounds: Int) throws -> ScenarioModel {
      evidence.finances.englandUnitCosts = [
        EnglandUnitCost(
          lines: ["topup_special"], amount: Money(pounds: pounds),
          priceYear: evidence.finances.unitCosts[0].priceYear, provenance: Self.published)
      ]
      return try ScenarioModel(baseline(), evidence: evidence, years: 1)
    }
    let comparison = try #require(try model(england: 1_000_000).costing?.comparisons.first)
    #expect(try model(england: 1_000_000).findings.contains { $0.code == "SC-053" })
    let near = comparison.local.pence / 100
    #expect(!(try model(england: near).findings.contains { $0.code == "SC-053" }))
  }
}

/// Prices of the draws: gamma numbers with mean 1, addressed by line.
struct PriceDrawTests {
  private func evidence(_ share: Double) throws -> Evidence {
    var evidence = try SmallAuthority.evidence()
    for index in evidence.finances.unitCosts.indices {
      evidence.finances.unitCosts[index].uncertainty = share
    }
    return evidence
  }

  private func draw(_ share: Double) throws -> PriceDraw {
    let model = try ScenarioModel(
      Scenario(id: Scenario.baselineID, name: "B", question: "?"), evidence: try evidence(share),
      years: 1)
    return PriceDraw(try #require(model.costing))
  }

  @Test func `without a standard error prices are as given`() throws {
    let draw = try draw(0)
    #expect(!draw.isUncertain && draw.factors(DrawAddress(seed: 1, draw: 1)).isEmpty)
  }

  @Test func `their mean is 1 and their spread the standard error given`() throws {
    let draw = try draw(0.1)
    let values = (0..<4000).map { draw.factors(DrawAddress(seed: 3, draw: $0))[0] }
    let mean = values.reduce(0, +) / 4000
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 4000
    // Four standard errors of the mean (0.1 / sqrt 4000) and of the standard deviation (0.1 / sqrt 8000).
    #expect(abs(mean - 1) < 4 * 0.1 / 63.2)
    #expect(abs(variance.squareRoot() - 0.1) < 4 * 0.1 / 89.4)
    #expect(values.allSatisfy { $0 > 0 })
  }

  @Test func `lines differ, and a draw is the same whoever asks`() throws {
    let draw = try draw(0.1)
    let factors = draw.factors(DrawAddress(seed: 3, draw: 5))
    #expect(Set(factors).count == factors.count)
    #expect(draw.factors(DrawAddress(seed: 3, draw: 5)) == factors)
    #expect(draw.factors(DrawAddress(seed: 3, draw: 6)) != factors)
  }

  @Test func `scenarios of a draw have the same prices, so a neutral one differs by nothing`()
    throws
  {
    let evidence = try evidence(0.2)
    let plain = try SmallRun.run([], draws: 5, evidence: evidence)
    let cap = Lever.Change.feeCap(
      line: "fees_independent", amount: Money(pounds: 90_000_000),
      starts: FinancialYear(start: 2026))
    let again = try SmallRun.run([cap], draws: 5, evidence: evidence)
    let lines = plain.model.accountLines.count * plain.model.financialYears.count
    for series in 0..<lines {
      #expect(plain.store.pence(series) == again.store.pence(series))
    }
  }
}
