import Scenarios
import Vocabulary

/// The files that say whether places are enough.
struct PlaceTables {
  let run: ScenarioRun
  let axes: Axes
  let figures: PlaceFigures
  let baseline: ComparedSeries?

  var makers: [@Sendable () -> CSVText] {
    let labels = PlaceLabels(run, axes)
    let outlooks = SettingOutlook.all(run)
    let movements = MovementTables(run: run, labels: labels)
    let (run, axes, figures, baseline) = (run, axes, figures, baseline)
    return [
      { AreaTable(run: run, axes: axes).table() },
      { SettingTable(run: run, axes: axes, outlooks: outlooks).settings() },
      { SufficiencyTable(run: run, sufficiency: figures.sufficiency, labels: labels).table() },
      { ReviewTable(run: run, review: figures.review, labels: labels).table() },
      movements.overflow, movements.unplaced, movements.notInABase,
      { CommissioningTable(run: run, axes: axes, outlooks: outlooks).table() },
      { CapitalTable(run: run, baseline: baseline).table() },
    ]
  }
}
