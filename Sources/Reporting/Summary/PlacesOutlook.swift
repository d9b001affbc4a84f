import Scenarios
import Vocabulary

/// Places against need, and what became of children without one, in a few years.
struct PlacesOutlook: Sendable {
  /// A provision with limited places, other authorities' schools left out.
  struct Provision: Sendable {
    let name: String
    /// By year: mean places, and how many are enough in 8 draws of 10 at its start and at its end.
    let years: [(places: Double, september: Double, july: Double)]
  }

  /// The academic years shown.
  let years: [String]
  let provisions: [Provision]
  /// Mean children placed above the number of places in the year, waiting at another setting, waiting without one.
  let overNumber: [Double]
  let held: [Double]
  let awaiting: [Double]
  /// Children waiting at the census, by year, and those with them who settled elsewhere for want of a place.
  let waiting: [Spread]
  let without: [Spread]
  /// The year of the worst lines of the review, and these in words.
  let worstYear: String
  let worst: [String]
  /// True where places are given out as is cheapest.
  let isComparator: Bool

  /// - Parameter years: projected years, 1 for the first.
  init(_ run: ScenarioRun, _ places: PlaceFigures, years: [Int]) {
    let model = run.model
    let sufficiency = places.sufficiency
    let shape = run.places.shape
    let labels = years.map { AcademicYear(census: model.baseCensus + $0).description }
    self.years = labels
    provisions = shape.provisions.indices.map { provision in
      Provision(
        name: model.space.codes.provisions[shape.provisions[provision]].name,
        years: years.map { year in
          let row = sufficiency.row(
            sufficiency.rows.total, year: year - 1, provision: provision)
          func enough(_ moment: PlaceMoment) -> Double {
            Double(row.at(moment).needed.p80) / 100
          }
          return (row.places, enough(.september), enough(.july))
        })
    }
    overNumber = years.map { Self.mean(run, year: $0 - 1, .overNumber) }
    held = years.map { Self.mean(run, year: $0 - 1, .held) }
    awaiting = years.map { Self.mean(run, year: $0 - 1, .awaiting) }
    waiting = years.map { year in
      let (provisions, needs) = (model.space.provisions, model.space.needs)
      return run.store.summary(heads: run.store.layout.waiting(year, provisions, needs))
    }
    let leaves = Array(0..<shape.count)
    without = years.map {
      Sample(run.places.heads(.without, year: $0 - 1, leaves: leaves)).spread
    }
    // Some years ahead: near enough to be forecast, far enough for places to be made.
    let chosen = min(1, years.count - 1)
    let words = ReviewWords(run)
    worstYear = labels[chosen]
    worst = places.review.worst(3, year: years[chosen] - 1, in: sufficiency.rows).map(words.line)
    isComparator = model.allocation == .lowestCost
  }

  private static func mean(_ run: ScenarioRun, year: Int, _ word: Placements.Word) -> Double {
    let went = run.model.space.provisions + word.rawValue
    let sum = (0..<run.places.shape.count).reduce(0) {
      $0 + run.places.overflowSum(year: year, leaf: $1, went: went)
    }
    return Double(sum) / Double(run.store.draws)
  }
}
