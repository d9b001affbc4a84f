import NumericalCore
import Testing
import Vocabulary

@testable import Projection

@Suite("Group forecasts")
struct ForecasterTests {
  private func forecast(
    _ panel: GroupPanel, origin: Int = 2019, years: Int = 3,
    _ change: (inout TrendSettings) -> Void = { _ in }
  ) throws -> FieldForecast {
    var settings = TrendSettings()
    change(&settings)
    return try FieldForecast(panel, origin: origin, years: years, settings: settings)
  }

  private func medians(_ forecaster: GroupForecaster, years: Int, draws: Int = 400) -> [[Double]] {
    let all = (0..<draws).map {
      forecaster.plans(DrawAddress(seed: 5, draw: UInt32($0)), years: years)
    }
    return (0..<years).map { year in
      AgeBand.allCases.indices.map { band in median(all.map { $0[year][band] }) }
    }
  }

  @Test("The middle forecast of an invented law meets what came")
  func calibration() throws {
    let panel = InventedField.panel(noise: 0.02)
    let made = try forecast(panel)
    var errors: [Double] = []
    var inside = 0
    for forecaster in made.forecasters {
      let history = try #require(panel.authorities.first { $0.code == forecaster.code })
      for band in 1...3 {
        let draws = (0..<200).map {
          forecaster.plans(DrawAddress(seed: 5, draw: UInt32($0)), years: 1)[0][band]
        }.sorted()
        let actual = history.plans(2020, band) ?? 0
        errors.append(draws[100] / actual - 1)
        if draws[20] <= actual && actual <= draws[180] { inside += 1 }
      }
    }
    #expect(abs(errors.reduce(0, +) / Double(errors.count)) < 0.012)
    let coverage = Double(inside) / Double(errors.count)
    #expect((0.68...0.95).contains(coverage), "80 % band covers \(coverage)")
  }

  @Test("A draw is a function of its address, whatever was asked before")
  func addresses() throws {
    let forecaster = try #require(try forecast(InventedField.panel()).forecasters.first)
    let address = DrawAddress(seed: 9, draw: 77)
    let long = forecaster.totals(address, years: 3)
    _ = forecaster.totals(DrawAddress(seed: 9, draw: 1), years: 2)
    let short = forecaster.totals(address, years: 2)
    #expect(forecaster.totals(address, years: 3) == long)
    for year in 0..<2 { for band in 0..<5 { #expect(short[year, band] == long[year, band]) } }
  }

  @Test("A national shock moves every authority of a draw the same way")
  func nationalShock() throws {
    let made = try forecast(InventedField.panel(noise: 0.005)) { $0.shockWeight = 40 }
    let growth = (0..<40).map { draw -> [Double] in
      made.forecasters.prefix(10).map { forecaster in
        let plans = forecaster.plans(DrawAddress(seed: 2, draw: UInt32(draw)), years: 1)[0]
        return plans.reduce(0, +) / forecaster.opening.plans.reduce(0, +)
      }
    }
    let agreeing = growth.count { row in
      row.allSatisfy { $0 > 1.08 } || row.allSatisfy { $0 < 1.08 }
    }
    #expect(agreeing > 30, "\(agreeing) of 40 draws")
  }

  @Test("Growth is damped after the years that a backtest can score, not before")
  func damping() throws {
    let panel = InventedField.panel()
    let nation = NationalGrowth(panel.authorities, origin: 2019)
    let path = nation.path(years: 8, settings: TrendSettings())
    for year in 4..<8 {
      for band in 1...3 { #expect(path[year][band] < path[year - 1][band]) }
    }
    #expect(abs(path[2][2] - path[0][2]) < 0.02)
  }

  @Test("A group that has just begun grows by steps, not by its first rates")
  func youngGroup() {
    let panel = GroupPanel(
      InventedField.panel().authorities.map { history in
        var copy = history
        for year in InventedField.years {
          let shares = [2017: 0.02, 2018: 0.2, 2019: 0.4]
          let share: Double = shares[year] ?? (year < 2017 ? 0 : 1)
          copy.plans[year]?[4] = (history.plans(year, 4) ?? 0) * share
        }
        return copy
      })
    let path = NationalGrowth(panel.authorities, origin: 2019)
      .path(years: 2, settings: TrendSettings())
    let nation = panel.authorities.reduce(into: [0.0, 0.0]) {
      $0[0] += $1.plans(2017, 4) ?? 0
      $0[1] += $1.plans(2019, 4) ?? 0
    }
    let step = (nation[1] - nation[0]) / 2
    #expect(abs(path[0][4] - logarithm(1 + step / nation[1])) < 1e-9)
    #expect(path[1][4] < path[0][4])
  }

  @Test("More requests than other authorities never mean fewer plans")
  func requests() throws {
    let panel = InventedField.panel()
    let code = try #require(panel.authorities.first?.code)
    let more = GroupPanel(
      panel.authorities.map { history in
        var copy = history
        if copy.code == code { copy.requests[2018] = (copy.requests[2018] ?? 0) * 1.3 }
        return copy
      })
    let before = try #require(try forecast(panel).forecasters.first { $0.code == code })
    let after = try #require(try forecast(more).forecasters.first { $0.code == code })
    let (low, high) = (medians(before, years: 2), medians(after, years: 2))
    for year in 0..<2 { for band in 1...3 { #expect(high[year][band] > low[year][band]) } }
  }
}
