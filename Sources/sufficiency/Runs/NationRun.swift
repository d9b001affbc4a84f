import ArgumentParser
import Foundation
import Synchronization
import Vocabulary

/// A run of every authority in a folder, several at a time: while one is read, estimated or written, another is simulated.
///
/// Each has an equal share of the threads and of the memory; what is said of them comes in the order of their names.
struct NationRun {
  private let command: RunCommand
  private let paths: [String]
  /// Authorities at a time.
  private let lanes: Int
  private let threads: Int

  init(_ command: RunCommand, _ folders: AuthorityFolders) {
    self.command = command
    paths = folders.paths
    let threads = command.usedThreads
    lanes = min(threads, paths.count)
    self.threads = threads / lanes
  }

  /// Runs them.
  ///
  /// - Returns: the findings of all.
  /// - Throws: `RefusedFolder` or an exit code before anything is written, where one of them cannot be run; what ended a run, when
  ///   those that had begun are finished.
  func run() throws -> [Finding] {
    let inputs = try checkAll()
    let locks = try paths.indices.map {
      try OutputLock(paths[$0], out: command.out, inputs: inputs[$0])
    }
    defer { for lock in locks.reversed() { lock.release() } }
    let progress = Progress(total: paths.count, isQuiet: command.quiet)
    defer { progress.finish() }
    let minutes = Minutes(count: paths.count)
    let results = forEach { index in
      var voice = Voice(isQuiet: command.quiet, showsProgress: false)
      voice.hears = { minutes.note($0, of: index) }
      defer {
        progress.advance()
        minutes.close(index)
      }
      return try alone(index).runAuthority(voice, held: locks[index])
    }
    return try results.compactMap { try $0?.get() }.flatMap { $0 }
  }

  /// Looks at every authority before the results of the first are written, and says all that is wrong.
  ///
  /// - Returns: the files that were read of each.
  private func checkAll() throws -> [[InputFile]] {
    for index in paths.indices { try alone(index).checkPlaces() }
    let results = forEach(evenAfterFaults: true) { try alone($0).checkInputs() }
    var faults: [any Error] = []
    for case .failure(let error)? in results { faults.append(error) }
    guard let last = faults.last else { return try results.map { try $0?.get() ?? [] } }
    for case let refused as RefusedFolder in faults.dropLast() { _ = refused.said() }
    throw last
  }

  /// The command for one of the folders.
  private func alone(_ index: Int) -> RunCommand {
    var command = command
    command.folder = paths[index]
    command.threads = threads
    command.memory = command.memory.map { MemorySize(bytes: $0.bytes / lanes) }
    return command
  }

  /// Does something for every folder; nil where it was not begun because of a fault before.
  private func forEach<Value: Sendable>(
    evenAfterFaults: Bool = false, _ body: @Sendable (Int) throws -> Value
  ) -> [Result<Value, any Error>?] {
    let results = Mutex([Result<Value, any Error>?](repeating: nil, count: paths.count))
    let next = Atomic(0)
    let failed = Atomic(false)
    DispatchQueue.concurrentPerform(iterations: lanes) { _ in
      while evenAfterFaults || !failed.load(ordering: .relaxed) {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < paths.count else { return }
        let result = Result { try body(index) }
        if case .failure = result { failed.store(true, ordering: .relaxed) }
        results.withLock { $0[index] = result }
      }
    }
    return results.withLock { $0 }
  }
}

/// What was said of each authority, printed in their order.
private final class Minutes: Sendable {
  private struct State {
    var texts: [String]
    var closed: [Bool]
    var next = 0
  }

  private let state: Mutex<State>

  init(count: Int) {
    state = Mutex(
      State(
        texts: Array(repeating: "", count: count), closed: Array(repeating: false, count: count)))
  }

  func note(_ text: String, of index: Int) { state.withLock { $0.texts[index] += text } }

  /// Nothing more will be said of an authority.
  func close(_ index: Int) {
    state.withLock { state in
      state.closed[index] = true
      while state.next < state.closed.count, state.closed[state.next] {
        print(state.texts[state.next], terminator: "")
        state.texts[state.next] = ""
        state.next += 1
      }
    }
  }
}
