import Scenarios
import Vocabulary

/// Places against need, and what became of children without one, in a few years.
struct PlacesOutlook: Sendable {
  /// A provision with limited places, other authorities' schools left out.
  struct Provision: Sendable {
    let name: String
    /// Places and places needed, by year.
    let years: [(places: Int, needed: Int)]
  }

  /// The January censuses shown.
  let censuses: [String]
  let provisions: [Provision]
  /// Mean children placed above the number of places in the year, waiting at another setting, waiting without one.
  let overNumber: [Double]
  let held: [Double]
  let awaiting: [Double]
  /// Children waiting at the census, by year.
  let waiting: [Spread]

  /// - Parameter years: projected years, 1 for the first.
  init(_ run: ScenarioRun, years: [Int]) {
    let model = run.model
    let series = SummarySeries(run)
    let codes = model.space.codes.provisions
    censuses = years.map { String(model.baseCensus + $0) }
    provisions = codes.compactMap { provision in
      let settings = model.settings.indices.filter {
        model.settings[$0].provision == provision.code && !model.settings[$0].isElsewhere
      }
      guard !settings.isEmpty else { return nil }
      return Provision(
        name: provision.name,
        years: years.map { year in
          let sought = series.sum(settings.map { run.store.layout.sought(year - 1, $0) })
          let places = settings.reduce(0) { $0 + model.plannedPlaces[year - 1][$1].all }
          return (places, Sample(sought).roundedUp(80))
        })
    }
    overNumber = years.map { Self.mean(run, year: $0 - 1, .overNumber) }
    held = years.map { Self.mean(run, year: $0 - 1, .held) }
    awaiting = years.map { Self.mean(run, year: $0 - 1, .awaiting) }
    waiting = years.map { year in
      let (provisions, needs) = (model.space.provisions, model.space.needs)
      return run.store.summary(heads: run.store.layout.waiting(year, provisions, needs))
    }
  }

  private static func mean(_ run: ScenarioRun, year: Int, _ word: Placements.Word) -> Double {
    let went = run.model.space.provisions + word.rawValue
    let sum = (0..<run.places.shape.count).reduce(0) {
      $0 + run.places.overflowSum(year: year, leaf: $1, went: went)
    }
    return Double(sum) / Double(run.store.draws)
  }
}
