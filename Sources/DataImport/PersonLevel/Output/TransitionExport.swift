public import Vocabulary

/// Pseudonymous transitions: one row a person, without anything that links rows, in the format that `import transitions` reads.
public struct TransitionExport: Sendable {
  /// The texts by file name.
  public let files: [(name: String, text: String)]

  /// Writes transitions, valid states and, where the folder has one, the population.
  ///
  /// Rows are sorted, so that their order says nothing of the return's.
  public init(_ flows: CensusFlows, codes: CodeLists, figures: PublishedFigures, variant: String) {
    let (settings, needs) = Self.states(flows)
    let years = flows.steps.flatMap { [Self.closing($0) - 1, Self.closing($0)] }
    let ncys = (years.min() ?? 0)...max(years.max() ?? 0, years.min() ?? 0)
    files = [
      ("transitions.csv", Self.transitions(flows, codes)),
      ("valid-states.csv", Self.validStates(settings, needs, ncys, codes)),
      (
        "population.csv",
        Self.population(figures.population[variant] ?? [:], from: flows.opening, ncys)
      ),
    ]
  }

  /// The year at the closing census; the format knows none before -5 at the opening one.
  private static func closing(_ step: CensusFlows.Step) -> Int {
    max(step.closingNCY, TransitionFile.ncys.lowerBound + 1)
  }

  private static func states(_ flows: CensusFlows) -> (settings: [Int], needs: [Int]) {
    let states = flows.steps.flatMap { [$0.from, $0.to] }.compactMap { $0 }
    return (Set(states.map(\.setting)).sorted(), Set(states.map(\.need)).sorted())
  }

  private static func transitions(_ flows: CensusFlows, _ codes: CodeLists) -> String {
    let outside = TransitionFile.outside
    let rows = flows.steps.map { step in
      let ends = [step.from, step.to].map { state in
        state.map { "\(codes.recordedCode($0.setting)),\(codes.needs[$0.need].code)" }
          ?? "\(outside),\(outside)"
      }
      let ncy = closing(step)
      return "\(flows.opening),\(ends[0]),\(ncy - 1),\(ends[1]),\(ncy)"
    }
    let header = TransitionFile.transitions.columns.joined(separator: ",")
    return ([header] + rows.sorted()).joined(separator: "\n") + "\n"
  }

  private static func validStates(
    _ settings: [Int], _ needs: [Int], _ ncys: ClosedRange<Int>, _ codes: CodeLists
  ) -> String {
    var file = CSVLines(TransitionFile.validStates.columns.joined(separator: ","))
    let words = settings.map(codes.recordedCode)
    for code in words {
      file.add([
        code, code, "\(ncys.lowerBound)", "\(ncys.upperBound)",
        needs.map { codes.needs[$0].code }.joined(separator: ","), words.joined(separator: ","),
      ])
    }
    return file.text
  }

  private static func population(
    _ population: [Int: [Double]], from first: Int, _ ncys: ClosedRange<Int>
  ) -> String {
    var file = CSVLines(TransitionFile.population.columns.joined(separator: ","))
    for (year, people) in population.sorted(by: { $0.key < $1.key })
    where year >= first && !people.isEmpty {
      for ncy in ncys {
        // Past the last age of the table nobody has a plan; its last age stands in.
        let age = min(max(NCY.age(ncy), 0), people.count - 1)
        file.add(["\(year)", "\(ncy)", "\(Int(people[age].rounded()))"])
      }
    }
    return file.text
  }
}
