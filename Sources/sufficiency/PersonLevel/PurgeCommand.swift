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
      var place = ""
      let record = { (count: Int) in place = try target.record(files: count, at: Date()) }
      guard let count = try target.purge(everything: everything, recording: record) else {
        let left = target.sweepLeftovers()
        guard left > 0 else {
          try refuse("\(folder) is not marked \(SensitiveFolder.marker), and nothing was deleted.")
        }
        try record(left)
        print("Deleted \(left) files that an import had left in \(folder). Recorded in \(place).")
        return
      }
      print("Deleted \(count) files of \(folder). Recorded in \(place).")
    } catch let error where !(error is ExitCode) {
      try refuse("\(folder) could not be deleted: \(error.localizedDescription)")
    }
  }
}
