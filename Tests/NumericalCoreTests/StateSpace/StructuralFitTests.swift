import Glibc
import NumericalCore
import Testing

/// Simulated in NumPy (seed 3) from a damped trend with φ = 0.85, and fitted there by SciPy's
/// Nelder–Mead from 12 starts to statsmodels' exact diffuse likelihood.
private let simulated = [
  106.1, 99.7, 99.2, 118.1, 108.5, 107.6, 110.1, 109.5, 103.1, 100.8, 100.4, 108.0, 102.5, 112.4,
  118.9, 122.6, 127.9, 129.8, 135.7, 131.9, 138.8, 150.2, 149.6, 146.7, 148.5, 134.2, 133.9, 132.3,
  132.5, 131.2, 134.0, 134.9, 130.5, 127.6, 123.4, 123.9, 121.1, 126.1, 119.6, 126.4, 117.2, 115.4,
  112.9, 108.5, 106.7, 106.0, 106.1, 105.3, 102.7, 102.6, 98.4, 89.1, 87.9, 86.5, 84.3, 86.8, 76.2,
  81.0, 85.3, 84.4,
]
private let short = [
  51.0, 56.7, 62.0, 69.6, 71.7, 75.4, 80.7, 85.2, 87.8, 94.4, 96.2, 98.2, 101.4, 103.7, 103.5,
  104.9, 108.0, 109.3, 112.5, 113.7, 113.6, 114.5, 115.5, 117.9, 121.2, 119.7, 122.7, 120.3, 122.3,
  123.0,
]

@Suite struct StructuralFitTests {
  @Test func `A damped trend is fitted as SciPy fits it`() throws {
    let fit = try DampedTrendModel.fitted(to: simulated)
    #expect(abs(fit.logLikelihood - log(2 * .pi) + 183.14043609981076) < 1e-7)
    #expect(abs(fit.model.observationVariance - 10.034326) < 1e-3)
    #expect(abs(fit.model.slopeVariance - 7.606222) < 1e-3 && fit.model.levelVariance < 1e-6)
    #expect(abs(fit.model.damping - 0.563156) < 1e-4)
    let direct = fit.model.stateSpace.logLikelihood(simulated)
    #expect(abs(direct - fit.logLikelihood) < 1e-9)
  }

  @Test func `Variances that vanish are exactly zero`() throws {
    let fit = try DampedTrendModel.fitted(to: short)
    #expect(abs(fit.logLikelihood - log(2 * .pi) + 51.81191271969121) < 1e-6)
    #expect(abs(fit.model.observationVariance - 1.494680) < 1e-4)
    #expect(fit.model.levelVariance == 0 && fit.model.slopeVariance == 0)
    #expect(abs(fit.model.damping - 0.922454) < 1e-4)
  }

  @Test func `The Nile has no slope that lasts`() throws {
    let fit = try DampedTrendModel.fitted(to: nile)
    #expect(fit.logLikelihood - log(2 * .pi) >= -628.4924052399)
    #expect(fit.model.damping == 0)
  }

  @Test func `No nearby model is likelier`() throws {
    for (index, series) in [simulated, short, nile].enumerated() {
      let best = try DampedTrendModel.fitted(to: series, damping: 0.3...0.98)
      let model = best.model
      #expect((0.3...0.98).contains(model.damping))
      let unit = model.observationVariance
      for (a, b, c) in [(1.01, 1, 1), (0.99, 1, 1), (1, 1.02, 1), (1, 1, 1.02), (1, 0.98, 0.98)] {
        for shift in [-0.005, 0, 0.005] {
          let other = DampedTrendModel(
            observationVariance: unit * a, levelVariance: model.levelVariance * b,
            slopeVariance: model.slopeVariance * c,
            damping: min(max(model.damping + shift, 0.3), 0.98))
          let value = other.stateSpace.logLikelihood(series)
          #expect(value <= best.logLikelihood + 1e-8, "series \(index)")
        }
      }
    }
  }

  @Test func `A fixed damping stays fixed and a freer one is no worse`() throws {
    let fixed = try DampedTrendModel.fitted(to: simulated, damping: 0.8...0.8)
    #expect(fixed.model.damping == 0.8)
    let free = try DampedTrendModel.fitted(to: simulated, damping: 0.5...1)
    #expect(free.logLikelihood >= fixed.logLikelihood - 1e-7)
  }

  @Test func `A level without noise and noise without a wandering level are found`() throws {
    var (level, walk, noise) = (0.0, [Double](), [Double]())
    var stream = DrawStream(DrawAddress(seed: 5, draw: 0), year: 1, cell: 1, purpose: 1)
    for time in 0..<60 {
      let step = normal(using: &stream)
      level += step
      walk.append(level)
      // Alternating noise has a negative autocorrelation no wandering level can have.
      noise.append((time.isMultiple(of: 2) ? 1 : -1) + 0.1 * step)
    }
    let still = try LocalLevelModel.fitted(to: noise).model
    #expect(still.levelVariance == 0 && still.observationVariance > 0.5)
    let smooth = walk.indices.map { walk[...$0].reduce(0, +) }
    let moving = try LocalLevelModel.fitted(to: smooth).model
    #expect(moving.observationVariance == 0 && moving.levelVariance > 1)
  }

  @Test func `Estimates recover the model that made a long series`() throws {
    var (level, series) = (100.0, [Double?]())
    var stream = DrawStream(DrawAddress(seed: 6, draw: 0), year: 1, cell: 1, purpose: 1)
    for time in 0..<1_000 {
      series.append(time % 9 == 4 ? nil : level + 3 * normal(using: &stream))
      level += 1.5 * normal(using: &stream)
    }
    // The standard errors are about 0.6 and 0.3.
    let model = try LocalLevelModel.fitted(to: series).model
    #expect(abs(model.observationVariance - 9) < 3 && abs(model.levelVariance - 2.25) < 1.5)
  }

  @Test func `A change of units changes the variances by its square`() throws {
    let (one, thousand) = (
      try DampedTrendModel.fitted(to: short),
      try DampedTrendModel.fitted(to: short.map { 1_024 * $0 })
    )
    let ratio = thousand.model.observationVariance / one.model.observationVariance
    #expect(abs(ratio / (1_024 * 1_024) - 1) < 1e-9)
    #expect(thousand.model.damping == one.model.damping)
  }

  @Test(
    "A series of equal values has no variances and an infinite likelihood",
    arguments: [[7, 7, 7], [0, 0, 0, 0], [nil, -2, nil, -2, -2]] as [[Double?]])
  func equal(series: [Double?]) throws {
    let level = try LocalLevelModel.fitted(to: series)
    #expect(level.model == LocalLevelModel(observationVariance: 0, levelVariance: 0))
    #expect(level.isExact && level.logLikelihood == .infinity)
    let trend = try DampedTrendModel.fitted(to: series, damping: 0.5...0.9)
    #expect(trend.isExact && trend.model.damping == 0.9 && trend.model.slopeVariance == 0)
    let forecast = try trend.model.stateSpace.forecast(series, steps: 3)
    let last = series.compactMap { $0 }[0]
    #expect(forecast.allSatisfy { abs($0.mean - last) < 1e-12 && $0.variance == 0 })
  }

  @Test func `A straight line is an exact trend`() throws {
    let fit = try DampedTrendModel.fitted(to: (0..<12).map { 40.3 + 2.7 * Double($0) })
    #expect(fit.isExact && fit.model.observationVariance == 0)
    #expect(abs(fit.model.damping - 1) < 1e-4)
  }

  @Test func `Too few values are refused`() {
    #expect(throws: StateSpaceError.tooFewObservations(observed: 1, needed: 2)) {
      try LocalLevelModel.fitted(to: [nil, 4, nil])
    }
    #expect(throws: StateSpaceError.tooFewObservations(observed: 2, needed: 3)) {
      try DampedTrendModel.fitted(to: [1, nil, 4])
    }
    #expect(throws: StateSpaceError.tooFewObservations(observed: 0, needed: 2)) {
      try LocalLevelModel.fitted(to: [])
    }
  }

  @Test func `As few values as possible give finite estimates`() throws {
    let level = try LocalLevelModel.fitted(to: [1, nil, 4])
    let sum = level.model.observationVariance + level.model.levelVariance
    #expect(sum > 0 && sum < .infinity && level.logLikelihood < .infinity)
    let trend = try DampedTrendModel.fitted(to: [1, 5, nil, 4])
    #expect(trend.logLikelihood.isFinite || trend.isExact)
    #expect(trend.model.observationVariance.isFinite && trend.model.slopeVariance.isFinite)
  }
}
