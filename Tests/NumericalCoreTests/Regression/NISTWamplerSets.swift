extension ReferenceSet {
  /// Wampler 1970 (JASA 65, 549–565): polynomials of degree five at 0, 1 … 20, without
  /// and with ever larger errors; higher difficulty.
  static let wampler = [
    wampler(1, waves[0], ones, errors: 0, rSquared: 1, digits: (11, 9)),
    wampler(2, waves[1], tenths, errors: 0, rSquared: 1, digits: (12, 12)),
    wampler(3, waves[2], ones, errors: 1, rSquared: 0.999995559025820, digits: (10, 12)),
    wampler(4, waves[3], ones, errors: 100, rSquared: 0.957478440825662, digits: (8, 12)),
    wampler(5, waves[4], ones, errors: 10_000, rSquared: 0.224668921574940e-2, digits: (6, 12)),
  ]

  private static let ones = [Double](repeating: 1, count: 6)
  private static let tenths = [1, 0.1, 0.01, 0.001, 0.0001, 0.00001]

  /// Wampler3's certified standard errors; those of 4 and 5 are 100 and 10 000 times as large.
  private static let errors = [
    2_152.32624678170, 2_363.55173469681, 779.343524331583, 101.475507550350, 5.64566512170752,
    0.112324854679312,
  ]

  private static func wampler(
    _ number: Int, _ response: [Double], _ coefficients: [Double], errors scale: Double,
    rSquared: Double, digits: (Double, Double)
  ) -> ReferenceSet {
    ReferenceSet(
      name: "Wampler\(number)", predictors: [(0...20).map(Double.init)], response: response,
      coefficients: coefficients, standardErrors: errors.map { $0 * scale },
      residualDeviation: 2_360.14502379268 * scale, rSquared: rSquared, digits: digits)
  }

  private static let waves: [[Double]] = [
    [
      1, 6, 63, 364, 1_365, 3_906, 9_331, 19_608, 37_449, 66_430, 111_111, 177_156, 271_453,
      402_234, 579_195, 813_616, 1_118_481, 1_508_598, 2_000_719, 2_613_660, 3_368_421,
    ],
    [
      1, 1.11111, 1.24992, 1.42753, 1.65984, 1.96875, 2.38336, 2.94117, 3.68928, 4.68559, 6,
      7.71561, 9.92992, 12.75603, 16.32384, 20.78125, 26.29536, 33.05367, 41.26528,
      51.16209, 63,
    ],
    [
      760, -2_042, 2_111, -1_684, 3_888, 1_858, 11_379, 17_560, 39_287, 64_382, 113_159,
      175_108, 273_291, 400_186, 581_243, 811_568, 1_121_004, 1_506_550, 2_002_767,
      2_611_612, 3_369_180,
    ],
    [
      75_901, -204_794, 204_863, -204_436, 253_665, -200_894, 214_131, -185_192, 221_249,
      -138_370, 315_911, -27_644, 455_253, 197_434, 783_995, 608_816, 1_370_781, 1_303_798,
      2_205_519, 2_408_860, 3_444_321,
    ],
    [
      7_590_001, -20_479_994, 20_480_063, -20_479_636, 25_231_365, -20_476_094, 20_489_331,
      -20_460_392, 18_417_449, -20_413_570, 20_591_111, -20_302_844, 18_651_453,
      -20_077_766, 21_059_195, -19_666_384, 26_348_481, -18_971_402, 22_480_719,
      -17_866_340, 10_958_421,
    ],
  ]
}
