import Foundation
import GRDB
public import Vocabulary

extension RunStore {
  /// Why a run is not signed.
  public struct Refusal: Error, Sendable, CustomStringConvertible {
    /// What is wrong, and how to go on.
    public let description: String
  }

  /// Adds a line to the log of sign-offs, which raises the run's status.
  ///
  /// A draft is checked, then approved; owner, checker and approver are three people.
  ///
  /// - Returns: the run as it is now.
  /// - Throws: `Refusal` where the order or the person is wrong; `StoreError`.
  public func sign(_ run: RecordedRun, _ signOff: SignOff) throws -> RecordedRun {
    try write { database in
      guard var now = try self.run(withID: run.id, database) else {
        throw Refusal(description: "\(run.id) is no longer in \(path).")
      }
      if let reason = Self.reason(against: signOff, of: now) { throw Refusal(description: reason) }
      try database.execute(
        sql: "INSERT INTO sign_off (run, status, name, day, note) VALUES (?, ?, ?, ?, ?)",
        arguments: [
          run.id, signOff.status.rawValue, signOff.name, signOff.day.description, signOff.note,
        ])
      now.signOffs.append(signOff)
      return now
    }
  }

  private static func reason(against new: SignOff, of run: RecordedRun) -> String? {
    guard let before = new.status.before, before == run.status else {
      return outOfOrder(new.status, run)
    }
    guard let owner = run.owner else {
      return "\(run.id) has no owner, so nobody can be told from the owner. Name one first: "
        + "sufficiency runs record FOLDER --owner NAME"
    }
    if same(owner, new.name) {
      return
        "\(new.name) is the owner of \(run.id). Somebody else has to sign it as \(new.status.rawValue)."
    }
    if let earlier = run.signOffs.first(where: { same($0.name, new.name) }) {
      return
        "\(new.name) signed \(run.id) as \(earlier.status.rawValue). A third person has to sign it as "
        + "\(new.status.rawValue)."
    }
    if let finished = CalendarDate(String(run.record.finished.prefix(10))), new.day < finished {
      return
        "\(run.id) was finished on \(finished.text), and \(new.day.text) is before that. Check --on."
    }
    if let last = run.signOffs.last, new.day < last.day {
      return
        "\(run.id) was signed as \(last.status.rawValue) on \(last.day.text), and \(new.day.text) is before that. "
        + "Check --on."
    }
    return nil
  }

  private static func outOfOrder(_ status: RunStatus, _ run: RecordedRun) -> String {
    switch (run.status, status) {
    case (.approved, _):
      "\(run.id) is approved, and an approved run is never changed. Run the folder again for another."
    case (.draft, .approved):
      "\(run.id) is a draft. It has to be checked first: sufficiency runs sign \(run.id) --as checked --by NAME"
    default: "\(run.id) is \(run.status.rawValue) already."
    }
  }

  /// Names are the same whatever their case, accents, spaces and full stops.
  private static func same(_ left: String, _ right: String) -> Bool {
    func folded(_ name: String) -> String {
      name.folding(
        options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil
      ).filter { $0.isLetter || $0.isNumber }
    }
    return folded(left) == folded(right)
  }
}
