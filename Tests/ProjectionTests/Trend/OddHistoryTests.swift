import NumericalCore
import Testing
import Vocabulary

@testable import Projection

/// Gaps, zeros, ended codes, short and suppressed series: a stated rule and a finding for each, and only finite numbers.
@Suite("Odd histories")
struct OddHistoryTests {
  private let origin = 2019

  private func changed(_ change: (inout GroupHistory) -> Void) -> GroupPanel {
    var histories = InventedField.panel().authorities
    change(&histories[0])
    return GroupPanel(histories)
  }

  private func forecast(_ panel: GroupPanel) throws -> FieldForecast {
    try FieldForecast(panel, origin: origin, years: 3, settings: TrendSettings())
  }

  private func check(
    _ panel: GroupPanel, code: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> GroupForecaster {
    let made = try forecast(panel)
    #expect(made.findings.contains { $0.code == code }, sourceLocation: sourceLocation)
    let forecaster = try #require(
      made.forecasters.first { $0.code == "X100" }, sourceLocation: sourceLocation)
    for draw in 0..<UInt32(50) {
      let plans = forecaster.plans(DrawAddress(seed: 3, draw: draw), years: 3)
      #expect(
        plans.allSatisfy { $0.allSatisfy { $0.isFinite && $0 >= 0 } },
        sourceLocation: sourceLocation)
    }
    return forecaster
  }

  @Test("A gap in the series")
  func gap() throws {
    let panel = changed { $0.plans[2016] = nil }
    _ = try check(panel, code: "PR-043")
  }

  @Test("A group that is not published at the origin takes its last share of the total")
  func suppressedGroup() throws {
    let panel = changed { $0.plans[2019]?[0] = nil }
    let forecaster = try check(panel, code: "PR-042")
    let total = panel.authorities[0].totals[2019] ?? 0
    #expect(forecaster.opening.basis[0] == .share)
    #expect(abs(forecaster.opening.plans.reduce(0, +) - total) < 1e-6)
  }

  @Test("Only a total at the origin: the last shares, adding to it")
  func totalOnly() throws {
    let panel = changed { $0.plans[2019] = nil }
    let forecaster = try check(panel, code: "PR-042")
    let total = panel.authorities[0].totals[2019] ?? 0
    #expect(abs(forecaster.opening.plans.reduce(0, +) - total) < 1e-6)
  }

  @Test("A group never published counts as empty, and says so")
  func neverPublished() throws {
    let panel = changed { history in
      for year in InventedField.years { history.plans[year]?[4] = nil }
      history.totals = [:]
    }
    let forecaster = try check(panel, code: "PR-042")
    #expect(forecaster.opening.basis[4] == .none)
  }

  @Test("Only a total ever: the nation's shares of it, never nobody")
  func totalAlone() throws {
    let panel = changed { history in
      history.plans = [:]
      history.totals = [2019: 3000]
    }
    let forecaster = try check(panel, code: "PR-042")
    #expect(abs(forecaster.opening.plans.reduce(0, +) - 3000) < 1e-6)
    #expect(forecaster.opening.basis.allSatisfy { $0 == .nation })
    #expect(forecaster.opening.plans.allSatisfy { $0 > 0 })
  }

  @Test("Groups of nobody beside a total count as not published, and a sum that differs is named")
  func groupsOfNobody() throws {
    let panel = changed { $0.plans[2019] = [0, 0, 0, 0, 0] }
    let forecaster = try check(panel, code: "PR-044")
    let total = panel.authorities[0].totals[2019] ?? 0
    #expect(abs(forecaster.opening.plans.reduce(0, +) - total) < 1e-6)
  }

  @Test("A code that begins after the origin changes nothing, however many of them there are")
  func lateCodes() throws {
    let panel = InventedField.panel()
    let late = (0..<400).map { index -> GroupHistory in
      var history = GroupHistory(code: "Z\(index)")
      history.plans[2021] = [5, 5, 5, 5, 5]
      history.newPlans[2017] = 3
      return history
    }
    let address = DrawAddress(seed: 1, draw: 1)
    let before = try forecast(panel)
    let after = try forecast(GroupPanel(panel.authorities + late))
    #expect(
      before.forecasters.map { $0.totals(address, years: 3) }
        == after.forecasters.map { $0.totals(address, years: 3) })
  }

  @Test("A code that ended is not forecast")
  func ended() throws {
    let panel = changed { history in
      for year in 2018...2022 {
        history.plans[year] = nil
        history.totals[year] = nil
      }
    }
    let made = try forecast(panel)
    #expect(made.findings.contains { $0.code == "PR-040" && $0.place.column == "X100" })
    #expect(!made.forecasters.contains { $0.code == "X100" })
  }

  @Test("Fewer than four years")
  func short() throws {
    let panel = changed { history in
      for year in 2010...2017 {
        history.plans[year] = nil
        history.totals[year] = nil
      }
    }
    _ = try check(panel, code: "PR-041")
  }

  @Test("A group of zeros")
  func zeros() throws {
    let panel = changed { history in
      for year in InventedField.years { history.plans[year]?[0] = 0 }
    }
    let made = try forecast(panel)
    let forecaster = try #require(made.forecasters.first { $0.code == "X100" })
    let most = (0..<100).map {
      forecaster.totals(DrawAddress(seed: 3, draw: $0), years: 1)[0, 0]
    }.max()
    #expect((most ?? 0) < 40)
  }

  @Test("No flows and no population at all")
  func plansAlone() throws {
    let panel = GroupPanel(
      InventedField.panel().authorities.map { history in
        var copy = history
        copy.newPlans = [:]
        copy.requests = [:]
        copy.population = [:]
        return copy
      })
    let made = try forecast(panel)
    #expect(made.forecasters.count == 60)
    #expect(made.field.coefficients.allSatisfy { $0[GrowthFeature.requests.index] == 0 })
  }

  @Test("Two authorities teach nothing, and are forecast all the same")
  func twoAuthorities() throws {
    let made = try forecast(GroupPanel(Array(InventedField.panel().authorities.prefix(2))))
    #expect(made.field.coefficients.allSatisfy { $0.allSatisfy { $0 == 0 } })
    let totals = made.forecasters[0].totals(DrawAddress(seed: 1, draw: 1), years: 3)
    #expect(totals[2, 1] > 0)
  }
}
