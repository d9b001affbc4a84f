import Costing
import NumericalCore

/// What the prices of each line are multiplied by in a draw: how dear a mean plan is, as far as it is not known.
///
/// A gamma number with mean 1 and the standard error that the evidence gives, the same in all years and scenarios of the draw. Its address is
/// made of the line's name.
struct PriceDraw: Sendable {
  private let lines: [(cell: UInt64, share: Double)]
  /// False where every price is taken as known.
  let isUncertain: Bool

  /// Where these numbers live among those of a draw.
  private static let purpose: UInt8 = 112

  init(_ costing: CostingModel) {
    lines = costing.priceUncertainty.map { (stableHash($0.line), $0.share) }
    isUncertain = lines.contains { $0.share > 0 }
  }

  /// The factors of a draw, in the order of the lines; empty where prices are known.
  func factors(_ address: DrawAddress) -> [Double] {
    guard isUncertain else { return [] }
    return lines.map { line in
      guard line.share > 0 else { return 1 }
      let shape = 1 / (line.share * line.share)
      var stream = DrawStream(address, year: 0, cell: line.cell, purpose: Self.purpose)
      return gamma(shape: shape, scale: 1 / shape, using: &stream)
    }
  }
}
