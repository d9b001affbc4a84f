import GRDB
public import Vocabulary

extension RunStore {
  /// Deletes drafts with all that is kept of them. Checked and approved runs stay.
  ///
  /// - Parameters:
  ///   - keep: how many of the newest drafts of each folder stay; nil for none on that account.
  ///   - day: drafts finished on this day or later stay; nil for none on that account.
  ///   - isRehearsal: true where nothing is to be deleted.
  /// - Returns: the drafts deleted, or those that would be, the newest first.
  public func prune(
    keep: Int?, before day: CalendarDate?, isRehearsal: Bool
  ) throws -> [RecordedRun] {
    let deleted = try write { database in
      let drafts = try runs(database).filter { $0.status == .draft }
      var kept: [String: Int] = [:]
      let chosen = drafts.filter { run in
        kept[run.folder, default: 0] += 1
        let isNew = kept[run.folder, default: 0] <= keep ?? 0
        let isLate = day.map { run.record.finished.prefix(10) >= $0.description } ?? false
        return !isNew && !isLate
      }
      for run in chosen where !isRehearsal {
        try database.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [run.id])
      }
      return chosen
    }
    if !isRehearsal, !deleted.isEmpty { try compact() }
    return deleted
  }
}
