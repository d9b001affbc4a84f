import Glibc

/// A structural model fitted to a series by maximum diffuse likelihood.
public struct StructuralFit<Model: Sendable>: Sendable {
  /// The model with the estimated variances, and damping.
  public let model: Model
  /// The diffuse log-likelihood of `model` from the first value present onwards, in the convention
  /// of `StateSpaceModel.logLikelihood`; infinite if the fit is exact.
  public let logLikelihood: Double
  /// The number of values present in the series.
  public let observed: Int
  /// Whether the model follows the series without any error, as when all values are equal: then all
  /// variances are 0.
  public let isExact: Bool
}

/// A series and the likelihood of models that are known up to one common scale of their variances,
/// which is concentrated out: σ² = Σ v² / F over the number of proper errors.
struct ConcentratedLikelihood {
  let series: [Double?]
  let observed: Int
  private let negligible: Double

  /// The series from its first value on.
  ///
  /// - Throws: `StateSpaceError.tooFewObservations` below one more than `diffuseStates`.
  init(_ series: [Double?], diffuseStates: Int) throws(StateSpaceError) {
    self.series = Array(series.drop { $0 == nil })
    let values = series.compactMap { $0 }
    precondition(values.allSatisfy { $0.isFinite }, "a value of the series is not finite")
    observed = values.count
    guard observed > diffuseStates else {
      throw .tooFewObservations(observed: observed, needed: diffuseStates + 1)
    }
    let largest = values.reduce(0) { max($0, abs($1)) }
    negligible = 1e-26 * largest * largest
  }

  /// Whether all values are the same.
  var isConstant: Bool {
    let values = series.compactMap { $0 }
    return values.allSatisfy { $0 == values[0] }
  }

  /// The common scale at which a model of unit scale is likeliest; 0 if its errors are no more than
  /// rounding, 10⁻¹³ of the largest value.
  func scale(of model: StateSpaceModel) -> Double {
    scale(after: model.run(series) { _, _ in })
  }

  private func scale(after end: DiffuseFilter) -> Double {
    let scale = end.squares / Double(end.properCount)
    return scale > negligible ? scale : 0
  }

  /// The log-likelihood at the likeliest scale, infinite if that is 0.
  func value(of model: StateSpaceModel) -> Double {
    let end = model.run(series) { _, _ in }
    if end.isImpossible { return -.infinity }
    let scale = scale(after: end)
    guard scale > 0 else { return .infinity }
    let perError = log(2 * Double.pi) + 1 + log(scale)
    return -0.5 * (Double(end.properCount) * perError + end.logarithms)
  }
}

/// The cost in log-likelihood below which a variance counts as 0, or a damping as at its end.
let negligibleGain = 1e-9
