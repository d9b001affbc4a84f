import ArgumentParser
import Foundation
import Vocabulary

/// Writes a commented template of a scenario folder.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a commented template of a scenario folder that `check` passes.",
    discussion: """
      EXAMPLE
        sufficiency init my-authority --authority 855
      Every figure of the template is invented and says so. Replace them file by file.
      """)

  @Argument(help: "The folder to make; it must not exist, or be empty.", completion: .directory)
  var folder: String

  @Option(name: .customLong("authority"), help: "DfE's three-digit code of the authority.")
  var code: String

  func validate() throws {
    guard code.count == 3, Int(code) != nil else {
      throw ValidationError(
        "--authority must be DfE's three-digit code such as 855, not '\(code)'.")
    }
  }

  func run() throws {
    let manager = FileManager.default
    if let held = try? manager.contentsOfDirectory(atPath: folder), !held.isEmpty {
      StandardError.write(
        "\(folder) is not empty, and nothing was written. Name a new folder, or empty this one.")
      throw ExitCode(ExitStatus.refused.rawValue)
    }
    do {
      try write(FolderTemplate(authorityCode: code).files)
    } catch {
      StandardError.write(
        "\(folder) could not be written: \(error.localizedDescription). Check the path and who may write there."
      )
      throw ExitCode(ExitStatus.refused.rawValue)
    }
    print(
      """
      Wrote a template for authority \(code) to \(folder). Every figure in it is illustrative.
      Next: sufficiency check \(folder), then replace evidence/*.csv file by file (scenarios/README.md says how).
      """)
  }

  private func write(_ files: [(path: String, text: String)]) throws {
    for file in files {
      let path = folder + "/" + file.path
      let parent = (path as NSString).deletingLastPathComponent
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
      try file.text.write(toFile: path, atomically: true, encoding: .utf8)
    }
  }
}
