public import Scenarios
import Vocabulary

/// The files of a run of transitions.
public enum TransitionFiles {
  /// Every file of one scenario, below a folder that has its id.
  ///
  /// All but `run.json` depend on the evidence, the levers, `seed`, `draws` and `years` only. Linear in series × draws.
  public static func files(_ run: TransitionRun, metadata: RunMetadata) -> [OutputFile] {
    let tables = TransitionTables(run: run)
    let logs = LogTables(model: run.model)
    let folder = run.model.scenario.id
    return [tables.plans(), tables.flows(), tables.costs(), logs.assumptions(), logs.findings()]
      .map { $0.file(in: folder) } + [TransitionRecord(run, metadata).file(in: folder)]
  }

  /// The estimated parameters, which all scenarios share: one file for the authority.
  public static func parameters(_ model: TransitionScenarioModel) -> OutputFile {
    var table = CSVText(.transitionParameters)
    let all = TableSchema.Field.all
    for item in model.parameters {
      table.add(
        [
          item.kind.rawValue, String(item.ncy), item.need ?? all, item.setting ?? all,
          item.entered?.need ?? "", item.entered?.setting ?? "",
        ], [item.weight, item.others, item.expectation].map(decimal))
    }
    return table.file(in: "")
  }

  /// A weight, at most some millions, with twelve decimals at most.
  private static func decimal(_ value: Double) -> String {
    let units = Int((value * 1_000_000_000_000).rounded(.toNearestOrAwayFromZero))
    return Digits.trimmed(Digits.fixed(units, decimals: 12))
  }
}
