import Foundation
import Reporting
import Synchronization
import Vocabulary

/// Keeps others from running into the same folder of results, by a lock of the kernel on a hidden file beside it.
///
/// The kernel gives the lock up when the process ends, however that happens. What then is left is the note of a run that did not finish.
final class OutputLock: Sendable {
  /// Locks a file that is open: as `flock`.
  typealias Locking = (Int32, Int32) -> Int32

  /// Somebody else runs into the folder.
  struct Refused: Error, CustomStringConvertible {
    let results: String
    /// Nil where the other has not yet written who it is.
    let other: RunNote?

    var description: String {
      let who = other.map(\.who) ?? "a run that has only just begun"
      return "\(results): in use by another run (\(who)). Wait until it ends, end it"
        + (other.map { " (kill \($0.process))" } ?? "")
        + ", or name another folder with --out. Nothing was written."
    }
  }

  private let path: String
  /// True where a run before did not finish: what fails now leaves a note as that did.
  private let isAfterAnother: Bool
  /// The folder of all results where it was made here; it goes again where nothing came to be in it.
  private let made: String?
  /// The open file; nil once it is given up.
  private let held: Mutex<Int32?>

  /// Takes the folder's results, cleans what dead processes have left of them, and notes who has them now.
  ///
  /// - Parameters:
  ///   - folder: the scenario folder.
  ///   - out: the folder of all results.
  ///   - inputs: the files that were read.
  /// - Throws: `Refused`; `OutputError` where nothing can be written there.
  init(
    _ folder: String, out: String, inputs: [InputFile] = [], locking: Locking = flock
  ) throws {
    let results = ScenarioFolder.results(of: folder, in: out)
    path = Self.path(of: ScenarioFolder.name(of: folder), in: out)
    made = FileManager.default.fileExists(atPath: out) ? nil : out
    do {
      try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
    } catch { throw OutputError(out, error) }
    let (file, isLocked) = try Self.opened(path, results, locking)
    held = Mutex(file)
    let before = Self.text(file)
    let earlier = RunNote(text: before)
    isAfterAnother = earlier != nil
    if !isLocked {
      StandardError.write(
        "\(out): this file system keeps no locks. See to it that nobody else runs into \(results) at the same time."
      )
    }
    if !isAfterAnother { WritingGate.shared.hide(path) }
    // Of a sensitive folder there is nothing in the note but paths and options.
    let note = RunNote(of: folder, inputs: SensitiveFolder(folder).isSensitive ? [] : inputs)
    OutputFolder(path: results).restore(isAlone: isLocked)
    try write(note, file, over: before, results)
    if let earlier, Invocation.current.isResumed { Self.tellChanges(note, earlier, folder) }
  }

  deinit { release() }

  /// Gives the folder back when all is written: the note is deleted.
  func finish() { giveBack(withNote: false) }

  /// Gives the folder back whatever came of it. Where a run before did not finish, and this one did not either, the note stays.
  func release() { giveBack(withNote: isAfterAnother) }

  private func giveBack(withNote isKept: Bool) {
    guard let file = held.withLock({ $0.take() }) else { return }
    WritingGate.shared.step {
      if !isKept { unlink(path) }
      if let made { rmdir(made) }
      close(file)
    }
    WritingGate.shared.show(path)
  }

  /// The hidden file of a folder of results.
  static func path(of name: String, in out: String) -> String { "\(out)/.\(name).lock" }

  /// Opens and locks the file that has the name when it is locked.
  private static func opened(
    _ path: String, _ results: String, _ locking: Locking
  ) throws -> (descriptor: Int32, isLocked: Bool) {
    var patience = 10
    while true {
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard file >= 0 else { throw fault(path, results, errno) }
      if locking(file, LOCK_EX | LOCK_NB) != 0 {
        let number = errno
        guard number == EWOULDBLOCK else { return (file, false) }
        let note = RunNote(text: text(file))
        close(file)
        // Somebody who only looks holds it for an instant.
        patience -= 1
        usleep(30_000)
        if patience > 0 { continue }
        throw Refused(results: results, other: note)
      }
      // Whoever had it may have deleted it between our opening and our locking: then it is nobody's file.
      if isThere(file, path) { return (file, true) }
      close(file)
    }
  }

  /// True while a path is the name of an open file.
  static func isThere(_ file: Int32, _ path: String) -> Bool {
    var (held, named) = (stat(), stat())
    return fstat(file, &held) == 0 && stat(path, &named) == 0 && held.st_ino == named.st_ino
      && held.st_dev == named.st_dev
  }

  /// A file of somebody else, which we may not write, tells who it is.
  private static func fault(_ path: String, _ results: String, _ number: Int32) -> any Error {
    guard number == EACCES, let text = FileManager.default.contents(atPath: path),
      let note = RunNote(text: text)
    else { return OutputError(results, number) }
    return Refused(results: results, other: note)
  }

  /// What an open file holds.
  static func text(_ file: Int32) -> Data {
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: false)
    try? handle.seek(toOffset: 0)
    return ((try? handle.readToEnd()) ?? nil) ?? Data()
  }

  /// Writes the note over what was there before, which is never shorter on the way: whoever is killed here leaves one note or the other.
  private func write(
    _ note: RunNote, _ file: Int32, over before: Data, _ results: String
  ) throws {
    let bytes = [UInt8](note.text)
    let blanks = [UInt8](repeating: UInt8(ascii: " "), count: max(0, before.count - bytes.count))
    let all = bytes + blanks
    guard pwrite(file, all, all.count, 0) == all.count, ftruncate(file, off_t(bytes.count)) == 0,
      fsync(file) == 0
    else {
      let number = errno
      let earlier = [UInt8](before)
      _ = pwrite(file, earlier, earlier.count, 0)
      ftruncate(file, off_t(earlier.count))
      release()
      throw OutputError(results, number == 0 ? ENOSPC : number)
    }
  }

  private static func tellChanges(_ note: RunNote, _ earlier: RunNote, _ folder: String) {
    let changed = note.changed(since: earlier)
    guard !changed.isEmpty else { return }
    StandardError.write(
      "\(folder): changed since the run began: \(changed.joined(separator: ", ")). The files as they are now are used."
    )
  }
}
