import Glibc
import NumericalCore
import Testing

@Suite struct NegativeBinomialTests {
  /// Eth + Age + Lrn, as `stepAIC` leaves it: θ and coefficients as R prints them.
  private let design = Matrix(
    rows: Absence.all.map { child -> [Double] in
      let forms = (1...3).map { child.form == $0 ? 1.0 : 0 }
      return [1, child.isNonAboriginal] + forms + [child.isSlow]
    })
  private let days = Absence.all.map(\.days)

  @Test func `The absences of Walgett have the fit that glm.nb prints`() throws {
    let fit = try negativeBinomialFit(design: design, response: days)
    #expect(days.count == 146 && abs(fit.theta - 1.271992937) < 5e-7)
    expectNear(
      fit.model.coefficients, [2.9351, -0.5627, -0.4703, 0.1009, 0.3591, 0.2848], within: 5e-5)
    expectNear([fit.model.deviance, fit.model.nullDeviance], [167.89, 194.92], within: 5e-3)
    // AIC = 1107.4 with seven parameters.
    #expect(abs(14 - fit.twiceLogLikelihood - 1_107.4) < 0.05)
  }

  /// Eth · Sex · Age · Lrn with all interactions is one mean a cell: Crawley, *The R Book*
  /// (doi 10.1002/9781118448908), and Venables and Ripley §7.4.
  @Test func `With every interaction it has the published θ and likelihood`() throws {
    let cells = Matrix(
      rows: Absence.all.map { child in (0..<Absence.cells).map { $0 == child.cell ? 1 : 0 } })
    let fit = try negativeBinomialFit(design: cells, response: days)
    #expect(abs(fit.theta - 1.92836014510701) < 1e-6)
    #expect(abs(fit.thetaStandardError - 0.269) < 5e-4)
    #expect(abs(fit.twiceLogLikelihood + 1_039.324) < 5e-4)
    expectNear([fit.model.deviance, fit.model.nullDeviance], [167.45, 272.29], within: 5e-3)
    #expect(fit.model.degreesOfFreedom == 118)
  }

  @Test func `The likelihood falls in every direction from the fit`() throws {
    let fit = try negativeBinomialFit(design: design, response: days)
    let top = logLikelihood(fit.model.coefficients, fit.theta)
    #expect(abs(2 * top - fit.twiceLogLikelihood) < 1e-9)
    for column in 0..<design.columns {
      var (up, down) = (fit.model.coefficients, fit.model.coefficients)
      up[column] += 1e-4
      down[column] -= 1e-4
      let (above, below) = (logLikelihood(up, fit.theta), logLikelihood(down, fit.theta))
      #expect(above < top && below < top && abs(above - below) < 1e-8)
    }
    let (above, below) = (
      logLikelihood(fit.model.coefficients, fit.theta + 1e-4),
      logLikelihood(fit.model.coefficients, fit.theta - 1e-4)
    )
    #expect(above < top && below < top && abs(above - below) < 1e-8)
    let curvature = (2 * top - above - below) / 1e-8
    #expect(abs(fit.thetaStandardError * curvature.squareRoot() - 1) < 1e-3)
  }

  /// European red mites on 150 apple leaves: Bliss and Fisher 1953, doi 10.2307/3001850.
  @Test func `A weight of k stands for k counts`() throws {
    let frequencies = [70.0, 38, 17, 10, 9, 3, 2, 1]
    let counts = frequencies.indices.map(Double.init)
    let fit = try negativeBinomialFit(
      design: Matrix(rows: counts.map { _ in [1] }), response: counts, weights: frequencies)
    #expect(abs(fit.theta - 1.02459) < 1e-4)
    #expect(abs(fit.model.fitted[0] - 172.0 / 150) < 1e-10)
    let leaves = zip(counts, frequencies).flatMap { [Double](repeating: $0, count: Int($1)) }
    let each = try negativeBinomialFit(
      design: Matrix(rows: leaves.map { _ in [1] }), response: leaves)
    #expect(abs(each.theta / fit.theta - 1) < 1e-9)
    #expect(abs(each.thetaStandardError / fit.thetaStandardError - 1) < 1e-8)
  }

  @Test func `Given a large θ it is a Poisson regression`() throws {
    let poisson = try generalisedLinearFit(design: design, response: days, family: .poisson)
    let fit = try generalisedLinearFit(
      design: design, response: days, family: .negativeBinomial(theta: 1e9))
    expectNear(fit.coefficients, poisson.coefficients, within: 1e-6)
  }

  private func logLikelihood(_ coefficients: [Double], _ theta: Double) -> Double {
    days.indices.reduce(0) { sum, row in
      let mean = exp(zip(design.row(row), coefficients).reduce(0) { $0 + $1.0 * $1.1 })
      var ways = log(theta / (theta + mean)) * theta
      // Γ(θ + y) / (Γ(θ) y!) (μ / (θ + μ))ʸ, factor by factor.
      for count in 0..<Int(days[row]) {
        ways += log((theta + Double(count)) / Double(count + 1) * mean / (theta + mean))
      }
      return sum + ways
    }
  }
}
