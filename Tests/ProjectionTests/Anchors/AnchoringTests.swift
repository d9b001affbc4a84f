import NumericalCore
import Testing
import Vocabulary

@testable import Projection

@Suite("Anchors condition the forecast")
struct AnchoringTests {
  static let base = 2019

  static func forecaster(_ index: Int = 0) throws -> GroupForecaster {
    let panel = InventedField.panel(noise: 0.02)
    let made = try FieldForecast(panel, origin: base, years: 5, settings: TrendSettings())
    return try #require(made.forecasters.dropFirst(index).first)
  }

  static func anchor(_ measure: Anchor.Measure, _ date: String, _ value: Double) throws -> Anchor {
    Anchor(
      measure, date: try #require(CalendarDate(date)), value: Int(value.rounded()),
      provenance: Provenance(.illustrative, "test"))
  }

  static func anchored(
    _ forecaster: GroupForecaster, _ anchors: [Anchor], years: Int = 5,
    newPlans: [Double] = [], settings: AnchorSettings = AnchorSettings()
  ) -> AnchoredForecaster {
    AnchoredForecaster(
      forecaster, anchors: anchors, origin: base, years: years, expectedNewPlans: newPlans,
      settings: settings)
  }

  /// Totals of all ages: draws in their order, for each year.
  static func totals(
    _ source: some GroupTotalsSource, draws: Int = 400, years: Int = 5
  ) -> [[Double]] {
    let all = (0..<draws).map {
      source.totals(DrawAddress(seed: 5, draw: UInt32($0)), years: years)
    }
    return (0..<years).map { year in
      all.map { item in AgeBand.allCases.indices.reduce(0.0) { $0 + Double(item[year, $1]) } }
    }
  }

  static func range(_ values: [Double]) -> LikelyRange { LikelyRange(values) }

  @Test("Without anchors, or with one nobody believes, every head is where it was")
  func nothing() throws {
    let forecaster = try Self.forecaster()
    var settings = AnchorSettings()
    settings.revision = .infinity
    let count = try Self.anchor(.januaryTotal, "2020-01-16", 1)
    for source in [
      Self.anchored(forecaster, []), Self.anchored(forecaster, [count], settings: settings),
    ] {
      #expect(Self.totals(source, draws: 50) == Self.totals(forecaster, draws: 50))
      let address = DrawAddress(seed: 1, draw: 3)
      #expect(source.totals(address, years: 3) == forecaster.totals(address, years: 3))
      #expect(source.effects.isEmpty)
    }
  }

  @Test("A January total brings every draw within half a percent, and later years follow")
  func januaryTotal() throws {
    let forecaster = try Self.forecaster()
    let before = Self.totals(forecaster)
    for factor in [0.9, 1.1] {
      let value = (Self.range(before[0]).middle * factor).rounded()
      let source = Self.anchored(
        forecaster, [try Self.anchor(.januaryTotal, "2020-01-16", value)])
      let after = Self.totals(source)
      for total in after[0] { #expect(abs(total / value - 1) < 0.005, "\(total) for \(value)") }
      for year in 1..<5 {
        let (old, new) = (Self.range(before[year]), Self.range(after[year]))
        #expect(factor < 1 ? new.middle < old.middle : new.middle > old.middle)
        #expect(new.high - new.low < 1.1 * (old.high - old.low) * factor)
      }
    }
  }

  @Test("A count that was expected narrows the range and hardly moves its middle")
  func expected() throws {
    let forecaster = try Self.forecaster(3)
    let before = Self.totals(forecaster, draws: 1000)
    let middles = before.map { Self.range($0).middle }
    let opening = forecaster.opening.plans.reduce(0, +)
    let monthEnd = opening * exponential(0.5 * logarithm(middles[0] / opening))
    let anchors = try [
      Self.anchor(.januaryTotal, "2020-01-16", middles[0]),
      Self.anchor(.monthEndTotal, "2019-07-31", monthEnd),
    ]
    for anchor in anchors {
      let after = Self.totals(Self.anchored(forecaster, [anchor]), draws: 1000)
      for year in 0..<3 {
        let (old, new) = (Self.range(before[year]), Self.range(after[year]))
        #expect(abs(new.middle / old.middle - 1) < 0.01, "\(anchor.measure) year \(year)")
        // A caseload of July says little of the years after the next census.
        let limit = anchor.measure == .januaryTotal || year == 0 ? 0.95 : 1.0
        #expect(new.high - new.low < limit * (old.high - old.low), "year \(year)")
      }
    }
  }

  @Test(
    "A draw is a function of its address, in whole heads of 0 or more, and no order of rows matters"
  )
  func addressesAndOrder() throws {
    let forecaster = try Self.forecaster(1)
    let middle = Self.range(Self.totals(forecaster)[0]).middle
    let anchors = try [
      Self.anchor(.januaryTotal, "2020-01-16", 1.05 * middle),
      Self.anchor(.monthEndTotal, "2019-06-30", middle),
      Self.anchor(.plansIssued, "2020-06-30", 0.07 * middle),
    ]
    let newPlans = [0.15, 0.15, 0.15].map { $0 * middle }
    let source = Self.anchored(forecaster, anchors, newPlans: newPlans)
    let turned = Self.anchored(forecaster, anchors.reversed(), newPlans: newPlans)
    #expect(source.effects == turned.effects)
    #expect(Self.totals(source, draws: 60) == Self.totals(turned, draws: 60))
    let address = DrawAddress(seed: 8, draw: 21)
    let long = source.totals(address, years: 5)
    let short = source.totals(address, years: 2)
    for year in 0..<2 { for band in 0..<5 { #expect(short[year, band] == long[year, band]) } }
    let fewer = Self.anchored(forecaster, anchors, years: 2, newPlans: newPlans)
    #expect(fewer.totals(address, years: 2)[0, 1] > 0)
  }

  @Test("Absurd counts give finite heads")
  func absurd() throws {
    let forecaster = try Self.forecaster(2)
    for value in [0.0, 1, 10_000_000] {
      let source = Self.anchored(
        forecaster,
        try [
          Self.anchor(.monthEndTotal, "2019-08-31", value),
          Self.anchor(.januaryTotal, "2020-01-16", value),
          Self.anchor(.plansIssued, "2020-01-31", value),
        ], newPlans: [100, 100])
      for year in Self.totals(source, draws: 40) {
        for total in year { #expect((0...2_000_000).contains(total)) }
      }
    }
  }
}
