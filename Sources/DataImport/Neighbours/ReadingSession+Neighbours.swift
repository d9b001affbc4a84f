import Vocabulary

extension EvidenceFile {
  /// Published figures of similar authorities, the region and England: for comparison alone.
  static let neighbours = EvidenceFile(
    name: "neighbours",
    columns: ["group", "name", "january_census", "measure", "provision", "value", "source"],
    keys: [["group", "name", "january_census", "measure", "provision"]], necessity: .never)
}

/// A row of the file.
private struct ComparatorFigure {
  let group: Comparator.Group
  let name: String
  let census: Int
  let measure: Comparator.Measure
  /// Of plans.
  let provision: Int?
  let value: Double
  let source: String
}

extension ReadingSession {
  /// Published figures of others, in the order in which they first stand in the file.
  mutating func readNeighbours() {
    let width = evidence.codes.provisions.count
    var places: [[String]: Int] = [:]
    var comparators: [Comparator] = []
    for row in rows(of: .neighbours, { $0.comparatorFigure() }).map(\.value) {
      let key = [row.group.rawValue, row.name, String(row.census)]
      let place = places[key] ?? comparators.count
      if place == comparators.count {
        places[key] = place
        comparators.append(
          Comparator(row.group, row.name, census: row.census, provisions: width))
      }
      comparators[place].take(row)
    }
    evidence.neighbours = comparators
  }
}

extension Comparator {
  fileprivate mutating func take(_ row: ComparatorFigure) {
    if let provision = row.provision {
      plans[provision] = row.value
    } else {
      figures[row.measure] = row.value
    }
    if sources[row.measure] == nil { sources[row.measure] = row.source }
  }
}

extension Row {
  fileprivate mutating func comparatorFigure() -> ComparatorFigure? {
    let group = code("group", among: Comparator.Group.allCases.map(\.rawValue))
      .flatMap(Comparator.Group.init)
    let (name, census) = (name("name"), year("january_census"))
    let measure = code("measure", among: Comparator.Measure.allCases.map(\.rawValue))
      .flatMap(Comparator.Measure.init)
    let provision = measure.flatMap { comparedProvision($0) }
    let (value, source) = (count("value"), source())
    guard let group, let name, let census, let measure, let provision, let value, let source
    else { return nil }
    return ComparatorFigure(
      group: group, name: name, census: census, measure: measure, provision: provision,
      value: Double(value), source: source)
  }

  /// The provision of plans; `.some(nil)` of every other measure, which is of all.
  private mutating func comparedProvision(_ measure: Comparator.Measure) -> Int?? {
    if measure == .plans { return recordedProvision().map { .some($0) } }
    guard code("provision", among: [Scope.allWord]) != nil else { return nil }
    return .some(nil)
  }
}
