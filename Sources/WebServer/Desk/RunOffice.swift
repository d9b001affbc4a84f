import Foundation
import Scenarios

/// The full runs of a server: one at a time, in the background, with a watch on it.
actor RunOffice {
  /// What has become of the last run of an authority.
  enum Outcome: Sendable, Equatable {
    /// Cautions say what else should have been done but was not.
    case finished(seconds: Int, cautions: [String])
    case cancelled
    case refused([String])
  }

  /// A run under way.
  struct Current: Sendable {
    let place: String
    let title: String
    let watch: RunWatch
    let started: ContinuousClock.Instant
  }

  private(set) var current: Current?
  private var outcomes: [String: Outcome] = [:]
  private let running: Workbench

  init(running: Workbench) { self.running = running }

  /// Begins a run.
  /// - Throws: `Refusal` where another is under way.
  func begin(_ place: any Workplace) throws {
    if let current {
      throw Refusal([
        "A run of \(current.title) is under way. Wait until it is finished, or end it first."
      ])
    }
    let watch = RunWatch()
    current = Current(place: place.name, title: place.title, watch: watch, started: .now)
    outcomes[place.name] = nil
    let running = running
    Task {
      let outcome: Outcome
      do {
        let start = ContinuousClock.now
        let cautions = try await running.run { try place.run(watch) }
        outcome = .finished(
          seconds: Int((start.duration(to: .now) / .seconds(1)).rounded(.up)), cautions: cautions)
      } catch is RunCancelled {
        outcome = .cancelled
      } catch let refusal as Refusal {
        outcome = .refused(refusal.reasons)
      } catch {
        // What it says may name paths of this machine.
        outcome = .refused([
          "This is a fault of Sufficiency, not of what you did. Run again; if it happens again, please report it."
        ])
      }
      self.end(place.name, outcome)
    }
  }

  private func end(_ place: String, _ outcome: Outcome) {
    current = nil
    outcomes[place] = outcome
  }

  /// Ends the run of an authority; nothing where none is under way.
  func cancel(_ place: String) {
    if let current, current.place == place { current.watch.cancel() }
  }

  /// What became of the last run of an authority; nil before the first.
  func outcome(_ place: String) -> Outcome? { outcomes[place] }
}
