import Foundation
import TestSupport
import Testing

/// What is under way when a program is ended, with what there was before and what there must be afterwards.
enum Work: String, CaseIterable {
  case run, transitions, merge, `import`, store, report

  /// The command that is ended.
  var arguments: [String] {
    switch self {
    case .run, .transitions: FaultFolder.run(seed: 2)
    case .merge: ["merge", "shards", "--folder", "small", "--out", "out", "--quiet"]
    case .import: ["import", "release", "downloads", "--all", "--to", "england", "--force"]
    case .store: ["runs", "record", "small", "--out", "out"]
    case .report: ["report", "small", "--for", "officers", "--results", "out/small"]
    }
  }

  static let environment = ["SUFFICIENCY_CHART_JS": Repository.path("Package.swift")]

  /// What there was before: results of another seed, recorded; files to merge, import or record.
  private static let before = made { work in
    switch work {
    case .run, .report:
      if work == .report { return try before(.run) }
      let folder = try FaultFolder()
      try folder.run(seed: 1)
      return folder
    case .transitions:
      let folder = try FaultFolder(ofTransitions: true)
      try folder.run(seed: 1)
      return folder
    case .merge:
      let folder = try FaultFolder(copyOf: before(.run))
      try folder.sufficiency(
        ["run", "small", "--seed", "2", "--shard", "1/1", "--out", "shards"] + FaultFolder.draws)
      return folder
    case .import:
      let folder = try FaultFolder()
      for (name, text) in SmallRelease().files() {
        try folder.folder.write(text, to: "downloads/\(name).csv")
      }
      return folder
    case .store:
      // The newer results, and the store without them.
      let folder = try FaultFolder(copyOf: before(.run))
      try folder.folder.delete("out/small")
      try FileManager.default.copyItem(
        atPath: "\(undisturbed(.run).folder.path)/out/small", toPath: "\(folder.path)/out/small")
      return folder
    }
  }

  /// What there is when nothing disturbs it, how long it takes, and the calls of the system that change files.
  private static let undisturbed = made { work in
    let folder = try work.prepared()
    let start = ContinuousClock.now
    var calls: [SystemCalls.Call] = []
    if SystemCalls.areWatched {
      calls = try SystemCalls.all(work.arguments, in: folder.path)
    } else {
      try folder.sufficiency(work.arguments, environment: environment)
    }
    let seconds = start.duration(to: .now) / .seconds(1)
    return Undisturbed(folder: folder, seconds: seconds, calls: calls)
  }

  struct Undisturbed {
    let folder: FaultFolder
    let seconds: Double
    let calls: [SystemCalls.Call]
  }

  private static func made<Value>(
    _ make: @escaping (Work) throws -> Value
  ) -> [Work: Once<Value>] {
    Dictionary(uniqueKeysWithValues: allCases.map { work in (work, Once { try make(work) }) })
  }

  static func before(_ work: Work) throws -> FaultFolder { try #require(before[work]).get() }

  static func undisturbed(_ work: Work) throws -> Undisturbed {
    try #require(undisturbed[work]).get()
  }

  /// A folder of its own, as it was before.
  func prepared() throws -> FaultFolder {
    try FaultFolder(copyOf: Self.before(self))
  }

  /// Everything that is visible is whole, and is what there was before or what there is when nothing disturbs it.
  func check(_ folder: FaultFolder, _ moment: String) throws {
    let after = try Self.undisturbed(self).folder
    let before = try Self.before(self)
    if self != .import {
      #expect(self == .transitions || folder.isWhole(), "\(moment)")
      let results = try folder.visible("out/small").filter(FaultFolder.isOfRun)
      let known = try [before, after].map {
        try $0.folder.files(below: "out/small").filter(FaultFolder.isOfRun)
      }
      #expect(known.contains(results), "\(moment): \(results.keys.sorted())")
      #expect(Set(try before.store()).isSubset(of: try folder.store()), "\(moment)")
    } else {
      let whole = try after.folder.files(below: "england")
      let found = try folder.visible("england")
      for (name, bytes) in found { #expect(bytes == whole[name], "\(moment): \(name)") }
      let folders = Set(found.keys.map { $0.prefix { $0 != "/" } })
      let expected = whole.keys.filter { folders.contains($0.prefix { $0 != "/" }) }
      #expect(expected.count == found.count, "\(moment): a folder is whole or not there")
    }
    let report = "out/small/report.html"
    let made = try? folder.folder.read(report)
    #expect(made == nil || made == (try? after.folder.read(report)), "\(moment)")
  }

  /// What a person does next: resume, or the command again. Then all is as if nothing had happened.
  func mend(_ folder: FaultFolder, _ moment: String) throws {
    let after = try Self.undisturbed(self).folder
    let wasUnfinished = folder.note != nil
    if [.run, .merge, .transitions].contains(self) {
      try folder.sufficiency(["resume", "--out", "out", "--quiet"])
    }
    // Ended before it had begun to write, a run has left no note.
    if !wasUnfinished { try folder.sufficiency(arguments, environment: Self.environment) }
    if self == .import {
      #expect(
        try folder.folder.files(below: "england") == after.folder.files(below: "england"),
        "\(moment)")
    } else {
      #expect(self == .transitions || folder.isWhole(), "\(moment)")
      #expect(folder.id() == after.id(), "\(moment)")
      #expect(try folder.bytes("out/small") == after.bytes("out/small"), "\(moment)")
      #expect(try folder.store() == after.store(), "\(moment)")
    }
    #expect(try folder.hidden() == [], "\(moment)")
  }
}

extension FaultFolder {
  /// True for what a run writes, but for the records of when and how fast; a report beside it is none of it.
  static func isOfRun(_ file: (key: String, value: Data)) -> Bool {
    !file.key.hasSuffix("run.json") && !file.key.hasSuffix(".html")
  }

  /// Who runs `small` or did not finish it; nil where nobody does, or has not yet said so.
  var note: [String: Any]? {
    let text = FileManager.default.contents(atPath: "\(path)/out/.small.lock") ?? Data()
    return (try? JSONSerialization.jsonObject(with: text)) as? [String: Any]
  }

  /// The files below a folder that no hidden name is above.
  func visible(_ below: String) throws -> [String: Data] {
    guard FileManager.default.fileExists(atPath: "\(path)/\(below)") else { return [:] }
    return try folder.files(below: below).filter {
      !$0.key.split(separator: "/").contains { $0.hasPrefix(".") }
    }
  }
}
