import Foundation
import TestSupport
import Testing

/// The committed reference run is what the tool writes today: a result that moves is seen in the diff.
struct ReferenceRunTests {
  /// Debian's reference BLAS and LAPACK, beside the OpenBLAS that is found otherwise.
  private static let netlib = ["blas", "lapack"].map { "/usr/lib/x86_64-linux-gnu/\($0)" }
    .joined(separator: ":")

  @Test(arguments: [nil, netlib])
  func `the committed reference run comes out again byte for byte, whatever multiplies matrices`(
    libraries: String?
  ) throws {
    let environment = libraries.map { ["LD_LIBRARY_PATH": $0] } ?? [:]
    let linked = try Command.run(
      "/usr/bin/ldd", [Command.sufficiency], environment: environment)
    if libraries == nil {
      // Two runs of one library would say nothing of the other.
      if !linked.output.contains("openblas") { print("skipped: no OpenBLAS; this library alone") }
    } else {
      guard linked.output.contains("/blas/libblas.so.3") else {
        print("skipped: no reference BLAS in \(Self.netlib)")
        return
      }
      #expect(!linked.output.contains("openblas"))
    }
    let folder = try TemporaryFolder()
    let outcome = try Command.run(
      Command.sufficiency,
      [
        "run", "scenarios/leicester", "--scenario", "programme", "--draws", "200", "--years", "3",
        "--seed", "2025", "--out", folder.path, "--quiet",
      ], environment: environment)
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
