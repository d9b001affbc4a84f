import Glibc
import NumericalCore
import Testing

@Suite struct GeneralisedLinearTests {
  /// Dobson 1990, *An Introduction to Generalized Linear Models*, p. 93, as printed by R's `?glm`
  /// (https://stat.ethz.ch/R-manual/R-devel/library/stats/html/glm.html).
  private let dobson = [18.0, 17, 15, 20, 10, 20, 25, 13, 12]
  private let dobsonNames = ["constant", "outcome 2", "outcome 3", "treatment 2", "treatment 3"]
  private var dobsonDesign: Matrix {
    Matrix(
      rows: (0..<9).map { row -> [Double] in
        let (treatment, outcome) = (row / 3, row % 3)
        let flags = [outcome == 1, outcome == 2, treatment == 1, treatment == 2]
        return [1] + flags.map { $0 ? 1 : 0 }
      })
  }

  @Test func `Dobson's trial has the published fit`() throws {
    let fit = try generalisedLinearFit(
      design: dobsonDesign, response: dobson, family: .poisson, names: dobsonNames)
    expectNear(fit.coefficients, [3.044522, -0.454255, -0.292987, 0, 0], within: 5e-7)
    expectNear(fit.standardErrors, [0.1709, 0.2022, 0.1927, 0.2000, 0.2000], within: 5e-5)
    expectNear([fit.deviance, fit.nullDeviance], [5.1291, 10.5814], within: 5e-5)
    #expect(fit.dispersion == 1 && fit.degreesOfFreedom == 4 && fit.names == dobsonNames)
    // The margins' closed form: fitted values are the outcomes' means, 63/3, 40/3 and 47/3.
    for (row, value) in fit.fitted.enumerated() {
      #expect(abs(value / ([63.0, 40, 47][row % 3] / 3) - 1) < 1e-12)
    }
  }

  @Test func `Quasi-Poisson errors are larger by the root of Pearson's dispersion`() throws {
    let plain = try generalisedLinearFit(design: dobsonDesign, response: dobson, family: .poisson)
    let quasi = try generalisedLinearFit(
      design: dobsonDesign, response: dobson, family: .quasiPoisson)
    let chiSquared = zip(dobson, plain.fitted).reduce(0) {
      $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / $1.1
    }
    #expect(abs(quasi.dispersion - chiSquared / 4) < 1e-12)
    #expect(quasi.coefficients == plain.coefficients && quasi.deviance == plain.deviance)
    let wanted = plain.standardErrors.map { $0 * quasi.dispersion.squareRoot() }
    #expect(largestRelativeGap(quasi.standardErrors, wanted) < 1e-12)
  }

  /// Venables and Ripley, *Modern Applied Statistics with S*, §7.2 (doi 10.1007/978-0-387-21706-2):
  /// deaths among 20 budworm moths of each sex at doses 1, 2, 4 … 32.
  @Test func `The budworms have the published fit`() throws {
    let design = Matrix(
      rows: (0..<12).map { [1, $0 < 6 ? 1 : 0, Double($0 % 6)] })
    let fit = try generalisedLinearFit(
      design: design, response: [1, 4, 9, 13, 18, 20, 0, 2, 6, 10, 12, 16],
      family: .binomial(link: .logit), trials: [Double](repeating: 20, count: 12))
    expectNear(fit.coefficients, [-3.473, 1.101, 1.064], within: 5e-4)
    expectNear(fit.standardErrors, [0.4685, 0.3558, 0.1311], within: 5e-5)
    expectNear([fit.deviance, fit.nullDeviance], [6.757, 124.876], within: 5e-4)
    #expect(fit.degreesOfFreedom == 9 && fit.iterations < 10)
  }

  /// Bliss 1935, in Dobson 1990: beetles killed by carbon disulphide. Estimates as printed at
  /// http://www.sci.usq.edu.au/staff/dunn/glmlab/glhtml/html/gli_30.html.
  @Test func `Dobson's beetles have the published fit`() throws {
    let doses = [1.6907, 1.7242, 1.7552, 1.7842, 1.8113, 1.8369, 1.8610, 1.8839]
    let fit = try generalisedLinearFit(
      design: Matrix(rows: doses.map { [1, $0] }), response: [6, 13, 18, 28, 52, 53, 61, 60],
      family: .binomial(link: .logit), trials: [59, 60, 62, 56, 63, 59, 62, 60])
    expectNear(fit.coefficients, [-60.717455, 34.270326], within: 5e-7)
    // Printed as 5.180701 and 2.912134, with the weights of the last step but one.
    expectNear(fit.standardErrors, [5.1807, 2.9121], within: 5e-5)
    expectNear([fit.deviance], [11.232231], within: 5e-7)
  }

  @Test func `A log link's coefficients are log risk ratios`() throws {
    let fit = try generalisedLinearFit(
      design: Matrix(rows: [[1, 0], [1, 1]]), response: [30, 60], family: .binomial(link: .log),
      trials: [100, 100])
    expectNear(fit.coefficients, [log(0.3), log(2)], within: 1e-12)
    let variances = [1.0 / 30 - 1.0 / 100, 1.0 / 30 + 1.0 / 60 - 2.0 / 100]
    expectNear(fit.standardErrors, variances.map { $0.squareRoot() }, within: 1e-12)
    #expect(abs(fit.deviance) < 1e-12 && fit.fitted.allSatisfy { $0 < 1 })
  }

  @Test func `An offset makes rates of counts`() throws {
    let exposure = [10.0, 30, 25, 400]
    let fit = try generalisedLinearFit(
      design: Matrix(rows: [[1, 0], [1, 0], [1, 1], [1, 1]]), response: [3, 5, 4, 13],
      family: .poisson, offset: exposure.map { log($0) })
    expectNear(fit.coefficients, [log(8.0 / 40), log(17.0 / 425) - log(8.0 / 40)], within: 1e-12)
    expectNear(
      fit.standardErrors, [(1.0 / 8).squareRoot(), (1.0 / 8 + 1.0 / 17).squareRoot()], within: 1e-12
    )
    let constant = 25.0 / 465
    let nullDeviance = zip([3.0, 5, 4, 13], exposure).reduce(0) {
      $0 + 2 * $1.0 * log($1.0 / (constant * $1.1))
    }
    #expect(abs(fit.nullDeviance - nullDeviance) < 1e-11)
  }

  /// For a canonical link the likelihood equations are Xᵀ W (y − μ) = 0; here solved naively besides.
  @Test("Random designs meet the likelihood equations", arguments: 0..<12)
  func equations(trial: Int) throws {
    let (rows, columns) = (40, 4)
    var design = Oracle.random(rows, columns, cell: 600 + UInt64(trial))
    for row in 0..<rows { design[row, 0] = 1 }
    let noise = Oracle.random(rows, 2, cell: 700 + UInt64(trial))
    let isBinomial = trial % 2 == 0
    let response = (0..<rows).map { ((noise[$0, 0] + 1) * 5).rounded() }
    let weights = (0..<rows).map { 1.5 + noise[$0, 1] }
    let family: ResponseFamily = isBinomial ? .binomial(link: .logit) : .poisson
    let fit = try generalisedLinearFit(
      design: design, response: response, family: family,
      trials: isBinomial ? response.map { _ in 10 } : nil, weights: weights)
    let scale = isBinomial ? 10.0 : 1
    for column in 0..<columns {
      let score = (0..<rows).reduce(0) {
        $0 + weights[$1] * design[$1, column] * (response[$1] - scale * fit.fitted[$1])
      }
      #expect(abs(score) < 1e-8)
    }
    let naive = naiveIterations(design, response, weights, isBinomial)
    expectNear(fit.coefficients, naive, within: 1e-9)
  }

  @Test func `A Gaussian fit is least squares`() throws {
    let set = ReferenceSet.norris
    let line = try leastSquares(design: set.design, response: set.response)
    let fit = try generalisedLinearFit(
      design: set.design, response: set.response, family: .gaussian)
    #expect(largestRelativeGap(fit.coefficients, line.coefficients) < 1e-10)
    #expect(largestRelativeGap(fit.standardErrors, line.standardErrors) < 1e-10)
    #expect(abs(1 - fit.deviance / fit.nullDeviance - line.rSquared) < 1e-12)
  }

  @Test func `Rows without weight or trials change nothing but the fitted values`() throws {
    let design = Matrix(rows: [[1, 0], [1, 1], [1, 2], [1, 3], [1, 9]])
    let fit = try generalisedLinearFit(
      design: design, response: [2, 3, 0, 6, 0], family: .binomial(link: .logit),
      trials: [8, 9, 7, 8, 0], weights: [1, 1, 0, 1, 1])
    let less = try generalisedLinearFit(
      design: Matrix(rows: [[1, 0], [1, 1], [1, 3]]), response: [2, 3, 6],
      family: .binomial(link: .logit), trials: [8, 9, 8])
    expectNear(fit.coefficients, less.coefficients, within: 1e-12)
    #expect(fit.degreesOfFreedom == 1 && abs(fit.deviance - less.deviance) < 1e-12)
  }
}

/// Every value within an absolute tolerance.
func expectNear(
  _ seen: [Double], _ wanted: [Double], within tolerance: Double,
  _ location: SourceLocation = #_sourceLocation
) {
  #expect(seen.count == wanted.count, sourceLocation: location)
  for (seen, wanted) in zip(seen, wanted) {
    #expect(abs(seen - wanted) <= tolerance, sourceLocation: location)
  }
}

/// Thirty Newton steps from nought on the normal equations, for events among ten or for counts.
private func naiveIterations(
  _ design: Matrix, _ response: [Double], _ weights: [Double], _ isBinomial: Bool
) -> [Double] {
  var coefficients = [Double](repeating: 0, count: design.columns)
  if !isBinomial { coefficients[0] = log(response.reduce(0, +) / Double(response.count)) }
  for _ in 0..<30 {
    var information = Matrix(rows: design.columns, columns: design.columns)
    var score = [Double](repeating: 0, count: design.columns)
    for row in 0..<design.rows {
      let predictor = zip(design.row(row), coefficients).reduce(0) { $0 + $1.0 * $1.1 }
      let share = 1 / (1 + exp(-predictor))
      let mean = isBinomial ? 10 * share : exp(predictor)
      let variance = isBinomial ? mean * (1 - share) : mean
      for column in 0..<design.columns {
        score[column] += weights[row] * design[row, column] * (response[row] - mean)
        for other in 0..<design.columns {
          information[column, other] +=
            weights[row] * variance * design[row, column] * design[row, other]
        }
      }
    }
    coefficients = zip(coefficients, gaussianElimination(information, score)).map(+)
  }
  return coefficients
}
