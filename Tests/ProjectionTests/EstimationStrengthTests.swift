import TestSupport
import Testing
import Vocabulary

@testable import Projection

/// The strengths of both real folders, and what they do to single cells.
struct EstimationStrengthTests {
  private func estimate(
    _ folder: Folder, _ overrides: [String: Double] = [:]
  ) throws -> Estimate {
    var evidence = try folder.evidence()
    for (name, value) in overrides {
      evidence.assumptions[name] = (value, Provenance(.illustrative, "test"))
    }
    return try Estimate(evidence, years: 3)
  }

  @Test(arguments: Folder.allCases)
  func `every kind has a strength, in the log with its standard error`(folder: Folder) throws {
    let estimate = try estimate(folder)
    #expect(estimate.strengths.map(\.kind) == StrengthKind.allCases)
    for strength in estimate.strengths {
      #expect((0.1...100_000).contains(strength.value))
      #expect((strength.source == .estimated) == (strength.standardError != nil))
      let entry = try #require(estimate.log.first { $0.name == strength.kind.settingName })
      #expect(entry.provenance.status == .estimated)
      #expect(
        entry.provenance.source.contains("standard error") == (strength.standardError != nil))
      let findings = estimate.findings.filter {
        ["PR-006", "PR-009", "PR-010"].contains($0.code)
          && $0.place.column == strength.kind.settingName
      }
      #expect(findings.count == (strength.source == .estimated ? 0 : 1))
      print(
        "\(folder) \(strength.kind.rawValue): \(strength.value), standard error "
          + "\(strength.standardError.map { "\($0)" } ?? "none"), \(strength.source.rawValue)")
    }
  }

  @Test(arguments: Folder.allCases)
  func `a cell of 3 plans sits near England, one of 300 near its own rate`(folder: Folder) throws {
    let parts = try estimate(folder).parts
    // New plans of NCY × need, and leaving of NCY 12 and above: what is published by year of age.
    for kind in [StrengthKind.newPlansByNeed, .leavingPost16] {
      let pooling = try #require(parts.strengths.first { $0.kind == kind }).shrinkage
      #expect(pooling.ownWeight(3) < 1 / 3.0, "\(kind)")
      #expect(pooling.ownWeight(300) > 2 / 3.0, "\(kind)")
    }
    var (small, large) = (0, 0)
    let margin = parts.leaving.pooled.byNCY
    for index in NCY.index(12)..<margin.events.count {
      let (plans, own) = (margin.exposure[index], margin.own(index))
      guard let own, own != margin.prior[index] else { continue }
      let ownShare = (margin.values[index] - margin.prior[index]) / (own - margin.prior[index])
      #expect(abs(ownShare - margin.shrinkage[index].ownWeight(plans)) < 1e-9)
      if plans <= 10 { #expect(ownShare < 0.2) }
      if plans >= 300 { #expect(ownShare > 2 / 3.0) }
    }
    // The cells themselves: new plans of NCY × need, England's profile at the local level as the other end.
    let plans = parts.plans
    for index in plans.own.values.indices {
      let (own, mean) = (plans.own.values[index], plans.expected.values[index])
      guard mean > 0, own != mean else { continue }
      let shrunk = plans.strengths.needs.shrinkage.count(own, mean: mean)
      let ownShare = (shrunk - mean) / (own - mean)
      if mean <= 3 {
        small += 1
        #expect(ownShare < 0.5)
      }
      if mean >= 30 {
        large += 1
        #expect(ownShare > 0.5)
      }
    }
    #expect(small > 20 && large > 0)
  }

  @Test(arguments: Folder.allCases)
  func `survival from 18 to 19 lies between the own and England's at the local level`(
    folder: Folder
  ) throws {
    let estimate = try estimate(folder)
    let survival = try #require(estimate.survival.first { $0.ncy == 15 })
    let own = try #require(survival.own)
    let prior = 1 - estimate.parts.leaving.pooled.byNCY.prior[NCY.index(15)]
    #expect(survival.shrunk >= min(own, prior) - 1e-12)
    #expect(survival.shrunk <= max(own, prior) + 1e-12)
    #expect(survival.ownWeight > 0.5 && survival.standardError < 0.03)
    let entry = try #require(
      estimate.log.first { $0.name == "survival" && $0.scope == "18 to 19" })
    #expect(entry.provenance.source.contains("own") && entry.provenance.source.contains("England"))
    print(
      "\(folder) 18 to 19: own \(own), England \(survival.england), shrunk \(survival.shrunk) ± "
        + "\(survival.standardError), weight of own \(survival.ownWeight)")
  }

  @Test func `own survival is 1 less the published leavers over those of 18 a year before`() throws
  {
    let evidence = try Folder.leicester.evidence()
    let survival = try #require(try estimate(.leicester).survival.first { $0.ncy == 15 })
    let table = try #require(evidence.local.plansByNCYProvision[2024])
    let row = NCY.index(14)
    let plans = table.known.row(row).reduce(0, +) + table.notRecorded[row]
    let left = try #require(evidence.local.ceasedByNCY[2024]).filter { $0.span == 15...15 }
      .reduce(0) { $0 + $1.count }
    let own = try #require(survival.own)
    #expect(abs(own - (1 - left / plans)) < 1e-9)
    #expect(abs(survival.plans - plans) < 1e-9)
  }

  @Test func `Year 12 and after has a strength of its own`() throws {
    let plain = try estimate(.leicester)
    let changed = try estimate(.leicester, ["strength_leaving_post16": 100_000])
    let (before, after) = (plain.parts.leaving.pooled.byNCY, changed.parts.leaving.pooled.byNCY)
    for index in before.values.indices {
      #expect((before.values[index] == after.values[index]) == (index < NCY.index(12)), "\(index)")
    }
    let given = try #require(changed.strengths.first { $0.kind == .leavingPost16 })
    #expect(given.source == .given && given.value == 100_000)
    let entry = try #require(changed.log.first { $0.name == "strength_leaving_post16" })
    #expect(entry.provenance == Provenance(.illustrative, "test"))
  }

  @Test func `shrinkage_plans sets every kind, level_events every level`() throws {
    let estimate = try estimate(.leicester, ["shrinkage_plans": 30, "level_events": 4])
    for strength in estimate.strengths {
      #expect(strength.value == (strength.kind.isLevel ? 4 : 30) && strength.source == .given)
    }
    #expect(Set(EstimationSettings.bounds.keys).isSuperset(of: EstimationSettings.strengthNames))
  }

  @Test(arguments: Folder.allCases)
  func `parameters have standard errors, and pooled ones lie between own and England's`(
    folder: Folder
  ) throws {
    let estimate = try estimate(folder)
    let rows = estimate.parameters
    for row in rows {
      let numbers = [row.value, row.standardError, row.own, row.england, row.prior, row.ownWeight]
      let infinite = numbers.compactMap { $0 }.filter { !$0.isFinite }
      #expect(infinite.isEmpty, "\(row)")
      #expect((row.standardError ?? 0) >= 0)
      #expect((0...1).contains(row.ownWeight ?? 0))
      guard ["leaving_rate", "transfer_share", "survival"].contains(row.name), let own = row.own,
        let prior = row.prior, let weight = row.ownWeight
      else { continue }
      #expect(abs(row.value - (weight * own + (1 - weight) * prior)) < 1e-8, "\(row)")
    }
    for name in ["new_plan_rate", "first_provision", "leaving_rate", "ceasing_rate", "move_rate"] {
      let kind = rows.filter { $0.name == name }
      let unknown = kind.filter { $0.standardError == nil }
      #expect(kind.count > 20 && unknown.isEmpty, "\(name)")
    }
    let scopes = rows.map { "\($0.name) \($0.scope)" }
    #expect(Set(scopes).count == scopes.count)
    let names = Set(rows.map(\.name))
    #expect(names.isSuperset(of: ["residual", "residual_mean", "survival", "new_plan_growth"]))
  }
}
