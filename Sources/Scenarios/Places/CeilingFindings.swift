import Vocabulary

/// Warns where there is enough only because schools are taken to admit above their places.
enum CeilingFindings {
  /// One finding a provision, with the years of which it is true.
  static func of(_ run: ScenarioRun, _ sufficiency: Sufficiency) -> [Finding] {
    sufficiency.shape.provisions.indices.compactMap { provision in
      let years = (0..<run.model.years).compactMap { year -> Year? in
        let row = sufficiency.row(sufficiency.rows.total, year: year, provision: provision)
        let ceiling = ceiling(run, sufficiency, provision: provision, year: year)
        let needed = Double(row.census.p80) / 100
        guard needed > row.places + 1e-6, needed <= ceiling + 1e-6 else { return nil }
        return Year(year: year, needed: needed, places: row.places, ceiling: ceiling)
      }
      return years.first.map { finding(run, sufficiency, provision, $0, years) }
    }
  }

  private struct Year {
    let year: Int
    let needed: Double
    let places: Double
    let ceiling: Double
  }

  /// The mean over the draws of what the settings located here take at most, each to whole children.
  private static func ceiling(
    _ run: ScenarioRun, _ sufficiency: Sufficiency, provision: Int, year: Int
  ) -> Double {
    let settings = RowPlaces.settings(run.model, provision: provision)
    let sum = settings.reduce(0) { sum, setting in
      let item = run.model.settings[setting]
      return run.places.places(year: year, setting: setting).reduce(sum) {
        $0 + SettingOutlook.ceiling(Int($1), item)
      }
    }
    return Double(sum) / Double(run.places.draws)
  }

  private static func finding(
    _ run: ScenarioRun, _ sufficiency: Sufficiency, _ provision: Int, _ first: Year,
    _ years: [Year]
  ) -> Finding {
    let name = run.model.space.codes.provisions[sufficiency.shape.provisions[provision]].name
    func label(_ year: Int) -> String {
      AcademicYear(census: run.model.baseCensus + year + 1).description
    }
    func whole(_ value: Double) -> String { "\(Int(value.rounded(.toNearestOrAwayFromZero)))" }
    let others = years.dropFirst().map { label($0.year) }
    let also = others.isEmpty ? "" : "; the same in \(others.joined(separator: ", "))"
    return Finding(
      .enoughAboveCeilingOnly, at: Finding.Place("evidence/settings.csv", column: "stretch"),
      seen:
        "\(name) in \(label(first.year)): \(whole(first.needed)) places needed in 8 simulations of 10, \(whole(first.places)) there, \(whole(first.ceiling)) if schools admit above their places\(also)",
      expected: "places for those who need one",
      remedy:
        "Agree with the schools that they admit above their places, or plan places."
    )
  }
}
