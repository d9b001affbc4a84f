import Foundation
import Reporting
import TestSupport
import Testing

/// Files that vanish, odd paths, no home, other locales, clocks that jump.
@Suite(.serialized)
struct SurroundingsTests {
  /// A link that leads nowhere is listed and is not there when it is read, as a file deleted in between.
  private func vanish(_ file: String, _ folder: FaultFolder) throws {
    try folder.folder.delete(file)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/\(file)", withDestinationPath: "nowhere")
  }

  @Test(arguments: ["evidence/settings.csv", "authority.yaml", "earlier-support.yaml"])
  func `a file that vanishes before it is read is named`(file: String) throws {
    let folder = try Work.run.prepared()
    let before = try folder.folder.files(below: "out")
    try vanish("small/\(file)", folder)
    let end = try folder.sufficiency(Work.run.arguments, expecting: 1)
    #expect(
      end.errors.contains(file) && end.errors.contains("Nothing was written"), "\(end.errors)")
    #expect(try folder.folder.files(below: "out") == before)
    #expect(try folder.hidden() == [])
  }

  @Test(
    .enabled(if: SystemCalls.areWatched), arguments: ["openat:error=ENOENT", "read:error=EIO"],
    ["evidence/settings.csv", "authority.yaml", "earlier-support.yaml"])
  func `a file that vanishes or fails while it is read is named`(fault: String, file: String) throws
  {
    let folder = try Work.run.prepared()
    let before = try folder.folder.files(below: "out")
    let end = try SystemCalls.run(
      Work.run.arguments, in: folder.path, tracing: "openat,read", inject: [fault],
      of: ["small/\(file)", "\(folder.path)/small/\(file)"])
    #expect(end.status == 1 && end.errors.contains(file), "\(end)")
    #expect(try folder.folder.files(below: "out") == before)
    #expect(try folder.hidden() == [])
  }

  @Test func `files of a release, shards and results that vanish are named`() throws {
    let release = try Work.import.prepared()
    let first = try #require(try release.folder.files(below: "downloads").keys.min())
    try vanish("downloads/\(first)", release)
    let imported = try release.sufficiency(Work.import.arguments, expecting: 1)
    #expect(imported.errors.contains(first), "\(imported.errors)")
    #expect(try release.visible("england").isEmpty)

    let shards = try Work.merge.prepared()
    let shard = try #require(try shards.folder.files(below: "shards").keys.min())
    try vanish("shards/\(shard)", shards)
    let merged = try shards.sufficiency(Work.merge.arguments, expecting: 1)
    #expect(merged.errors.contains(shard), "\(merged.errors)")
    try Work.merge.check(shards, "vanished")

    let results = try Work.report.prepared()
    try results.folder.delete("out/small/baseline/plans.csv")
    let report = try results.sufficiency(Work.report.arguments, environment: Work.environment)
    #expect(report.errors.contains("the files are not those that run"), "\(report.errors)")
    #expect(
      try results.folder.read("out/small/report.html").contains("files changed since the run"))
  }

  @Test(arguments: ["LC_ALL=C", "LC_ALL=de_DE.ISO-8859-1 LANG=de_DE.ISO-8859-1", "PATH=/bin"])
  func `without a home and in any locale a run has the same bytes`(environment: String) throws {
    let folder = try FaultFolder(ofTransitions: true)
    let name = "County Hall’s data – Bezirk Süd"
    try FileManager.default.moveItem(
      atPath: "\(folder.path)/small", toPath: "\(folder.path)/\(name)")
    let end = try Launched(
      ["-i"] + environment.split(separator: " ").map(String.init)
        + [Command.sufficiency, "run", name, "--seed", "2", "--out", "Peter’s results"]
        + FaultFolder.draws,
      in: folder.path, by: "/usr/bin/env"
    ).end()
    #expect(end.status == 0 && end.errors.isEmpty, "\(end)")
    let results = "Peter’s results/\(name)"
    #expect(try folder.bytes(results) == Work.undisturbed(.transitions).folder.bytes("out/small"))
    #expect(try folder.hidden() == [])
  }

  @Test func `a report is written wherever it is wanted`() throws {
    let folder = try Work.report.prepared()
    let report = "Peter’s reports, 2026/Bezirk Süd.html"
    try folder.sufficiency(
      Work.report.arguments + ["--to", report],
      environment: Work.environment.merging(["LC_ALL": "C"]) { $1 })
    #expect(try folder.folder.read(report).contains("</html>"))
  }

  @Test(arguments: [4000, 4085, 5000])
  func `a very long path works, or is refused in words`(length: Int) throws {
    let folder = try FaultFolder(ofTransitions: true)
    var out = folder.path
    while out.utf8.count < length {
      out +=
        "/"
        + String(repeating: "x", count: Swift.min(200, Swift.max(1, length - out.utf8.count - 1)))
    }
    let end = try folder.sufficiency(
      ["run", "small", "--seed", "2", "--out", out, "--no-record"] + FaultFolder.draws,
      expecting: nil)
    if end.status == 0 {
      #expect(length == 4000)
    } else {
      #expect(
        end.status == 1 && end.errors.contains("longer than the system allows"), "\(end.errors)")
    }
    let found = try Command.run("/usr/bin/find", [folder.path, "-name", ".*"])
    #expect(found.output.isEmpty, "\(found.output)")
    let files = try Command.run("/usr/bin/find", [folder.path, "-path", "*xxx*", "-type", "f"])
    #expect(end.status == 0 || files.output.isEmpty, "\(files.output)")
    let read = try folder.sufficiency(
      ["run", out, "--out", "out"] + FaultFolder.draws, expecting: 1)
    #expect(!read.errors.isEmpty)
  }

  @Test func `no duration is read off the clock, which may jump`() throws {
    let files = try FileManager.default.subpathsOfDirectory(atPath: Repository.path("Sources"))
    for file in files where file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: Repository.path("Sources/\(file)"), encoding: .utf8)
      for word in [
        "timeIntervalSince(", "timeIntervalSinceNow", "CFAbsoluteTimeGetCurrent",
        "gettimeofday", "CLOCK_REALTIME",
      ] {
        #expect(!text.contains(word), "\(file): \(word)")
      }
    }
  }

  @Test func `a reader never finds the folder missing while it is replaced`() async throws {
    let folder = try TemporaryFolder()
    let path = "\(folder.path)/place"
    let output = OutputFolder(path: path)
    let files = [OutputFile(path: "datapackage.json", text: "{}\n")]
    try output.replace(with: files)
    let writing = Task.detached { for _ in 0..<300 { try output.replace(with: files) } }
    let looking = Task.detached {
      var missing = 0
      while !Task.isCancelled { if access(path, F_OK) != 0 { missing += 1 } }
      return missing
    }
    try await writing.value
    looking.cancel()
    #expect(await looking.value == 0)
  }
}
