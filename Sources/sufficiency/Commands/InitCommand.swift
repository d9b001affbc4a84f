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
    try FolderWriter.write(
      FolderTemplate(authorityCode: code).files.map { ($0.path, Array($0.text.utf8)) }, to: folder)
    print(
      """
      Wrote a template for authority \(code) to \(folder). Every figure in it is illustrative.
      Next: sufficiency check \(folder), then replace evidence/*.csv file by file (scenarios/README.md says how).
      """)
  }
}
