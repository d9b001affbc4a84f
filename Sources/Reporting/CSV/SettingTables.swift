import Scenarios
import Vocabulary

/// `settings.csv` and `overflow.csv`.
struct SettingTables {
  let run: ScenarioRun
  let axes: Axes

  /// The shares of draws, in hundredths, in which the places needed are enough.
  static let neededPercents = [50, 80, 90]

  func settings() -> CSVText {
    var table = CSVText(.settings)
    for (year, label) in axes.academicYears.enumerated() {
      for (index, setting) in run.model.settings.enumerated() {
        let keys = [label, setting.id, setting.name, setting.provision]
        table.add(keys, numbers(year, index))
      }
    }
    return table
  }

  private func numbers(_ year: Int, _ setting: Int) -> [String] {
    let store = run.store
    let places = run.model.plannedPlaces[year][setting].all
    let roll = store.layout.roll(year, setting)
    let spread = store.summary(heads: roll)
    let over = store.heads(roll).count { $0 > places }
    let sought = Sample(store.heads(store.layout.sought(year, setting)))
    return [String(places), Digits.mean(spread)] + spread.quantiles.map(Digits.quantile)
      + [Digits.trimmed(Digits.ratio(over, of: store.draws, decimals: 4))]
      + Self.neededPercents.map { String(sought.roundedUp($0)) }
  }

  func overflow() -> CSVText {
    var table = CSVText(.overflow)
    let space = run.model.space
    let destinations =
      axes.provisions.dropLast() + Placements.Word.allCases.map(\.text)
    for year in axes.academicYears.indices {
      for need in 0..<space.needs {
        for phase in Phase.allCases.indices {
          for (position, wanted) in run.places.shape.provisions.enumerated() {
            for went in destinations.indices {
              let shape = run.places.shape
              let sum = shape.areas.indices.reduce(0) { sum, area in
                let leaf = shape.leaf(position, need: need, phase: phase, area: area)
                return sum + run.places.overflowSum(year: year, leaf: leaf, went: went)
              }
              guard sum != 0 else { continue }
              table.add(
                [
                  axes.academicYears[year], axes.needs[need], Phase.allCases[phase].rawValue,
                  axes.provisions[wanted], destinations[went],
                ], [Digits.ratio(sum, of: run.store.draws, decimals: 4)])
            }
          }
        }
      }
    }
    return table
  }
}
