import NumericalCore
import Testing
import Vocabulary

@testable import Projection

@Suite("What a field of authorities teaches")
struct FieldTests {
  private func field(
    _ panel: GroupPanel, origin: Int = 2021, ridge: Double = 0
  ) throws -> FieldEstimate {
    var settings = TrendSettings()
    settings.ridge = ridge
    settings.recency = 1
    return try FieldEstimate(panel, origin: origin, settings: settings)
  }

  @Test("Known effects are found within four standard errors, others are small")
  func effects() throws {
    let field = try field(InventedField.panel())
    for band in [1, 2, 3] {
      let (values, errors) = (field.coefficients[band], field.standardErrors[band])
      for (feature, truth) in [
        (GrowthFeature.prevalence, InventedField.prevalenceEffect),
        (.requests, InventedField.requestEffect),
      ] {
        let index = feature.index
        #expect(abs(values[index] - truth) < 4 * errors[index] + 0.01, "\(feature), \(band)")
      }
      #expect(abs(values[GrowthFeature.newPlans.index]) < 0.03)
    }
  }

  @Test("A feature's position is that in the list of all of them")
  func positions() {
    #expect(GrowthFeature.allCases.map(\.index) == Array(GrowthFeature.allCases.indices))
  }

  @Test("The ridge draws every coefficient towards zero")
  func ridge() throws {
    let free = try field(InventedField.panel())
    let held = try field(InventedField.panel(), ridge: 1e9)
    for band in 0..<5 {
      for (loose, tight) in zip(free.coefficients[band], held.coefficients[band]) {
        #expect(abs(tight) <= abs(loose) * 1e-3 + 1e-8)
      }
    }
  }

  @Test("Noise is found: more of it gives a higher floor, in the right size")
  func noise() throws {
    let quiet = try field(InventedField.panel(noise: 0.02, authorities: 120))
    let loud = try field(InventedField.panel(noise: 0.06, authorities: 120))
    for band in 1...3 {
      #expect(abs(quiet.noiseFloor[band].squareRoot() - 0.02) < 0.008)
      #expect(abs(loud.noiseFloor[band].squareRoot() - 0.06) < 0.015)
    }
  }

  @Test("Nothing after the origin is read, and no flow or population of its year")
  func lookingAhead() throws {
    let panel = InventedField.panel()
    let corrupted = GroupPanel(
      panel.authorities.map { history in
        var copy = history
        for year in InventedField.years where year > 2018 {
          copy.plans[year] = [1, 1, 1, 1, 1]
          copy.totals[year] = 5
        }
        for year in InventedField.years where year >= 2018 {
          copy.newPlans[year] = 1
          copy.requests[year] = 1
          copy.population[year] = 1
        }
        return copy
      })
    let address = DrawAddress(seed: 1, draw: 3)
    func forecast(_ panel: GroupPanel) throws -> ([GroupTotals], FieldEstimate) {
      let made = try FieldForecast(
        panel, origin: 2018, years: 3, settings: TrendSettings())
      return (made.forecasters.map { $0.totals(address, years: 3) }, made.field)
    }
    let (before, after) = (try forecast(panel), try forecast(corrupted))
    #expect(before.0 == after.0)
    #expect(before.1 == after.1)
    #expect(before.0.count == 60)
  }

  @Test("The order of the authorities is of no matter")
  func order() throws {
    let panel = InventedField.panel()
    let turned = GroupPanel(panel.authorities.reversed())
    #expect(try field(panel) == field(turned))
  }

  @Test("The constants survive being written and read")
  func table() throws {
    let field = try field(InventedField.panel(), ridge: 100)
    let rows = FieldTable(field).rows
    let text = rows.map { "\($0.parameter),\($0.group),\($0.against),\($0.value)\n" }.joined()
    let read = FieldEstimate(FieldTable(csv: "header\n" + text))
    #expect(read.coefficients == field.coefficients)
    #expect(read.standardErrors == field.standardErrors)
    #expect(read.noiseFloor == field.noiseFloor)
    #expect(read.correlation == field.correlation)
    #expect(read.offsets == field.offsets)
    #expect(read.nationalError == field.nationalError)
    #expect(read.centres.map(\.limit) == field.centres.map(\.limit))
  }

  @Test("The package's own constants are those of 152 authorities up to January 2022")
  func published() {
    let field = FieldEstimate.published
    #expect(field.origin == 2022)
    #expect(field.authorities == 152)
    #expect(field.coefficients.allSatisfy { $0.allSatisfy(\.isFinite) })
    #expect(field.correlation.indices.allSatisfy { field.correlation[$0][$0] == 1 })
  }
}
