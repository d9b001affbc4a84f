import Scenarios
import Vocabulary

/// The cells that name the rows of places, made ready once; the last of needs, phases and areas is the total.
struct PlaceLabels {
  let years: [CSVCell]
  /// The provisions with settings, by their codes.
  let provisions: [CSVCell]
  let needs: [CSVCell]
  let phases: [CSVCell]
  /// The areas by their ids; `All` for an authority planned as one.
  let areas: [CSVCell]
  let destinations: [CSVCell]
  let limits: [CSVCell]

  init(_ run: ScenarioRun, _ axes: Axes) {
    let shape = run.places.shape
    let all = TableSchema.Field.all
    years = axes.academicYears.map(CSVCell.text)
    provisions = shape.provisions.map { .text(axes.provisions[$0]) }
    needs = axes.needs.map(CSVCell.text)
    phases = (Phase.allCases.map(\.rawValue) + [all]).map(CSVCell.text)
    areas = (shape.areas.map { $0.isEmpty ? all : $0 } + [all]).map(CSVCell.text)
    destinations = (axes.provisions.dropLast() + Placements.Word.allCases.map(\.text))
      .map(CSVCell.text)
    limits = PlaceLimit.allCases.map { .text($0.text) }
  }

  /// Need, phase and area of a row.
  func cells(_ key: PlaceRows.Key) -> [CSVCell] {
    [needs[key.need], phases[key.phase], areas[key.area]]
  }
}

/// What the figures of an area rest on.
enum AreaBasis: String, CaseIterable {
  case authority
  case local = "local evidence"
  case populationOnly = "population only, no local evidence"

  init(_ model: ScenarioModel, _ rows: PlaceRows, _ key: PlaceRows.Key) {
    self =
      key.area == rows.areas ? .authority : model.isPopulationOnly ? .populationOnly : .local
  }
}
