public import Vocabulary

/// A recorded run for the terminal: what it is, what it was made of, what came out, who signed.
public struct RunText {
  /// A figure that stands for a scenario.
  public struct Headline: Sendable {
    let scenario: String
    let name: String
    let unit: String
    let figure: RunDifference.Figure

    /// Names a figure.
    public init(scenario: String, name: String, unit: String, figure: RunDifference.Figure) {
      self.scenario = scenario
      self.name = name
      self.unit = unit
      self.figure = figure
    }
  }

  private let run: RecordedRun
  private let headlines: [Headline]
  private let levers: [(scenario: String, lever: Assumption)]

  /// Lays out a run.
  ///
  /// - Parameter levers: what each scenario changes.
  public init(
    _ run: RecordedRun, headlines: [Headline], levers: [(scenario: String, lever: Assumption)]
  ) {
    self.run = run
    self.headlines = headlines
    self.levers = levers
  }

  /// The page.
  public var text: String {
    [
      facts, section("Scenarios", figures), section("Levers", changes), section("Inputs", inputs),
      signed,
    ]
    .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var facts: String {
    """
    Run \(run.id): \(run.mark)
      authority    \(run.authority) (\(run.dfeCode)), folder \(run.folder)
      owner        \(run.owner ?? "not named")
      purpose      \(run.purpose ?? "not said")
      finished     \(RunListText.finished(run)) UTC, version \(run.record.version)
      made with    seed \(run.record.seed), \(run.record.draws) simulations, \(run.record.years) years from January \(run.record.baseCensus)
    """
  }

  private func section(_ title: String, _ lines: [String]) -> String {
    lines.isEmpty ? "" : "\(title)\n" + lines.map { "  \($0)" }.joined(separator: "\n")
  }

  private var figures: [String] {
    run.scenarios.flatMap { scenario in
      [scenario]
        + headlines.filter { $0.scenario == scenario }.map {
          "  \($0.name): \(Self.words($0.figure, $0.unit))"
        }
    }
  }

  private var changes: [String] {
    levers.map { scenario, lever in
      "\(scenario) \(lever.scope): \(lever.value) (\(lever.provenance.status.rawValue); \(lever.provenance.source))"
    }
  }

  private var inputs: [String] { run.record.inputs.map { "\($0.hash)  \($0.path)" } }

  private var signed: String {
    guard !run.signOffs.isEmpty else { return "Signed by nobody yet." }
    return section(
      "Signed",
      run.signOffs.map {
        "\($0.status.rawValue) by \($0.name) on \($0.day.text)"
          + ($0.note.isEmpty ? "" : ": \($0.note)")
      })
  }

  /// `15,355 (11,820 to 20,083)`; money in millions of pounds.
  static func words(_ figure: RunDifference.Figure, _ unit: String) -> String {
    func word(_ value: Double) -> String {
      unit == "GBP" ? "GBP \(Wording.millions(value * 100))m" : Wording.count(value)
    }
    let range =
      figure.low == figure.high ? "" : " (likely range \(word(figure.low)) to \(word(figure.high)))"
    return word(figure.middle) + range
  }
}
