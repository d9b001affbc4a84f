public import NumericalCore
import Vocabulary

/// Plans at each projected census by age band in one draw, in whole heads.
public struct GroupTotals: Sendable, Hashable {
  /// The number of age bands.
  public static let bands = AgeBand.allCases.count

  private let heads: [[Int]]

  /// Records totals: projected year × `AgeBand.allCases`, none below 0.
  public init(_ heads: [[Int]]) {
    precondition(
      heads.allSatisfy { $0.count == Self.bands && $0.allSatisfy { $0 >= 0 } },
      "group totals are \(Self.bands) counts a year: \(heads)")
    self.heads = heads
  }

  /// Plans of an age band at the census that closes a projected year.
  public subscript(year: Int, band: Int) -> Int { heads[year][band] }

  /// The number of projected years they are given for.
  public var years: Int { heads.count }
}

/// Where the group totals of a draw come from: a forecaster of age bands.
///
/// A draw of the baseline ends every year with these totals, to the head. A pure function: the same address gives the same totals.
public protocol GroupTotalsSource: Sendable {
  /// The totals of a draw for a number of projected years. Fewer may be given: later years are projected without.
  func totals(_ address: DrawAddress, years: Int) -> GroupTotals
}
