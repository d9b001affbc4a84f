import Foundation
import Reporting
import TestSupport
import Testing

@Suite struct OutputFolderTests {
  private let files = [
    OutputFile(path: "baseline/plans.csv", text: "a,b\n1,é\n"),
    OutputFile(path: "datapackage.json", text: "{}\n"),
  ]

  private func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  @Test func theFilesAreThereAndNothingElse() throws {
    let folder = try TemporaryFolder()
    try OutputFolder(path: "\(folder.path)/out/place/").replace(with: files)
    #expect(try folder.read("out/place/baseline/plans.csv") == "a,b\n1,é\n")
    #expect(try names("\(folder.path)/out") == ["place"])
    #expect(try names("\(folder.path)/out/place") == ["baseline", "datapackage.json"])
  }

  @Test func `a file is added where there is none of its name, and replaces none`() throws {
    let folder = try TemporaryFolder()
    let output = OutputFolder(path: folder.path)
    #expect(try output.add(OutputFile(path: "a.yaml", text: "first")))
    #expect(try !output.add(OutputFile(path: "a.yaml", text: "second")))
    #expect(try folder.read("a.yaml") == "first")
    #expect(try names(folder.path) == ["a.yaml"])
  }

  @Test func anOlderFolderIsReplacedAsAWhole() throws {
    let folder = try TemporaryFolder()
    let output = OutputFolder(path: "\(folder.path)/place")
    try output.replace(with: files + [OutputFile(path: "old/run.json", text: "{}\n")])
    try output.replace(with: files)
    #expect(try names(folder.path) == ["place"])
    #expect(try names("\(folder.path)/place") == ["baseline", "datapackage.json"])
  }

  @Test func aFailureHalfwayKeepsTheOlderFolderAndLeavesNothing() throws {
    let folder = try TemporaryFolder()
    let output = OutputFolder(path: "\(folder.path)/place")
    try output.replace(with: files)
    let clash = files + [OutputFile(path: "datapackage.json/plans.csv", text: "new\n")]
    let error = #expect(throws: OutputError.self) { try output.replace(with: clash) }
    #expect(error?.path == "\(folder.path)/place/datapackage.json")
    #expect(error?.description.contains(".writing") == false)
    #expect(try names(folder.path) == ["place"])
    #expect(try folder.read("place/baseline/plans.csv") == "a,b\n1,é\n")
  }

  @Test func aFileOfThatNameIsKeptAndNamed() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "place")
    let error = #expect(throws: OutputError.self) {
      try OutputFolder(path: "\(folder.path)/place").replace(with: files)
    }
    #expect(error?.path == "\(folder.path)/place")
    #expect(error?.seen == "a file has the name of the output folder")
    #expect(try folder.read("place") == "mine")
    #expect(try names(folder.path) == ["place"])
  }

  @Test func aFileAboveTheFolderIsNamed() throws {
    let folder = try TemporaryFolder()
    try folder.write("mine", to: "out")
    let error = #expect(throws: OutputError.self) {
      try OutputFolder(path: "\(folder.path)/out/place").replace(with: files)
    }
    #expect(error?.seen == "a file has the name of a folder above the results")
    #expect(error?.remedy.isEmpty == false)
  }

  @Test func aFolderThatIsNotAnEarlierOutputIsRefused() throws {
    let folder = try TemporaryFolder()
    try folder.write("name: Here", to: "place/authority.yaml")
    let error = #expect(throws: OutputError.self) {
      try OutputFolder(path: "\(folder.path)/place").replace(with: files)
    }
    #expect(error?.seen == "the folder holds files that are not an earlier output")
    #expect(try names("\(folder.path)/place") == ["authority.yaml"])
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
  func aFolderWithoutPermissionIsNamed() throws {
    let folder = try TemporaryFolder()
    chmod(folder.path, 0o555)
    defer { chmod(folder.path, 0o755) }
    let error = #expect(throws: OutputError.self) {
      try OutputFolder(path: "\(folder.path)/place").replace(with: files)
    }
    #expect(error?.seen == "no permission to write here")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/version")))
  func aPlaceWhereNothingCanBeMadeIsNamed() throws {
    let error = #expect(throws: OutputError.self) {
      try OutputFolder(path: "/proc/place").replace(with: files)
    }
    #expect(error?.path.hasPrefix("/proc") == true)
    #expect(error?.remedy.isEmpty == false)
  }
}
