import Vocabulary

/// Population by NCY: of the year of the flows, of the projected years, and England's.
struct PopulationPath {
  /// The year of the flows, by NCY.
  let past: [Double]
  /// England in the year of the flows, by NCY.
  let england: [Double]
  /// By projected year and NCY.
  let projected: [[Double]]
  /// The mid-year that England's figures were aged on from, if they were.
  let englandYear: Int

  init(_ evidence: Evidence, variant: String, years: Int) throws {
    let census = evidence.authority.baseCensus
    guard let own = evidence.local.population[variant], let last = own.keys.max() else {
      throw EstimationError.missing("population of the variant '\(variant)'")
    }
    guard last >= census else {
      throw EstimationError.populationEnds(variant: variant, last: last)
    }
    guard let flows = Self.agedOn(own, to: census - 1) else {
      throw EstimationError.missing("population of mid-\(census - 1)")
    }
    past = Self.byNCY(flows.people)
    // A gap ends the projection: a later year must not take its place.
    projected = (0..<years).map { own[census + $0] }.prefix { $0 != nil }
      .compactMap { $0.map(Self.byNCY) }
    let national = evidence.england.population.sorted { $0.key < $1.key }.first?.value ?? [:]
    guard let there = Self.agedOn(national, to: census - 1) else {
      throw EstimationError.missing("population of England up to mid-\(census - 1)")
    }
    england = Self.byNCY(there.people)
    englandYear = there.year
  }

  /// The figures of a mid-year, or those of the latest year before, everybody grown older and nobody moving or dying.
  private static func agedOn(_ series: [Int: [Double]], to year: Int) -> (
    people: [Double], year: Int
  )? {
    guard let latest = series.keys.filter({ $0 <= year }).max(), let people = series[latest] else {
      return nil
    }
    return (people.indices.map { people[max(0, $0 - (year - latest))] }, latest)
  }

  /// NCY n is age n + 4 at the mid-year before the census; "under 3" is ages 0 to 2.
  private static func byNCY(_ ages: [Double]) -> [Double] {
    NCY.range.map { ncy in
      ncy == NCY.range.lowerBound ? ages[0] + ages[1] + ages[2] : ages[NCY.age(ncy)]
    }
  }
}
