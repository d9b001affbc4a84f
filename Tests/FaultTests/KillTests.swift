import Foundation
import TestSupport
import Testing

/// `kill -9` at random moments: everything visible stays whole, and the work can be finished to the same bytes.
@Suite(.serialized)
struct KillTests {
  /// The share of the moments that each work has: half are of runs.
  private static let shares: [Work: Int] = [
    .run: 2, .transitions: 4, .merge: 1, .import: 2, .store: 2, .report: 1,
  ]

  @Test(arguments: Work.allCases)
  func `killed at any moment, nothing is lost and the work can be finished`(work: Work) throws {
    let count = max(1, Moments.count * (Self.shares[work] ?? 1) / 12)
    var moments = Moments(of: work.rawValue)
    for number in 0..<count {
      guard let share = moments.next() else { return }
      let folder = try work.prepared()
      let moment: String
      // By turns a call of the system that changes files, where writing is all there is, and a moment of the whole.
      if number % 2 == 0, SystemCalls.areWatched {
        moment = try killed(work, folder, atCall: share)
      } else {
        moment = try killed(work, folder, after: share)
      }
      try work.check(folder, moment)
      try work.mend(folder, moment)
    }
  }

  private func killed(_ work: Work, _ folder: FaultFolder, atCall share: Double) throws -> String {
    let call = try Work.undisturbed(work).calls.at(share)
    let end = try SystemCalls.run(
      work.arguments, in: folder.path, inject: [call.inject("signal=KILL")])
    let moment = "\(work.rawValue) at \(call)"
    #expect(end.status == 137, "\(moment): \(end.errors)")
    return moment
  }

  private func killed(_ work: Work, _ folder: FaultFolder, after share: Double) throws -> String {
    let seconds = share * (try Work.undisturbed(work).seconds) * 1.05
    let program = try Launched(work.arguments, in: folder.path, environment: Work.environment)
    usleep(UInt32(seconds * 1e6))
    program.send(SIGKILL)
    let end = try program.end()
    let moment = "\(work.rawValue) after \(seconds) s"
    #expect([137, 0].contains(end.status), "\(moment): \(end.errors)")
    return moment
  }
}
