import Glibc

/// How a binomial response's probability depends on the linear predictor η.
public enum BinomialLink: String, Sendable, Equatable {
  /// p = 1 / (1 + exp(−η)): coefficients are log odds ratios.
  case logit
  /// p = exp(η), η < 0: coefficients are log risk ratios.
  case log
}

/// The distribution of a response about its mean μ, and the link from the linear predictor η to μ
/// (McCullagh and Nelder, *Generalized Linear Models*, doi 10.1201/9780203753736).
public enum ResponseFamily: Sendable, Equatable {
  /// Normal errors of equal variance; μ = η.
  case gaussian
  /// Counts with variance μ; μ = exp(η).
  case poisson
  /// Counts with variance φ μ, φ estimated from Pearson's χ²; μ = exp(η).
  case quasiPoisson
  /// Events among trials.
  case binomial(link: BinomialLink)
  /// Counts with variance μ + μ² / θ; μ = exp(η).
  case negativeBinomial(theta: Double)
}

extension ResponseFamily {
  var estimatesDispersion: Bool { self == .gaussian || self == .quasiPoisson }

  /// Whether a response (for a binomial, a share) can occur.
  func allows(_ response: Double) -> Bool {
    switch self {
    case .gaussian: true
    case .binomial: response >= 0 && response <= 1
    default: response >= 0
    }
  }

  func mean(at predictor: Double) -> Double {
    switch self {
    case .gaussian: predictor
    case .binomial(.logit): logistic(predictor)
    default: exp(predictor)
    }
  }

  func isPossible(predictor: Double) -> Bool {
    self == .binomial(link: .log) ? predictor < 0 : predictor.isFinite
  }

  /// η for the mean from which the iterations start, which is near the response but possible.
  func start(_ response: Double, weight: Double) -> Double {
    switch self {
    case .gaussian: return response
    case .binomial(let link):
      let share = (weight * response + 0.5) / (weight + 1)
      return link == .log ? log(share) : log(share / (1 - share))
    case .negativeBinomial: return log(response > 0 ? response : 1.0 / 6)
    default: return log(response + 0.1)
    }
  }

  /// The constant that, added to the offset, gives about the right total and a possible mean.
  func constant(for data: ModelData) -> Double {
    let used = data.weights.indices.filter { data.weights[$0] > 0 }
    let total = used.reduce(0) { $0 + data.weights[$1] }
    let events = used.reduce(0) { $0 + data.weights[$1] * data.response[$1] }
    let highest = used.reduce(-.infinity) { max($0, data.offset[$1]) }
    let middle = used.reduce(0) { $0 + data.weights[$1] * data.offset[$1] } / total
    let share = (events + 0.5) / (total + 1)
    switch self {
    case .gaussian: return events / total - middle
    case .binomial(.logit): return log(share / (1 - share)) - middle
    case .binomial(.log): return log(share) - max(highest, 0)
    default:
      let exposure = used.reduce(0) { $0 + data.weights[$1] * exp(data.offset[$1] - highest) }
      return log((events + 0.1) / exposure) - highest
    }
  }

  /// The weight of one observation, (dμ/dη)² / V(μ), and dμ/dη, at η.
  func curvature(at predictor: Double) -> (weight: Double, slope: Double) {
    let mean = mean(at: predictor)
    switch self {
    case .gaussian: return (1, 1)
    case .poisson, .quasiPoisson: return (mean, mean)
    case .binomial(.logit):
      let variance = mean * logistic(-predictor)
      return (variance, variance)
    case .binomial(.log): return (mean / -expm1(predictor), mean)
    case .negativeBinomial(let theta): return (mean / (1 + mean / theta), mean)
    }
  }

  /// The weight of an observation in the next step, and how far its η should move. By expected
  /// information; for the negative binomial by observed information, with which the steps converge
  /// quadratically too (its likelihood is concave in η).
  func move(_ response: Double, at predictor: Double) -> (weight: Double, gap: Double) {
    let gap = response - mean(at: predictor)
    let (weight, slope) = curvature(at: predictor)
    guard case .negativeBinomial(let theta) = self else { return (weight, gap / slope) }
    let ratio = (1 + response / theta) / (1 + slope / theta)
    return (weight * ratio, gap / (slope * ratio))
  }

  /// Twice the log-likelihood an observation of weight 1 loses against a mean equal to it.
  func deviance(_ response: Double, at predictor: Double) -> Double {
    let mean = mean(at: predictor)
    switch self {
    case .gaussian: return (response - mean) * (response - mean)
    case .poisson, .quasiPoisson:
      return 2 * (entropy(response, mean) - (response - mean))
    case .binomial(let link):
      let complement = link == .log ? -expm1(predictor) : logistic(-predictor)
      return 2 * (entropy(response, mean) + entropy(1 - response, complement))
    case .negativeBinomial(let theta):
      let both = (response + theta) * log1p((response - mean) / (mean + theta))
      return 2 * (entropy(response, mean) - both)
    }
  }

  /// (y − μ)² / V(μ); 0 where both y and a mean too small for a double are 0.
  func pearson(_ response: Double, at predictor: Double) -> Double {
    let mean = mean(at: predictor)
    guard response != mean else { return 0 }
    let (weight, slope) = curvature(at: predictor)
    let deviation = (response - mean) / (slope * (slope / weight)).squareRoot()
    return deviation * deviation
  }
}

/// y log(y / μ), which is 0 at y = 0.
private func entropy(_ response: Double, _ mean: Double) -> Double {
  response > 0 ? response * log(response / mean) : 0
}
