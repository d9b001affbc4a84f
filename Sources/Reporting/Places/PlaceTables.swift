import Scenarios
import Vocabulary

/// The files that say whether places are enough.
struct PlaceTables {
  let run: ScenarioRun
  let axes: Axes
  let figures: PlaceFigures
  let baseline: ComparedSeries?

  var makers: [ScenarioFiles.Maker] {
    let labels = PlaceLabels(run, axes)
    let outlooks = SettingOutlook.all(run)
    let movements = MovementTables(run: run, labels: labels)
    let (run, axes, figures, baseline) = (run, axes, figures, baseline)
    return [
      (.plansByArea, { AreaTable(run: run, axes: axes).table() }),
      (.settings, { SettingTable(run: run, axes: axes, outlooks: outlooks).settings() }),
      (
        .sufficiency,
        { SufficiencyTable(run: run, sufficiency: figures.sufficiency, labels: labels).table() }
      ),
      (.review, { ReviewTable(run: run, review: figures.review, labels: labels).table() }),
      (.overflow, { movements.overflow() }), (.unplaced, { movements.unplaced() }),
      (.notInABase, { movements.notInABase() }),
      (.commissioning, { CommissioningTable(run: run, axes: axes, outlooks: outlooks).table() }),
      (.capital, { CapitalTable(run: run, baseline: baseline).table() }),
    ]
  }
}
