import Scenarios
import Vocabulary

/// `settings.csv`: a complete table.
struct SettingTable {
  let run: ScenarioRun
  let axes: Axes
  let outlooks: [[SettingOutlook]]

  func settings() -> CSVText {
    var table = CSVText(.settings)
    for (year, label) in axes.academicYears.enumerated() {
      for (index, setting) in run.model.settings.enumerated() {
        let keys = [label, setting.id, setting.name, setting.provision, setting.area ?? ""]
        table.add(keys.map(CSVCell.text) + numbers(year, index))
      }
    }
    return table
  }

  private func numbers(_ year: Int, _ setting: Int) -> [CSVCell] {
    let outlook = outlooks[year][setting]
    let draws = run.store.draws
    let spread = run.store.summary(heads: run.store.layout.roll(year, setting))
    let roll = [Digits.mean(spread)] + spread.quantiles.map(Digits.quantile)
    let isKnown = run.model.placesAreKnown(setting)
    return [
      .mean(outlook.placesSum, of: draws), .quantile(outlook.placesP10),
      .quantile(outlook.placesP90),
    ] + roll.map(CSVCell.text) + [
      .whole(run.model.settings[setting].imports), .share(outlook.overPlaces, of: draws),
      .share(outlook.overCeiling, of: draws), .whole(outlook.needed.p50),
      .whole(outlook.needed.p80), .whole(outlook.needed.p90),
      isKnown ? .quantile(outlook.surplusP50) : .empty, .text(isKnown ? "yes" : "no"),
    ]
  }
}
