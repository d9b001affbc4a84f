import ArgumentParser
import Foundation

/// Deletes a folder made from person-level data and records it.
struct PurgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract: "Delete a folder made from person-level data, and record that it was.",
    discussion: """
      EXAMPLE
        sufficiency purge ~/private/mine
      Only a folder marked OFFICIAL-SENSITIVE is deleted. Of a scenario folder that was there before the import only what was
      added goes, unless --everything is given. The record, sufficiency-purges.csv beside the folder, has time, folder and number of files.
      """)

  @Argument(help: "The folder.", completion: .directory)
  var folder: String

  @Flag(help: "Delete a scenario folder that was there before the import as well.")
  var everything = false

  func run() throws {
    let target = SensitiveFolder(folder)
    guard FileManager.default.fileExists(atPath: target.path) else {
      try refuse("There is no folder \(folder).")
    }
    do {
      guard let count = try target.purge(everything: everything) else {
        try refuse("\(folder) is not marked \(SensitiveFolder.marker), and nothing was deleted.")
      }
      let record = try target.record(files: count, at: Date())
      print("Deleted \(count) files of \(folder). Recorded in \(record).")
    } catch let error where !(error is ExitCode) {
      try refuse("\(folder) could not be deleted: \(error.localizedDescription)")
    }
  }
}
