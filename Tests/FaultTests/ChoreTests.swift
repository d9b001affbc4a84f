import Foundation
import TestSupport
import Testing

/// What is done beside runs, ended at any moment or with any answer of the system: all of it is done, or nothing; and it can be done again.
@Suite(.serialized)
struct ChoreTests {
  /// A command that writes little.
  enum Chore: String, CaseIterable {
    case initialise, returns, publish, handover, verify, sign, prune

    var arguments: [String] {
      get throws {
        switch self {
        case .initialise: ["init", "new", "--authority", "855"]
        case .returns:
          ["returns", "small", "--kind", "lsrp", "--draws", "4", "--years", "2", "--quiet"]
            + ["--out", "out"]
        case .publish: ["publish", "small", "--results", "out/small", "--to", "published"]
        case .handover: ["handover", "small", "--results", "out/small", "--to", "handover"]
        case .verify: ["verify", "out/small", "--folder", "small"]
        case .sign:
          ["runs", "sign", try #require(ChoreTests.prepared().id()), "--as", "checked"]
            + ["--by", "C. Checker", "--on", "2099-11-22", "--store", "out"]
        case .prune: ["runs", "prune", "--keep", "0", "--store", "out"]
        }
      }
    }

    /// What there is when nothing disturbs it, and the calls of the system that change files.
    static let undisturbed = Dictionary(
      uniqueKeysWithValues: allCases.map { chore in
        (
          chore,
          Once {
            let folder = try ChoreTests.prepared()
            let calls = try SystemCalls.all(
              try chore.arguments, in: folder.path, tracing: ChoreTests.calls,
              environment: folder.scratch)
            return (state: try ChoreTests.state(folder), calls: calls)
          }
        )
      })
  }

  private static let calls = "/^(rename|unlink|rmdir|mkdir|fsync|fdatasync|ftruncate|pwrite|link)"

  /// A run that somebody answers for.
  private static let owned = Once {
    let folder = try FaultFolder(copyOf: Work.before(.run))
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/tmp", withIntermediateDirectories: true)
    try folder.sufficiency(["runs", "record", "small", "--owner", "O. Owner", "--out", "out"])
    return folder
  }

  private static func prepared() throws -> FaultFolder { try FaultFolder(copyOf: owned.get()) }

  /// Every visible file; of the store what it says of its runs. The library of Excel files has files of its own in `tmp`, whose names it
  /// takes away before it writes to them.
  private static func state(_ folder: FaultFolder) throws -> [String: Data] {
    var files = try folder.visible(".").filter {
      !$0.key.contains("results.sqlite") && !$0.key.hasPrefix("tmp/")
    }
    let list = try folder.sufficiency(["runs", "list", "--store", "out"])
    files["runs"] = Data(list.output.utf8)
    #expect(try folder.store().count <= 1)
    return files
  }

  /// How something ends that is disturbed at a share of the way.
  private func disturbed(
    _ chore: Chore, _ fault: String, at share: Double, _ folder: FaultFolder
  ) throws -> (end: Launched.End, call: SystemCalls.Call) {
    let call = try #require(Chore.undisturbed[chore]).get().calls.at(share)
    let end = try SystemCalls.run(
      try chore.arguments, in: folder.path, tracing: Self.calls, inject: [call.inject(fault)],
      environment: folder.scratch)
    return (end, call)
  }

  /// What was left by a program that was killed: long ago, or tomorrow where the clock was put back since.
  @Test(arguments: [0, 4e9]) func `rooms that nobody holds are deleted by whoever comes next`(
    seconds: Double
  ) throws {
    let folder = try Self.prepared()
    let room = "\(folder.path)/tmp/.sufficiency-left"
    try FileManager.default.createDirectory(atPath: room, withIntermediateDirectories: true)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceReferenceDate: seconds)], ofItemAtPath: room)
    try folder.sufficiency(Chore.verify.arguments, environment: folder.scratch)
    #expect(!FileManager.default.fileExists(atPath: room))
  }

  @Test(.enabled(if: SystemCalls.areWatched), arguments: Chore.allCases)
  func `ended at any moment or refused by the system, a chore is done or not`(chore: Chore) throws {
    let before = try Self.state(Self.prepared())
    let after = try #require(Chore.undisturbed[chore]).get().state
    var moments = Moments(of: chore.rawValue)
    for fault in ["signal=KILL", "signal=INT", "error=ENOSPC", "error=EIO"] {
      for _ in 0..<max(1, Moments.count / 12) {
        let folder = try Self.prepared()
        let (end, call) = try disturbed(chore, fault, at: moments.next() ?? 0, folder)
        let moment = "\(chore.rawValue), \(fault) at \(call): \(end)"
        let isRemoval = call.name.hasPrefix("unlink") || call.name == "rmdir"
        let found = try Self.state(folder)
        // Of a return each file is whole; of everything else all of it.
        let isKnown = found == before || found == after
        #expect(
          isKnown
            || chore == .returns
              && found.allSatisfy { before[$0.key] == $0.value || after[$0.key] == $0.value },
          "\(moment): \(found.keys.filter { before[$0] != found[$0] }.sorted())")
        // Who is told that all is well has it.
        #expect(end.status != 0 || found == after, "\(moment)")
        if fault != "signal=KILL" {
          // What the system does not delete is deleted by the next who writes.
          let hidden = try folder.hidden()
          #expect(hidden == [] || fault.contains("error") && isRemoval, "\(moment): \(hidden)")
          #expect(
            [0, 1, 130].contains(end.status) && (end.status == 0 || !end.errors.isEmpty),
            "\(moment)")
        }
        try folder.age()
        let again = try folder.sufficiency(
          try chore.arguments, expecting: nil, environment: folder.scratch)
        #expect(again.status == 0 || found == after, "\(moment): \(again.errors)")
        #expect(try Self.state(folder) == after, "\(moment)")
        #expect(try folder.hidden() == [], "\(moment)")
      }
    }
  }

  @Test(arguments: Chore.allCases)
  func `a signal ends a chore within a second, and nothing half-written is left`(
    chore: Chore
  ) throws {
    let start = ContinuousClock.now
    try Self.prepared().sufficiency(chore.arguments)
    let whole = start.duration(to: .now) / .seconds(1)
    var moments = Moments(of: "soon \(chore.rawValue)")
    for _ in 0..<max(2, Moments.count / 20) {
      let share = moments.next() ?? 0
      var quickest = Double.infinity
      // A machine that does something else at the moment is asked again.
      for _ in 0..<3 where quickest >= Launched.patience {
        let folder = try Self.prepared()
        let program = try Launched(chore.arguments, in: folder.path)
        usleep(UInt32(share * whole * 1e6))
        program.send(SIGINT)
        let end = try program.end()
        quickest = min(quickest, end.seconds)
        // A program that has not yet begun has nothing to clean up.
        #expect([0, 130].contains(end.status), "\(share): \(end)")
        #expect(try folder.hidden() == [], "\(share)")
      }
      #expect(quickest < Launched.patience, "\(share) of \(whole) s")
    }
  }

  @Test(.enabled(if: SystemCalls.areWatched))
  func `files are on the disk before their names, and the names before the older files go`() throws
  {
    let folder = try Work.transitions.prepared()
    let calls = try SystemCalls.all(Work.transitions.arguments, in: folder.path).map(\.name)
    let exchange = try #require(calls.firstIndex(of: "renameat2"))
    let files = try folder.folder.files(below: "out/small")
    let folders = Set(files.keys.map { ($0 as NSString).deletingLastPathComponent }).union([""])
    // One is of the note beside the results.
    let flushed = calls[..<exchange].count { $0 == "fsync" }
    #expect(flushed >= files.count + folders.count + 1, "\(flushed) of \(files.count)")
    #expect(calls[(exchange + 1)...].first == "fsync", "\(calls[exchange...])")
    #expect(calls[exchange...].contains { $0.hasPrefix("unlink") })
  }

  @Test(.enabled(if: SystemCalls.areWatched))
  func `a run is in the store when it is said to be`() throws {
    let folder = try Work.store.prepared()
    let calls = try SystemCalls.all(Work.store.arguments, in: folder.path).map(\.name)
    #expect(calls.contains("fdatasync") || calls.contains("fsync"), "\(calls)")
  }
}

extension FaultFolder {
  /// Makes rooms for what is read at once older than those that somebody may only just have made; by turns as old as a clock
  /// that was put back makes them, which is younger than now.
  fileprivate func age() throws {
    let rooms = try FileManager.default.contentsOfDirectory(atPath: "\(path)/tmp")
    for (number, room) in rooms.filter({ $0.hasPrefix(".") }).sorted().enumerated() {
      let date = Date(timeIntervalSinceReferenceDate: number % 2 == 0 ? 0 : 4e9)
      try FileManager.default.setAttributes(
        [.modificationDate: date], ofItemAtPath: "\(path)/tmp/\(room)")
    }
  }

  /// Where programs put what they read at once.
  fileprivate var scratch: [String: String] {
    ["TMPDIR": "\(path)/tmp"].merging(Work.environment) { $1 }
  }
}
