/// An age band and need of children who have top-up funding (Element 3) without a plan.
public struct TopUpCell: Sendable, Hashable {
  /// The age band, on age at 31 August.
  public let band: AgeBand
  /// Code of the need; nil for children whose need is not told apart.
  public let need: String?

  /// Names a cell.
  public init(_ band: AgeBand, need: String? = nil) {
    self.band = band
    self.need = need
  }

  /// `5-10, ASD`, or `5-10, All` where needs are not told apart: the same in every folder.
  public var name: String { "\(band.rawValue), \(need ?? "All")" }
}

/// Children with top-up funding without a plan at the base census, and what one of them costs.
///
/// They are in no count of plans.
public struct TopUpRow: Sendable, Hashable {
  /// The line of the account that they are paid from.
  public static let line = "topup_without_plan"

  /// Who they are.
  public let cell: TopUpCell
  /// How many.
  public let children: Int
  /// Per child and year, in the prices of `priceYear`; nil where the file leaves it out.
  public let amount: Money?
  /// The year whose prices these are.
  public let priceYear: FinancialYear
  /// Where the figures come from.
  public let provenance: Provenance

  /// Records a row.
  public init(
    cell: TopUpCell, children: Int, amount: Money?, priceYear: FinancialYear,
    provenance: Provenance
  ) {
    self.cell = cell
    self.children = children
    self.amount = amount
    self.priceYear = priceYear
    self.provenance = provenance
  }
}

/// Top-up funding without a plan between two January censuses of one draw, by cell, in whole heads.
///
/// In every cell opening + aged in + entered − aged on − converted − left = closing.
public struct TopUpYear: Sendable, Hashable {
  /// Children at the opening census.
  public var opening: [Int]
  /// Of those, children who grow into the next band.
  public var agedOn: [Int]
  /// Of those, children whose top-up ends there: counted at the cell they left.
  public var ended: [Int]
  /// Children who grow into the cell and keep their top-up.
  public var agedIn: [Int]
  /// Children whose top-up begins.
  public var entered: [Int]
  /// Children who get a plan: a part of the year's new plans, not plans beside them.
  public var converted: [Int]
  /// Children whose top-up ends without a plan, those of `ended` apart.
  public var left: [Int]
  /// Children at the closing census.
  public var closing: [Int]

  /// A year of some cells in which nobody is there.
  public init(cells: Int) {
    let zeros = [Int](repeating: 0, count: cells)
    (opening, agedOn, ended, agedIn) = (zeros, zeros, zeros, zeros)
    (entered, converted, left, closing) = (zeros, zeros, zeros, zeros)
  }

  /// Mean children over the months of the financial year that starts in the April after the opening
  /// census, in 24ths.
  ///
  /// As with plans, who comes and goes does so evenly over the months and goes on at that pace to
  /// the end of March (17/24 of a year's change), and children change band on 1 September (7/12).
  public var childYears24: [Int] {
    opening.indices.map { cell in
      24 * opening[cell] + 14 * (agedIn[cell] - agedOn[cell])
        + 17 * (entered[cell] - converted[cell] - left[cell])
    }
  }
}
