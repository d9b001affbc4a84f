import Scenarios
import Vocabulary

/// `commissioning.csv`: a complete table of the settings located here.
struct CommissioningTable {
  let run: ScenarioRun
  let axes: Axes
  let outlooks: [[SettingOutlook]]

  /// What the file says of a setting whose commissioned places are not known.
  static let unknownPlaces = "places are the roll"
  /// What it says of one that has no places in any draw and no children.
  static let notOpen = "not open"

  func table() -> CSVText {
    var table = CSVText(.commissioning)
    for (year, label) in axes.academicYears.enumerated() {
      let due = "November \(run.model.baseCensus + year - 1)"
      for (index, setting) in run.model.settings.enumerated() where !setting.isElsewhere {
        let keys = [label, due, setting.id, setting.area ?? "", setting.provision]
        table.add(keys.map(CSVCell.text) + numbers(year, index))
      }
    }
    return table
  }

  private func numbers(_ year: Int, _ setting: Int) -> [CSVCell] {
    let outlook = outlooks[year][setting]
    let plan = CommissioningOutlook(outlook, run, year: year, setting: setting)
    let draws = run.store.draws
    let isKnown = run.model.placesAreKnown(setting)
    return [
      .mean(outlook.placesSum, of: draws), .quantile(outlook.rollP50),
      .quantile(outlook.rollP80), .whole(outlook.needed.p50), .whole(outlook.needed.p80),
      .whole(plan.placesToCommission), .decimal(plan.change, decimals: 2),
      // Without the commissioned places no surplus is reported.
      isKnown ? .mean(outlook.emptySum, of: draws) : .empty,
      .mean(outlook.overNumberSum, of: draws),
      isKnown ? .pounds(pence: plan.emptyPence) : .empty, .pounds(pence: plan.overNumberPence),
      !plan.isOpen ? .text(Self.notOpen) : isKnown ? .empty : .text(Self.unknownPlaces),
    ]
  }
}
