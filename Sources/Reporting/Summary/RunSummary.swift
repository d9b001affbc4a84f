public import Scenarios
public import Vocabulary

/// What a place planner reads in a minute when a run has ended.
public enum RunSummary {
  /// The most lines of a summary.
  static let lineLimit = 60

  /// The summary: at most 60 lines of `width` characters, each ended by LF.
  ///
  /// - Parameters:
  ///   - digests: of every scenario that was run; the baseline's is described, the first if there is none.
  ///   - comparisons: of the other scenarios with the baseline.
  ///   - findings: of all runs; one that several runs share counts once.
  public static func text(
    authority: LocalAuthority, digests: [ScenarioDigest], comparisons: [Comparison],
    findings: [Finding], options: RunOptions, seconds: Double, outputFolder: String,
    width: Int = 100
  ) -> String {
    guard let main = digests.first(where: { $0.id == Scenario.baselineID }) ?? digests.first else {
      return "No scenario was run.\n"
    }
    let head = title(authority, main, options, width: width)
    let body =
      BaselineSummary(digest: main, width: width).lines
      + AnchorReport.lines(main.anchorEffects, width: width)
      + PastErrorSummary.lines(digest: main, width: width)
    let tail =
      FindingSummary(findings: findings, width: width).lines
      + ending(main, seconds: seconds, outputFolder: outputFolder)
    let room = lineLimit - head.count - body.count - tail.count
    let scenarios = ScenarioSummary(
      baseline: main, digests: digests, comparisons: comparisons, width: width)
    let lines = head + body + scenarios.lines(atMost: room) + tail
    return lines.map { fitted($0, width) + "\n" }.joined()
  }

  private static func title(
    _ authority: LocalAuthority, _ digest: ScenarioDigest, _ options: RunOptions, width: Int
  ) -> [String] {
    let simulations = "\(Wording.count(options.draws)) simulations, seed \(options.seed)"
    return [
      Wording.cut(
        "\(authority.name), from the January \(authority.baseCensus) census: \(simulations)",
        to: width),
      "Middle of the simulations; in brackets the likely range, which holds 8 simulations in 10.",
      "", Wording.cut("If nothing else is done (\(digest.name))", to: width),
    ]
  }

  private static func ending(
    _ digest: ScenarioDigest, seconds: Double, outputFolder: String
  ) -> [String] {
    let tenths = Int((seconds * 10).rounded())
    return [
      "\(Wording.count(digest.illustrative)) of \(Wording.count(digest.given)) input figures are "
        + "illustrative: replace them with your own (assumptions.csv).",
      "Files (\(Digits.fixed(tenths, decimals: 1)) seconds): \(outputFolder)",
    ]
  }

  /// The path of the files may be longer than a line: it is the one thing that is never cut.
  private static func fitted(_ line: String, _ width: Int) -> String {
    line.hasPrefix("Files (") ? line : Wording.cut(line, to: width)
  }
}
