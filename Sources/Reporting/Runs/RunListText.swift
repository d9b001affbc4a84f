public import Vocabulary

/// The recorded runs as a table for the terminal.
public enum RunListText {
  /// One line a run: id, authority, when, scenarios, simulations, status, owner, purpose.
  public static func text(_ runs: [RecordedRun]) -> String {
    var table = TextTable(
      [
        "run", "authority", "finished", "scenarios", "simulations", "status", "owner", "purpose",
      ], left: 8)
    for run in runs {
      table.add([
        run.id, run.authority, finished(run), String(run.scenarios.count),
        String(run.record.draws), run.status.rawValue, run.owner ?? "not named", run.purpose ?? "",
      ])
    }
    return table.lines(width: 160).joined(separator: "\n")
  }

  /// `2026-11-22 00:44`, in UTC.
  static func finished(_ run: RecordedRun) -> String {
    String(run.record.finished.prefix(16)).replacing("T", with: " ")
  }
}
