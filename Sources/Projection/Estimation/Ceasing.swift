import NumericalCore
import Vocabulary

/// Published leavers of one year, on the exposure of a pair of censuses.
struct LeavingMargins {
  /// All leavers by NCY entered.
  let byNCY: [Double]
  /// All leavers by provision.
  let byProvision: [Double]
  /// Of those by NCY, the share that moved to another authority.
  let transferShare: [Double]
  /// Leavers by provision that the opening plans cannot hold: they changed provision before ceasing.
  let beyondExposure: [Double]
  /// The spans of NCY that the source counts together.
  let spans: [ClosedRange<Int>]

  /// - Parameters:
  ///   - year: the calendar year of the flows.
  ///   - scale: multiplies the counts, where the exposure is that of another year.
  ///   - exposure: who could leave, NCY entered × provision.
  init?(
    _ figures: PublishedFigures, year: Int, scale: Double, cohorts: Cohorts, exposure: CrossTable
  ) {
    guard let rows = figures.ceasedByNCY[year], let provisions = figures.ceasedByProvision[year]
    else { return nil }
    let space = cohorts.space
    spans = merged(rows.map(\.span))
    var leavers = [Double](repeating: 0, count: space.ncys)
    var transfers = leavers
    for row in rows {
      let weights = Self.spanWeights(row.span, cohorts: cohorts)
      for (ncy, weight) in zip(row.span, weights) {
        leavers[NCY.index(ncy)] += scale * row.count * weight
        if row.reason == CeasedCount.transferReason {
          transfers[NCY.index(ncy)] += scale * row.count * weight
        }
      }
    }
    let heads = cohorts.aged.rowSums
    // Nobody is certain to leave: a margin of certainty would leave the other no freedom.
    let capped = leavers.indices.map { min(leavers[$0], 0.99 * heads[$0]) }
    byNCY = capped
    transferShare = leavers.indices.map { leavers[$0] > 0 ? transfers[$0] / leavers[$0] : 0 }
    let published = Self.known(provisions, total: capped.reduce(0, +))
    (byProvision, beyondExposure) = Self.withinExposure(
      published, byNCY: capped, exposure: exposure)
  }

  /// The years of a pooled span share its count as the cohorts shrank; the count holds those past the last year too.
  private static func spanWeights(_ span: ClosedRange<Int>, cohorts: Cohorts) -> [Double] {
    guard span.count > 1 else { return [1] }
    let aged = cohorts.aged.rowSums
    let new = cohorts.newByProvision.rowSums
    let now = cohorts.closing.rowSums
    let shrunk = span.map { ncy in
      let index = NCY.index(ncy)
      return min(max(0, aged[index] + new[index] - now[index]), aged[index])
    }
    let past = span.upperBound == NCY.range.upperBound ? cohorts.agedOut : 0
    let sum = shrunk.reduce(0, +) + past
    return sum > 0 ? shrunk.map { $0 / sum } : span.map { _ in 1 / Double(span.count) }
  }

  /// "Not recorded", the last figure, is spread in proportion; the sum is that of the other margin.
  private static func known(_ provisions: [Double], total: Double) -> [Double] {
    let figures = Array(provisions.dropLast())
    let sum = figures.reduce(0, +)
    guard sum > 0 else { return figures }
    return figures.map { $0 * total / sum }
  }

  /// Leavers above 95 % of a provision's opening plans entered it during the year: they are counted where they stood.
  private static func withinExposure(
    _ published: [Double], byNCY: [Double], exposure: CrossTable
  ) -> ([Double], [Double]) {
    let ceiling = exposure.columnSums.map { 0.95 * $0 }
    var result = published
    var beyond = [Double](repeating: 0, count: published.count)
    let rowSums = exposure.rowSums
    let likely = (0..<exposure.columns).map { column in
      (0..<exposure.rows).reduce(0.0) { sum, row in
        rowSums[row] > 0 ? sum + exposure[row, column] * byNCY[row] / rowSums[row] : sum
      }
    }
    for _ in 0..<20 {
      let excess = result.indices.map { max(0, result[$0] - ceiling[$0]) }
      let over = excess.reduce(0, +)
      guard over > 1e-9 else { break }
      let room = result.indices.map {
        excess[$0] > 0 ? 0 : min(likely[$0], ceiling[$0] - result[$0])
      }
      let space = room.reduce(0, +)
      guard space > 0 else { break }
      for index in result.indices {
        beyond[index] += excess[index]
        result[index] += over * room[index] / space - excess[index]
      }
    }
    return (result, beyond)
  }
}

/// Yearly probability of leaving, NCY entered × provision: logit(rate) = NCY effect + provision effect.
///
/// Need effects are 0: published margins do not identify them.
struct Ceasing {
  /// Probability of leaving at all.
  let leaving: CrossTable
  /// Of those who leave, the share that moves to another authority, by NCY.
  let transferShare: [Double]
  /// How far the provision margin had to give way to the other: 0 where both are matched, 1 where provisions have no effect.
  let relaxation: Double

  /// Matches both margins on the exposure.
  ///
  /// Where no rates match both, because a provision has nobody but in years that lose more than it may, the provision
  /// margin gives way by as little of `Ceasing.relaxations` as will do.
  init(
    byNCY: [Double], byProvision: [Double], transferShare: [Double], exposure: CrossTable
  ) throws {
    let (fit, relaxation) = try Self.fitted(byNCY, byProvision, exposure)
    self.relaxation = relaxation
    var table = CrossTable(rows: exposure.rows, columns: exposure.columns)
    for row in 0..<exposure.rows {
      for column in 0..<exposure.columns {
        table[row, column] = fit.probability(row: row, column: column)
      }
    }
    leaving = table
    self.transferShare = transferShare
  }

  private static let relaxations = [0, 0.02, 0.05, 0.1, 0.2, 0.5, 1]

  private static func fitted(
    _ byNCY: [Double], _ byProvision: [Double], _ exposure: CrossTable
  ) throws -> (fit: TwoWayLogit, relaxation: Double) {
    let total = byNCY.reduce(0, +)
    let sum = byProvision.reduce(0, +)
    let rowSums = exposure.rowSums
    let even = (0..<exposure.columns).map { column in
      (0..<exposure.rows).reduce(0.0) { part, row in
        rowSums[row] > 0 ? part + exposure[row, column] * byNCY[row] / rowSums[row] : part
      }
    }
    var failure = RegressionError.totalsDisagree(rowEvents: total, columnEvents: sum)
    for share in relaxations {
      let columns = even.indices.map { column in
        let published = sum > 0 ? byProvision[column] * total / sum : even[column]
        return (1 - share) * published + share * even[column]
      }
      do throws(RegressionError) {
        let fit = try fittedTwoWayLogit(
          exposure: exposure.values, rows: exposure.rows, columns: exposure.columns,
          rowEvents: byNCY, columnEvents: columns)
        return (fit, share)
      } catch { failure = error }
    }
    throw failure
  }

  /// The rates that pooled margins give to the plans a run starts from.
  ///
  /// On the starting plans the rates by NCY hold exactly, and those by provision relative to one another: a provision that
  /// has grown does not make all years leave more.
  static func shrunk(_ pooled: PooledLeaving, starting: CrossTable) throws -> Ceasing {
    try Ceasing(
      byNCY: zip(pooled.byNCY.values, starting.rowSums).map { $0 * $1 },
      byProvision: zip(pooled.byProvision.values, starting.columnSums).map { min(0.95, $0) * $1 },
      transferShare: pooled.transfers.values, exposure: starting)
  }
}
