import Glibc
import NumericalCore
import Testing

/// The annual flow of the Nile at Aswan, 1871–1970, in 10⁸ m³: Durbin and Koopman (2012), §2.2.5.
let nile: [Double] = [
  1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
  799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701,
  916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862,
  698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812,
  742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906,
  901, 1170, 912, 746, 919, 718, 714, 740,
]

/// Published values: variances 15,098.5 and 1,469.1 (Durbin and Koopman 2012, chapter 2), exact
/// diffuse log-likelihood -632.5456 (R's KFAS; `arima` of order (0, 1, 1) agrees) and, with a first
/// level of variance 10⁷, -641.5856 (KFAS). Further digits: statsmodels,
/// `UnobservedComponents(nile, "llevel", use_exact_diffuse=True)` and `"lltrend"`.
@Suite struct NileTests {
  let model = LocalLevelModel(observationVariance: 15_098.5, levelVariance: 1_469.1).stateSpace

  private func expect(_ seen: [Double], _ wanted: [Double], to tolerance: Double = 1e-7) {
    #expect(seen.count == wanted.count)
    for (value, known) in zip(seen, wanted) {
      #expect(abs(value - known) <= tolerance * max(1, abs(known)), "\(value), not \(known)")
    }
  }

  @Test func `The diffuse log-likelihood is the published one`() {
    let value = model.logLikelihood(nile)
    #expect(abs(value + 632.5456) < 5e-5)
    // statsmodels counts ½ log 2π for the diffuse observation as well.
    expect([value - 0.5 * log(2 * .pi)], [-633.4645636394434], to: 1e-12)
  }

  @Test func `A vague first level is not a diffuse one`() {
    var vague = SymmetricMatrix(order: 1)
    vague[0, 0] = 1e7
    var variance = vague
    variance[0, 0] = 1_469.1
    let model = StateSpaceModel(
      transition: [[1]], observation: [1], observationVariance: 15_099, stateVariance: variance,
      isDiffuse: [false], initialVariance: vague)
    #expect(abs(model.logLikelihood(nile) + 641.5856) < 1e-4)
  }

  @Test func `Filtered levels and innovations are the published ones`() {
    let filtered = model.filtered(nile)
    expect(
      filtered.updated[..<4].map { $0.mean[0] },
      [1120, 1140.92786924, 1072.79827966, 1117.30908183])
    expect(
      filtered.updated[..<4].map { $0.variance[0, 0] },
      [15_098.5, 7_899.48584133, 5_781.30122413, 4_898.23556803])
    let innovations = filtered.innovations[1..<4]
    expect(innovations.compactMap(\.error), [40, -177.92786924, 137.20172034])
    expect(innovations.map(\.variance), [31_666.1, 24_467.08584133, 22_348.90122413])
    #expect(filtered.innovations[0].variance == .infinity)
    #expect(filtered.predicted[0].variance[0, 0] == .infinity)
    expect([filtered.predicted[99].variance[0, 0] + 15_098.5], [20_599.68], to: 1e-6)
  }

  @Test func `Smoothed levels and forecasts are the published ones`() throws {
    let smoothed = try model.smoothed(nile)
    expect(
      smoothed[..<4].map { $0.mean[0] },
      [1111.66846109, 1110.85779355, 1105.26553741, 1113.51586835])
    expect(
      (smoothed[..<4] + smoothed[98...]).map { $0.variance[0, 0] },
      [
        4_032.08089115, 3_242.86107757, 2_818.88182895, 2_591.1146085, 3_242.86107757,
        4_032.08089115,
      ])
    expect(smoothed[98...].map { $0.mean[0] }, [804.0484844, 798.36910848])
    let forecasts = try model.forecast(nile, steps: 10)
    expect(forecasts.map(\.mean), [Double](repeating: 798.36910848, count: 10))
    expect([forecasts[0].variance, forecasts[9].variance], [20_599.68089115, 33_821.58089115])
  }

  /// Durbin and Koopman (2012), §2.7, take out the years 21–40 and 61–80.
  @Test func `Missing years are bridged as published`() throws {
    let series = nile.enumerated().map { year, flow -> Double? in
      (20..<40).contains(year) || (60..<80).contains(year) ? nil : flow
    }
    expect([model.logLikelihood(series) - 0.5 * log(2 * .pi)], [-381.5060962233455], to: 1e-11)
    let smoothed = try model.smoothed(series)
    expect([smoothed[29].mean[0], smoothed[69].mean[0]], [903.4207985369, 837.1769258813])
    expect([smoothed[29].variance[0, 0]], [9_714.9673185192])
    expect([model.filtered(series).updated[39].mean[0]], [1026.1415071506])
  }

  @Test func `A local linear trend is that of statsmodels`() throws {
    let trend = DampedTrendModel(
      observationVariance: 15_000, levelVariance: 1_400, slopeVariance: 10, damping: 1
    ).stateSpace
    expect([trend.logLikelihood(nile) - log(2 * .pi)], [-633.1674106173145], to: 1e-11)
    let smoothed = try trend.smoothed(nile)
    expect(smoothed[0].mean, [1124.2877389479, -4.4687882329])
    expect(smoothed[50].mean, [827.7084551978, -1.826249769])
    let variance = smoothed[0].variance
    expect(
      [variance[0, 0], variance[1, 0], variance[1, 1]],
      [4_738.921093037, -320.3292419382, 137.9391085419])
    let forecasts = try trend.forecast(nile, steps: 3)
    expect(forecasts.map(\.mean), [775.1666779905, 768.1387384029, 761.1107988154])
    expect(
      forecasts.map(\.variance), [21_927.5186854552, 24_421.9944949571, 27_242.3485215427])
  }

  @Test func `The likeliest variances are the published ones`() throws {
    let fit = try LocalLevelModel.fitted(to: nile)
    let model = fit.model
    expect([model.observationVariance, model.levelVariance], [15_098.52, 1_469.18], to: 2e-5)
    #expect(abs(fit.logLikelihood + 632.5456) < 5e-5 && fit.observed == 100 && !fit.isExact)
    #expect(fit.logLikelihood >= self.model.logLikelihood(nile))
    let direct = fit.model.stateSpace.logLikelihood(nile)
    #expect(abs(direct - fit.logLikelihood) < 1e-9)
  }
}
