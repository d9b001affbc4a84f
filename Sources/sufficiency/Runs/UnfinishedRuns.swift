import ArgumentParser
import Foundation
import Reporting

/// The notes in a folder of results.
struct UnfinishedRuns {
  /// Notes of one command that did not finish; it may have run several folders.
  struct Command {
    let notes: [RunNote]
    /// The names of the folders.
    let names: [String]
  }

  /// What did not finish, in the order of names.
  private(set) var commands: [Command] = []
  /// Runs that go on, by the names of their folders; nil where the note is not yet written.
  private(set) var going: [(name: String, note: RunNote?)] = []
  /// Notes that say nothing: the run was killed before it had begun.
  private(set) var empty: [String] = []
  /// Runs from pages that did not finish; their notes are deleted.
  private(set) var served: [(name: String, note: RunNote)] = []
  /// What was put back or deleted.
  private(set) var cleaned: [String] = []

  /// Reads the notes and cleans what dead processes have left.
  init(in out: String) {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: out)) ?? []).sorted()
    for file in names where file.hasPrefix(".") && file.hasSuffix(".lock") {
      take(String(file.dropFirst().dropLast(".lock".count)), in: out)
    }
    // Without a note: an import, or what stands beside a run's files. Shards are cleaned by who makes them again, on whichever machine.
    for file in names where !file.hasPrefix(".") && file != "returns" {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: "\(out)/\(file)", isDirectory: &isFolder),
        isFolder.boolValue, !going.contains(where: { $0.name == file })
      else { continue }
      cleaned += OutputFolder(path: "\(out)/\(file)").restore()
    }
  }

  private mutating func take(_ name: String, in out: String) {
    let path = OutputLock.path(of: name, in: out)
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    defer { close(file) }
    let isLocked = flock(file, LOCK_EX | LOCK_NB) == 0
    let isHeld = !isLocked && errno == EWOULDBLOCK
    let text = OutputLock.text(file)
    let note = RunNote(text: text)
    // Where there are no locks the number of the process tells.
    guard isLocked || (!isHeld && note?.isOfDead == true) else {
      going.append((name, note))
      return
    }
    // A run may have finished since the file was opened.
    guard OutputLock.isThere(file, path) else { return }
    // Neither a note nor the beginning of one is somebody else's.
    guard note != nil || text.isEmpty || text.first == UInt8(ascii: "{") else { return }
    cleaned += OutputFolder(path: "\(out)/\(name)").restore(isAlone: isLocked)
    guard let note else {
      empty.append(name)
      unlink(path)
      return
    }
    // While it is locked: later it may be the note of another run.
    if note.arguments.first == ServeCommand.configuration.commandName {
      served.append((name, note))
      unlink(path)
      return
    }
    if let same = commands.firstIndex(where: { $0.notes[0].isOfSameCommand(as: note) }) {
      commands[same] = Command(
        notes: commands[same].notes + [note], names: commands[same].names + [name])
    } else {
      commands.append(Command(notes: [note], names: [name]))
    }
  }
}
