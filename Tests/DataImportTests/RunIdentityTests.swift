import Foundation
import TestSupport
import Testing

@testable import DataImport

/// Which run some results are: their bytes say it, and nothing else.
struct RunIdentityTests {
  private func record(threads: Int = 2, seconds: String = "0.5", seed: Int = 1) -> String {
    """
    {
      "seed": \(seed),
      "threads": \(threads),
      "started": "a",
      "finished": "b",
      "seconds": \(seconds),
      "peak_memory_bytes": 9,
      "inputs": [
        "seconds": 1
      ]
    }

    """
  }

  private func id(_ record: String, plans: String = "x,y\n1,2\n") -> String {
    RunIdentity.id(
      dfeCode: "999", files: [("baseline/run.json", record), ("baseline/plans.csv", plans)])
  }

  /// Worked out by a few lines of Python.
  @Test func `an id is the code and the hash of paths and hashes`() {
    #expect(id(record()) == "999-5da67af4ba7210c9")
  }

  @Test func `times, threads and memory do not count, and all else does`() {
    let first = id(record())
    #expect(id(record(threads: 8, seconds: "12.001")) == first)
    #expect(id(record(seed: 2)) != first)
    #expect(id(record().replacing("\"seconds\": 1\n", with: "\"seconds\": 2\n")) != first)
    #expect(id(record(), plans: "x,y\n1,3\n") != first)
    let files = [("a.csv", "1"), ("b.csv", "2")]
    #expect(
      RunIdentity.id(dfeCode: "999", files: files)
        == RunIdentity.id(dfeCode: "999", files: files.reversed()))
    #expect(
      RunIdentity.id(dfeCode: "999", files: [("b.csv", "1"), ("a.csv", "2")])
        != RunIdentity.id(dfeCode: "999", files: files))
  }

  private func package(_ id: String, _ paths: [String]) -> String {
    let resources = paths.map { "{\"path\": \"\($0)\"}" }.joined(separator: ",")
    return "{\"id\": \"\(id)\", \"resources\": [\(resources)]}"
  }

  @Test func `a folder is read as it was written, and no file outside it`() throws {
    let folder = try TemporaryFolder()
    #expect(RunIdentity.read(folder: folder.path) == nil)
    try folder.write(record(threads: 4), to: "results/baseline/run.json")
    try folder.write("x,y\n1,2\n", to: "results/baseline/plans.csv")
    let id = id(record())
    let paths = ["baseline/plans.csv", "baseline/run.json"]
    try folder.write(package(id, paths), to: "results/datapackage.json")
    let results = "\(folder.path)/results"
    #expect(RunIdentity.read(folder: results)?.isIntact == true)
    try folder.write("report", to: "results/report.html")
    #expect(RunIdentity.read(folder: results)?.isIntact == true, "what others add is not the run's")
    try folder.write("x,y\n1,2\n", to: "plans.csv")
    try folder.write(package(id, paths + ["../plans.csv"]), to: "results/datapackage.json")
    let outside = try #require(RunIdentity.read(folder: results))
    #expect(!outside.isIntact && outside.files.isEmpty)
    try folder.write(package(id, paths), to: "results/datapackage.json")
    try folder.delete("results/baseline/plans.csv")
    #expect(RunIdentity.read(folder: results)?.isIntact == false)
  }

  @Test(.timeLimit(.minutes(60))) func `no bytes spoil the reader of an id`() throws {
    let files = [
      "datapackage.json": Array(package(id(record()), ["baseline/run.json"]).utf8),
      "baseline/run.json": Array(record().utf8),
    ]
    let folder = try TemporaryFolder()
    for (name, bytes) in files { try folder.write(bytes, to: name) }
    var trial = ReaderTrial("identity", files, isKnown: FolderMutationTests.isKnown)
    trial.mayGiveBoth = true
    let failures = try trial.failures(500) { spoilt, name in
      try folder.write(spoilt[name] ?? [], to: name)
      defer { try? folder.write(files[name] ?? [], to: name) }
      let stated = RunIdentity.read(folder: folder.path)
      return Reading([], isAccepted: stated?.found != nil)
    }
    #expect(failures == [])
  }
}
