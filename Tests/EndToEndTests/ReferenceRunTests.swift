import Foundation
import TestSupport
import Testing

/// The committed reference run is what the tool writes today: a result that moves is seen in the diff.
struct ReferenceRunTests {
  @Test func `the committed reference run comes out again byte for byte`() throws {
    let folder = try TemporaryFolder()
    let outcome = try Command.run(
      Command.sufficiency,
      [
        "run", "scenarios/leicester", "--scenario", "programme", "--draws", "200", "--years", "3",
        "--seed", "2025", "--out", folder.path, "--quiet",
      ])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let written = try folder.files(below: "leicester")
    let root = Repository.path("notebooks-output/reference/leicester")
    #expect(written.count > 20)
    for (name, bytes) in written where !name.hasSuffix("run.json") {
      let committed = FileManager.default.contents(atPath: "\(root)/\(name)")
      #expect(committed == bytes, "\(name): run scripts/reference-run if a result was to move")
    }
  }
}
