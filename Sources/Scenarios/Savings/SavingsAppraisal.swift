import NumericalCore
public import Vocabulary

/// The savings lines of a scenario by financial year: what they avoid, what they cost to deliver, and what is left.
///
/// Twice: as what each line does alone, with a row for what they do to one another, and as Shapley values, which need no such row.
/// Figures are means over the draws; in each column the rows of a year add to the total to the penny.
public struct SavingsAppraisal: Sendable {
  /// How the effect of all lines is shared out.
  public enum Basis: String, Sendable, CaseIterable {
    /// Each line alone against none.
    case standAlone = "stand_alone"
    /// What each line adds, the mean over the orders of the lines.
    case shapley
  }

  /// What a row is about.
  public enum Item: Sendable, Hashable {
    /// A line, by its position.
    case line(Int)
    /// What the lines do to one another.
    case interaction
    /// All lines.
    case all
  }

  /// One row.
  public struct Row: Sendable {
    /// The financial year.
    public let year: FinancialYear
    /// How it is shared out.
    public let basis: Basis
    /// What it is about.
    public let item: Item
    /// True where every line it is about has a budget for the year: it is a saving then, and cost avoided otherwise.
    public let isSaving: Bool
    /// The budget; nil where there is none.
    public let budget: Money?
    /// What is avoided before the cost of delivery, delivered in full; below 0 where it costs more.
    public let gross: Money
    /// The part of it that is expected to be delivered; the interaction takes what is left to the total.
    public let atConfidence: Money
    /// Half of it.
    public let atHalf: Money
    /// What delivery costs in the year.
    public let costToDeliver: Money
    /// What comes from the schools block.
    public let transfer: Money
    /// What is spent to match it.
    public let matchingSpend: Money
    /// Mean and quantiles of `gross` over the draws, in pence; quantiles of rows do not add.
    public let spread: Spread

    /// What is added to or taken from what is avoided: the transfer less its matching spend and the cost of delivery.
    private var terms: Money { transfer - matchingSpend - costToDeliver }
    /// What is left when all is delivered.
    public var net: Money { gross + terms }
    /// What is left when as much is delivered as is expected.
    public var netAtConfidence: Money { atConfidence + terms }
    /// What is left when half is delivered.
    public var netAtHalf: Money { atHalf + terms }
  }

  /// The lines.
  public let lines: [SavingsLine]
  /// The financial years.
  public let years: [FinancialYear]
  /// How the account meets a closed year; empty where it is not reconciled to one.
  public let calibrations: [Calibration]
  /// How Shapley values were worked out.
  public let method: SavingsPlan.Method
  /// By year; within it stand-alone effects, interaction and total, then Shapley values and total.
  public let rows: [Row]

  /// Works the lines of a run out.
  public init(_ run: SavingsRun) {
    lines = run.lines
    years = run.years
    calibrations = run.calibrations
    method = run.plan.method
    rows = run.years.indices.flatMap { year in
      let effects = SavingsEffects(run, year: year)
      return SavingsYear(run, year, effects).rows
    }
  }

  /// A column of the rows of a year in whole thousands of pounds that add to that of the total, as the rows are.
  ///
  /// - Parameter amounts: of the rows but the total.
  public static func thousands(_ amounts: [Money]) -> [Int] {
    roundedTogether(amounts.map(\.pence), over: 100_000)
  }
}

/// The rows of one financial year.
private struct SavingsYear {
  typealias Row = SavingsAppraisal.Row

  let lines: [SavingsLine]
  let year: FinancialYear
  let draws: Int
  let schoolsBlock: Money?
  let effects: SavingsEffects

  init(_ run: SavingsRun, _ year: Int, _ effects: SavingsEffects) {
    lines = run.lines
    self.year = run.years[year]
    draws = run.options.draws
    schoolsBlock = run.schoolsBlock[year]
    self.effects = effects
  }

  var rows: [Row] {
    let shared = means(effects.shared)
    let expected = zip(lines, shared).map { $1.grown(by: $0.confidence) }
    let expectedInAll = expected.reduce(.zero, +)
    let alone = means(effects.alone + [effects.interaction])
    let aloneExpected = zip(lines, alone).map { $1.grown(by: $0.confidence) }
    let left = expectedInAll - aloneExpected.reduce(.zero, +)
    let items = lines.indices.map(SavingsAppraisal.Item.line)
    return table(
      .standAlone, items + [.interaction], alone, aloneExpected + [left],
      effects.alone + [effects.interaction])
      + table(.shapley, items, shared, expected, effects.shared)
  }

  /// Means over the draws that add to the mean of the sum.
  private func means(_ series: [[Int64]]) -> [Money] {
    let sums = series.map { Int($0.reduce(0, +)) }
    return roundedTogether(sums, over: draws).map(Money.init(pence:))
  }

  /// Rows and their total.
  private func table(
    _ basis: SavingsAppraisal.Basis, _ items: [SavingsAppraisal.Item], _ gross: [Money],
    _ expected: [Money], _ series: [[Int64]]
  ) -> [Row] {
    let halves = roundedTogether(gross.map(\.pence), over: 2).map(Money.init(pence:))
    let rows = items.indices.map { index in
      row(basis, items[index], (gross[index], expected[index], halves[index]), series[index])
    }
    return rows + [total(basis, rows)]
  }

  private func row(
    _ basis: SavingsAppraisal.Basis, _ item: SavingsAppraisal.Item,
    _ amounts: (gross: Money, expected: Money, half: Money), _ series: [Int64]
  ) -> Row {
    let line: SavingsLine? = if case .line(let index) = item { lines[index] } else { nil }
    let transfer = line.map(transfer) ?? .zero
    return Row(
      year: year, basis: basis, item: item, isSaving: isSaving(line), budget: line?.budget[year],
      gross: amounts.gross, atConfidence: amounts.expected, atHalf: amounts.half,
      costToDeliver: line?.costToDeliver(in: year) ?? .zero, transfer: transfer,
      matchingSpend: line?.blockTransfer?.hasMatchingSpend == true ? transfer : .zero,
      spread: DrawStore.summary(series))
  }

  private func total(_ basis: SavingsAppraisal.Basis, _ rows: [Row]) -> Row {
    func sum(_ amount: (Row) -> Money) -> Money { rows.reduce(.zero) { $0 + amount($1) } }
    let budgets = lines.compactMap { $0.budget[year] }
    return Row(
      year: year, basis: basis, item: .all, isSaving: isSaving(nil),
      budget: budgets.isEmpty ? nil : budgets.reduce(.zero, +), gross: sum(\.gross),
      atConfidence: sum(\.atConfidence), atHalf: sum(\.atHalf), costToDeliver: sum(\.costToDeliver),
      transfer: sum(\.transfer), matchingSpend: sum(\.matchingSpend),
      spread: DrawStore.summary(effects.all))
  }

  private func isSaving(_ line: SavingsLine?) -> Bool {
    (line.map { [$0] } ?? lines).allSatisfy { $0.budget[year] != nil }
  }

  /// A percentage of the schools block from the line's start, to the penny, halves away from zero.
  private func transfer(_ line: SavingsLine) -> Money {
    guard let transfer = line.blockTransfer, year >= line.starts else { return .zero }
    return schoolsBlock?.grown(by: transfer.percent / 100) ?? .zero
  }
}
