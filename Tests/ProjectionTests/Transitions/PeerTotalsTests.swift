import Projection
import TestSupport
import Testing
import Vocabulary

/// The totals that any head-conserving model of the demo must give.
@Suite(.enabled(if: TransitionsDemo.isPresent, "\(ReferenceData.skipMessage)"))
struct PeerTotalsTests {
  private static let totals = [2247.176, 2323.482, 2398.037, 2472.869, 2545.589]

  private func model(_ redrawing: TransitionFrame.Redrawing) throws -> TransitionModel {
    var assumptions = try TransitionAssumptions(try TransitionsDemo.evidence(), years: 5)
    assumptions.redrawing = redrawing
    return TransitionModel(assumptions)
  }

  @Test func `the expected course is the published one`() throws {
    let course = try model(.everyCohortAndYear).expectedTotals()
    for (year, total) in zip(course, Self.totals) { #expect(abs(year.total - total) < 0.0006) }
    #expect(abs(course[0].joined - 273.798) < 0.0006)
    #expect(abs(course[0].left - 179.456) < 0.0006)
    #expect(abs(course[0].moved - 177.516) < 0.0006)
    #expect(abs(course[0].agedOut - 0.167) < 0.0006)
  }

  /// With parameters drawn anew for every cohort and year the expectation is exact; the test is of that option.
  @Test func `4000 draws give the published totals within 4 standard errors, and lose nobody`()
    async throws
  {
    let course = try await drawn(.everyCohortAndYear, draws: 4000)
    for (year, total) in zip(course, Self.totals) {
      print("\(total): mean \(year.mean), s.e. \(year.standardError), s.d. \(year.deviation)")
      #expect(abs(year.mean - total) < 4 * year.standardError)
    }
  }

  /// Drawn once a draw, parameters hang together with the heads they have made: later means may differ, the spread is wider.
  @Test func `parameters drawn once a draw give the first year's total and a wider range`()
    async throws
  {
    let once = try await drawn(.oncePerDraw, draws: 200)
    #expect(abs(once[0].mean - Self.totals[0]) < 4 * once[0].standardError)
    let anew = try await drawn(.everyCohortAndYear, draws: 200)
    #expect(once[4].deviation > 1.3 * anew[4].deviation)
  }

  private func drawn(
    _ redrawing: TransitionFrame.Redrawing, draws: Int
  ) async throws -> [Moments] {
    let model = try model(redrawing)
    let threads = 4
    let totals = await withTaskGroup(of: [[Double]].self) { group in
      for thread in 0..<threads {
        group.addTask {
          var course = DrawnCourse(model)
          return stride(from: thread, to: draws, by: threads).map { course.totals(of: $0) }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(totals.count == draws)
    var moments = Array(repeating: Moments(), count: model.years)
    for course in totals {
      for (year, total) in course.enumerated() { moments[year].add(total) }
    }
    return moments
  }
}

/// Draws one course after another, and sees that nobody is lost.
private struct DrawnCourse {
  private let model: TransitionModel
  private var draw: TransitionDraw
  private var flows: TransitionFlows

  init(_ model: TransitionModel) {
    self.model = model
    draw = TransitionDraw(model, seed: 2025)
    flows = TransitionFlows(states: model.states.count)
  }

  mutating func totals(of number: Int) -> [Double] {
    draw.turn(to: number)
    var stock = model.opening
    return (0..<model.years).map { year in
      draw.step(year: year, opening: stock, into: &flows)
      let total = flows.closing.reduce(0, +)
      let change = flows.joined.reduce(0, +) - flows.left.reduce(0, +) - flows.agedOut.reduce(0, +)
      #expect(total == stock.reduce(0, +) + change, "draw \(number), year \(year)")
      #expect(flows.movedIn.reduce(0, +) == flows.movedAway.reduce(0, +))
      swap(&stock, &flows.closing)
      return Double(total)
    }
  }
}

/// Mean and standard deviation as values come in.
struct Moments {
  private var count = 0.0
  private(set) var mean = 0.0
  private var squares = 0.0

  mutating func add(_ value: Double) {
    count += 1
    let step = value - mean
    mean += step / count
    squares += step * (value - mean)
  }

  var deviation: Double { (squares / (count - 1)).squareRoot() }
  var standardError: Double { deviation / count.squareRoot() }
}
