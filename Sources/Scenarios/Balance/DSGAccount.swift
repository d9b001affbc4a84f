public import Vocabulary

/// The dedicated schools grant of a run by block: high needs draw by draw, the other blocks as they are given.
///
/// A transfer leaves the schools block and reaches high needs; all blocks together have it not. The sum of the blocks is given only in years
/// in which every block is.
public struct DSGAccount: Sendable {
  /// A figure of a block.
  public enum Item: String, CaseIterable, Sendable {
    /// What the block has, before transfers.
    case income
    /// What it receives from another block; below 0 where it gives.
    case transfer
    /// What is spent from it.
    case spending
    /// Income and transfer less spending.
    case inYear = "in_year_balance"
    /// The balance at 31 March.
    case cumulative = "cumulative_balance"
  }

  /// A figure of a financial year.
  public struct Row: Sendable {
    /// The financial year.
    public let year: FinancialYear
    /// `high_needs`, `schools`, `central`, `early_years`, or `All`.
    public let block: String
    /// What it is.
    public let item: Item
    /// Mean and quantiles, in pence.
    public let spread: Spread
  }

  /// The figures, year by year; none where the run is not costed.
  public let rows: [Row]

  /// The name of all blocks together.
  public static let all = "All"
  /// The name of the high needs block.
  public static let highNeeds = "high_needs"

  /// Works the blocks of a run out.
  public init(_ run: ScenarioRun) {
    let blocks = run.model.evidence.finances.dsgBlocks
    let years = run.model.financialYears
    rows = years.indices.flatMap { index -> [Row] in
      let high = HighNeedsYear(run, index)
      let others = DSGBlockRow.Block.allCases.compactMap {
        OtherBlock($0, blocks, through: years[index], transfers: high.transfers(run))
      }
      let parts =
        [(Self.highNeeds, high.figures)] + others.map { ($0.name, $0.figures(run.store.draws)) }
      let isWhole = others.count == DSGBlockRow.Block.allCases.count
      let sum = isWhole ? [(Self.all, Self.sum(parts.map(\.1)))] : []
      return (parts + sum).flatMap { name, figures in
        zip(Item.allCases, figures).map {
          Row(year: years[index], block: name, item: $0, spread: DrawStore.summary($1))
        }
      }
    }
  }

  private static func sum(_ parts: [[[Int64]]]) -> [[Int64]] {
    parts.dropFirst().reduce(parts[0]) { sums, part in
      zip(sums, part).map { zip($0, $1).map { $0 + $1 } }
    }
  }
}

/// The high needs block of a year, by item and draw.
private struct HighNeedsYear {
  let figures: [[Int64]]
  private let year: Int

  init(_ run: ScenarioRun, _ year: Int) {
    self.year = year
    let draws = Self.draws(run)
    let transfer = draws("block_transfer", year)
    let income = zip(draws("total_income", year), transfer).map { $0 - $1 }
    figures = [
      income, transfer, draws("total_cost", year), draws("in_year_balance", year),
      draws("cumulative_balance", year),
    ]
  }

  /// What the schools block gave up to the year, by financial year; the same in every draw.
  func transfers(_ run: ScenarioRun) -> [FinancialYear: Int64] {
    let draws = Self.draws(run)
    return Dictionary(
      uniqueKeysWithValues: run.model.financialYears.indices.map {
        (run.model.financialYears[$0], draws("block_transfer", $0).first ?? 0)
      })
  }

  private static func draws(_ run: ScenarioRun) -> (String, Int) -> [Int64] {
    let lines = run.model.accountLines
    return { name, year in
      let position = lines.firstIndex { $0.name == name } ?? 0
      return run.store.pence(year * lines.count + position)
    }
  }
}

/// Another block up to a year; nil where the year is not given.
private struct OtherBlock {
  let name: String
  private let items: [Int64]

  init?(
    _ block: DSGBlockRow.Block, _ rows: [DSGBlockRow], through year: FinancialYear,
    transfers: [FinancialYear: Int64]
  ) {
    let own = rows.filter { $0.block == block && $0.year <= year }.sorted { $0.year < $1.year }
    guard let last = own.last, last.year == year, let opening = own[0].opening else { return nil }
    name = block.rawValue
    let given = { (row: DSGBlockRow) -> Int64 in
      block == .schools ? transfers[row.year] ?? 0 : 0
    }
    let inYear = { (row: DSGBlockRow) -> Int64 in
      Int64(row.income.pence - row.spending.pence) - given(row)
    }
    items = [
      Int64(last.income.pence), -given(last), Int64(last.spending.pence), inYear(last),
      own.reduce(Int64(opening.pence)) { $0 + inYear($1) },
    ]
  }

  /// By item, the same in every draw.
  func figures(_ draws: Int) -> [[Int64]] { items.map { Array(repeating: $0, count: draws) } }
}
