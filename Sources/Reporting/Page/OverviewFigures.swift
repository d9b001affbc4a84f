public import Vocabulary

/// The few figures of each scenario that a list of scenarios shows.
public struct OverviewFigures {
  private let results: RunResults

  /// - Parameter results: with `plans.csv` and `balance.csv`.
  public init(_ results: RunResults) { self.results = results }

  /// The last financial year that is costed; nil where none is.
  public var lastYear: String? { results.scenarios[0].financialYears.last }

  /// Plans at the last January, with their likely range; `not run` where there are none.
  public func plans(_ scenario: String) -> String {
    let last = results.record.baseCensus + results.record.years
    return words(results.scenario(scenario)?.plans(last)) { Wording.count($0) }
  }

  /// The balance at the end of the last year in millions of pounds, with its likely range.
  public func balance(_ scenario: String) -> String {
    words(lastYear.flatMap { results.scenario(scenario)?.balance("cumulative_balance", $0) }) {
      Wording.millions($0 * 100)
    }
  }

  private func words(_ figure: LikelyFigure?, _ word: (Double) -> String) -> String {
    guard let figure else { return "not run" }
    let range = figure.range(word)
    return word(figure.middle) + (range.isEmpty ? "" : " (\(range.unbroken))")
  }
}

extension String {
  /// The same with blanks at which a line is not ended.
  var unbroken: String { replacing(" ", with: "\u{a0}") }
}
