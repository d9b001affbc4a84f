import Glibc
import NumericalCore
import Testing

/// Designs and responses at the edge of what doubles hold: a typed error or finite numbers, never NaN.
@Suite struct StabilityTests {
  private let address = DrawAddress(seed: 77, draw: 5)

  private func uniform(_ trial: Int, _ place: Int, _ purpose: UInt8) -> Double {
    address.uniform(year: place, cell: UInt64(trial), purpose: purpose)
  }

  @Test("Whatever is thrown or fitted is finite", arguments: 0..<8)
  func finite(batch: Int) throws {
    for trial in batch * 25..<(batch + 1) * 25 {
      let (rows, columns) = (4 + trial % 9, 1 + trial % 4)
      let reach = pow(10, Double(trial % 7) - 2)
      var design = Matrix(rows: rows, columns: columns)
      for row in 0..<rows {
        for column in 0..<columns {
          design[row, column] =
            column == 0 ? 1 : reach * (uniform(trial, row * 8 + column, 1) - 0.5)
        }
      }
      let response = (0..<rows).map { (6 * uniform(trial, $0, 2)).rounded(.down) }
      let offset = (0..<rows).map { 100 * reach * (uniform(trial, $0, 3) - 0.5) }
      for family in [
        ResponseFamily.poisson, .quasiPoisson, .binomial(link: .logit), .binomial(link: .log),
        .negativeBinomial(theta: 0.7), .gaussian,
      ] {
        expectFinite(design, response, family, offset: trial % 2 == 0 ? offset : nil)
      }
    }
  }

  @Test func `Exposures from one to a million are no obstacle`() throws {
    for trial in 0..<60 {
      let exposure = (0..<12).map { pow(10, 6 * uniform(trial, $0, 4)) }
      let design = Matrix(rows: (0..<12).map { [1, uniform(trial, $0, 5) - 0.5] })
      let response = (0..<12).map { 1 + (9 * uniform(trial, $0, 6)).rounded(.down) }
      for family in [ResponseFamily.poisson, .negativeBinomial(theta: 3)] {
        let fit = try generalisedLinearFit(
          design: design, response: response, family: family, offset: exposure.map { log($0) })
        for column in 0..<2 {
          let score = (0..<12).reduce(0) { sum, row in
            let mean = fit.fitted[row]
            let spread = family == .poisson ? 1 : 1 + mean / 3
            return sum + design[row, column] * (response[row] - mean) / spread
          }
          #expect(abs(score) < 1e-8, "\(family), trial \(trial)")
        }
      }
    }
  }

  private func expectFinite(
    _ design: Matrix, _ response: [Double], _ family: ResponseFamily, offset: [Double]?
  ) {
    var isBinomial = false
    if case .binomial = family { isBinomial = true }
    do throws(ModelFitError) {
      let fit = try generalisedLinearFit(
        design: design, response: response, family: family,
        trials: isBinomial ? response.map { _ in 5 } : nil, offset: offset)
      let values = fit.coefficients + fit.standardErrors + [fit.deviance, fit.nullDeviance]
      let isFinite = (values + [fit.dispersion]).allSatisfy(\.isFinite)
      #expect(isFinite, "\(family) \(fit)")
    } catch {
      switch error {
      case .separation, .notConverged, .dependentColumn, .tooFewObservations: break
      default: Issue.record("\(error)")
      }
    }
  }
}
