import Glibc
import NumericalCore
import Testing

func logarithmOf(_ x: Float80) -> Float80 { logl(x) }

@Suite struct StateSpaceOracleTests {
  /// A random model of `order` states, one to all of them diffuse, sometimes without noise in the
  /// observation or with a state that is forgotten, and a series with a third of its values missing.
  private func example(_ number: Int, order: Int, times: Int) -> (PlainModel, [Double?]) {
    var stream = DrawStream(
      DrawAddress(seed: 21, draw: UInt32(number)), year: order, cell: 1, purpose: 0)
    func vector() -> [Double] { (0..<order).map { _ in normal(using: &stream) } }
    func variance() -> [[Double]] {
      let root = (0..<order).map { _ in vector() }
      return root.map { row in root.map { zip(row, $0).reduce(0) { $0 + $1.0 * $1.1 } } }
    }
    var transition = (0..<order).map { _ in vector().map { 0.6 * $0 } }
    if number % 7 == 3 { transition = transition.map { [0] + $0.dropFirst() } }
    let model = PlainModel(
      transition: transition, observation: vector(),
      observationVariance: number % 5 == 0 ? 0 : 0.5 + stream.next(), stateVariance: variance(),
      isDiffuse: (0..<order).map { $0 == number % order || stream.next() < 0.5 },
      initialMean: vector(), initialVariance: variance())
    let series = (0..<times).map { _ in
      stream.next() < 0.33 ? nil : 5 * normal(using: &stream)
    }
    return (model, series)
  }

  private func expectNear(_ seen: Double, _ wanted: Double, _ comment: Comment) {
    #expect(abs(seen - wanted) <= 1e-6 * max(1, abs(wanted)), comment)
  }

  /// A variance that is not small beside the oracle's κ is not near its limit there.
  private func isTame(_ estimates: [StateEstimate], _ order: Int) -> Bool {
    estimates.allSatisfy { estimate in
      (0..<order).allSatisfy { estimate.variance[$0, $0] < 3e3 }
    }
  }

  @Test(
    "Smoothed states and likelihood are those of the joint normal vector, to 1e-6",
    arguments: 1...3)
  func smoother(order: Int) throws {
    var compared = 0
    for number in 0..<40 {
      let (model, series) = example(number, order: order, times: 9)
      guard let smoothed = try? model.stateSpace.smoothed(series) else { continue }
      guard isTame(smoothed, order) else { continue }
      compared += 1
      let oracle = JointNormalOracle(model, series)
      for (time, estimate) in smoothed.enumerated() {
        for row in 0..<order {
          expectNear(estimate.mean[row], oracle.means[time][row], "\(number), time \(time)")
          for column in 0...row {
            expectNear(
              estimate.variance[row, column], oracle.variances[time][row][column],
              "\(number), time \(time)")
          }
        }
      }
      let seen = model.stateSpace.logLikelihood(series)
      expectNear(seen, oracle.logLikelihood, "likelihood of \(number)")
    }
    #expect(compared >= 20)
  }

  @Test("Filtered states are the smoothed states of a shorter series", arguments: 1...3)
  func filter(order: Int) throws {
    for number in 0..<20 {
      let (model, series) = example(number, order: order, times: 9)
      let filtered = model.stateSpace.filtered(series)
      for time in series.indices {
        let seen = filtered.updated[time]
        guard let last = try? model.stateSpace.smoothed(Array(series[...time])).last else {
          #expect((0..<order).contains { seen.variance[$0, $0] == .infinity })
          continue
        }
        for row in 0..<order {
          guard last.variance[row, row] < .infinity else { continue }
          expectNear(seen.mean[row], last.mean[row], "mean")
          expectNear(seen.variance[row, row], last.variance[row, row], "variance")
        }
      }
      #expect(filtered.logLikelihood == model.stateSpace.logLikelihood(series))
    }
  }

  @Test("Forecasts are the joint normal vector's missing values at the end", arguments: 1...3)
  func forecasts(order: Int) throws {
    for number in 0..<20 {
      let (model, series) = example(number, order: order, times: 8)
      guard let smoothed = try? model.stateSpace.smoothed(series), isTame(smoothed, order) else {
        continue
      }
      let forecasts = try model.stateSpace.forecast(series, steps: 3)
      let oracle = JointNormalOracle(model, series + [nil, nil, nil])
      let z = model.observation
      for (step, forecast) in forecasts.enumerated() {
        let (mean, variance) = (oracle.means[8 + step], oracle.variances[8 + step])
        expectNear(forecast.mean, zip(z, mean).reduce(0) { $0 + $1.0 * $1.1 }, "\(number)")
        var signal = 0.0
        for row in 0..<order {
          for column in 0..<order { signal += z[row] * variance[row][column] * z[column] }
        }
        expectNear(forecast.signalVariance, signal, "\(number)")
        #expect(forecast.variance == forecast.signalVariance + model.observationVariance)
      }
    }
  }

  @Test func `A series without a diffuse state needs no observations`() throws {
    let model = StateSpaceModel(
      transition: [[0.5]], observation: [2], observationVariance: 1,
      stateVariance: SymmetricMatrix(order: 1), isDiffuse: [false], initialMean: [3])
    #expect(try model.forecast([], steps: 2).map(\.mean) == [6, 3])
    #expect(try model.smoothed([nil, nil]).map { $0.mean[0] } == [3, 1.5])
    #expect(model.logLikelihood([nil]) == 0)
  }

  @Test func `A state forgotten before it was observed stays unknown`() throws {
    let model = StateSpaceModel(
      transition: [[0]], observation: [1], observationVariance: 1,
      stateVariance: SymmetricMatrix(order: 1))
    let smoothed = try model.smoothed([nil, 3])
    #expect(smoothed[0].variance[0, 0] == .infinity)
    #expect(smoothed[1].variance[0, 0] == 0 && smoothed[1].mean == [0])
  }

  @Test func `A model without noise believes what it expects and nothing else`() {
    let still = LocalLevelModel(observationVariance: 0, levelVariance: 0).stateSpace
    #expect(still.logLikelihood([4, 4, nil, 4]) == 0)
    #expect(still.logLikelihood([4, 5]) == -.infinity)
    let filtered = still.filtered([4, 4])
    #expect(filtered.innovations.map(\.variance) == [.infinity, 0])
    #expect(filtered.updated[1].mean == [4] && filtered.updated[1].variance[0, 0] == 0)
  }

  @Test func `What the series does not reach is refused`() {
    let model = StateSpaceModel(
      transition: [[1, 0], [0, 1]], observation: [1, 0], observationVariance: 1,
      stateVariance: SymmetricMatrix(order: 2))
    #expect(throws: StateSpaceError.notIdentified(observed: 3, diffuseStates: 2)) {
      try model.smoothed([1, 2, 3])
    }
    #expect(throws: StateSpaceError.tooFewObservations(observed: 1, needed: 2)) {
      try model.forecast([1, nil], steps: 1)
    }
    let trend = DampedTrendModel(
      observationVariance: 1, levelVariance: 1, slopeVariance: 1, damping: 0.9)
    #expect(throws: StateSpaceError.tooFewObservations(observed: 1, needed: 2)) {
      try trend.stateSpace.smoothed([nil, 5])
    }
    #expect(model.filtered([1]).predicted[0].variance[0, 0] == .infinity)
  }
}
