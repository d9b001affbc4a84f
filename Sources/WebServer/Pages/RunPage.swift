import Foundation
import Scenarios

/// The page of a full run: how far it is, or what became of it.
struct RunPage {
  let pages: SitePages
  let place: any Workplace
  let token: String

  func html(_ current: RunOffice.Current?, _ outcome: RunOffice.Outcome?) -> String {
    let isOwn = current?.place == place.name
    var context: [String: Any] = ["name": place.address, "token": token]
    if let current, isOwn {
      let progress = current.watch.progress
      context["under"] = [
        "text": Self.text(current), "finished": "\(progress.finished)",
        "of": "\(max(1, progress.of))", "name": place.address, "token": token,
      ]
    } else {
      let (text, reasons) = Self.words(outcome, other: current)
      context["text"] = text
      if !reasons.isEmpty { context["reasons"] = ["items": reasons] }
    }
    return pages.framed(
      .init(
        title: "Run every scenario", body: pages.part("run", context),
        place: (place.address, place.title), address: "/run", refreshes: isOwn))
  }

  /// How far a run is, in words.
  static func text(_ current: RunOffice.Current) -> String {
    let (finished, total) = current.watch.progress
    if current.watch.isCancelled { return "The run is being ended." }
    guard total > 0 else { return "The folder is being read." }
    guard finished < total else {
      return "All simulations are finished; the results are being written."
    }
    let seconds = current.started.duration(to: .now) / .seconds(1)
    let left = finished == 0 ? nil : seconds / Double(finished) * Double(total - finished)
    return "\(finished) of \(total) simulations are finished"
      + (left.map { "; about \(Int($0.rounded(.up))) seconds are left." } ?? ".")
  }

  private static func words(
    _ outcome: RunOffice.Outcome?, other: RunOffice.Current?
  ) -> (String, [String]) {
    if let other { return ("A run of \(other.title) is under way.", []) }
    switch outcome {
    case nil: return ("No run is under way.", [])
    case .finished(let seconds, let cautions):
      return (
        "The run was finished in \(seconds) second\(seconds == 1 ? "" : "s"). The results are written.",
        cautions
      )
    case .cancelled:
      return (
        "The run was ended before it was finished. Nothing was written: the last results are as they were.",
        []
      )
    case .refused(let reasons): return ("The run was refused. Nothing was written.", reasons)
    }
  }
}
