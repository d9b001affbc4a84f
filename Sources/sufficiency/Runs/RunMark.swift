import ArgumentParser
import DataImport
import Foundation
import ResultsStore
import Vocabulary

/// How far the results on disk are signed off, as pages and sheets say it.
struct RunMark {
  /// `Draft`, `Checked by NAME on DATE`, `Approved by NAME on DATE`, or that the files are no longer those of the run.
  let text: String
  /// The run as it is recorded; nil where it is not, or its files have changed.
  let run: RecordedRun?
  /// True where a file is not as the run wrote it, or nothing says how it was.
  let isChanged: Bool

  /// Looks the results up in the store beside them, or in the sensitive folder. A sign-off holds for exactly the bytes signed.
  init(of folder: String, results: String) throws {
    let stated = RunIdentity.read(folder: results)
    guard let stated, let id = stated.id else {
      (text, run, isChanged) = ("Draft", nil, true)
      return
    }
    guard stated.isIntact else {
      StandardError.write(
        "\(results): the files are not those that run \(id) wrote, so no sign-off holds for them. Run the folder again."
      )
      (text, run, isChanged) = ("Draft: files changed since the run", nil, true)
      return
    }
    isChanged = false
    let path = StorePlace(of: folder, results: results).path
    do {
      run = try RunStore.forReading(path: path)?.run(withID: id)
    } catch let error as StoreError {
      StandardError.write("\(error) Until then the results count as a draft.")
      run = nil
    }
    text = run?.mark ?? "Draft"
  }
}
