import Costing
public import Vocabulary

/// What the savings lines of a scenario avoid, draw by draw: the cost without them less the cost with some of them, all else alike.
public struct SavingsRun: Sendable {
  /// Why the lines of a scenario cannot be told apart.
  public enum Fault: Error, Hashable, CustomStringConvertible {
    /// The scenario has no savings lines.
    case none(String)
    /// There are more than can be told apart.
    case many(String, Int)
    /// The folder has no money evidence.
    case notCosted
    /// A line has a block transfer, and the evidence no schools block.
    case noSchoolsBlock(String, FinancialYear)

    /// What was asked, what was expected and how to mend it.
    public var description: String {
      switch self {
      case .none(let id): "the scenario '\(id)' has no savings lines. Add 'savings' to \(id).yaml."
      case .many(let id, let count):
        "the scenario '\(id)' has \(count) savings lines; at most \(SavingsPlan.limit) can be told "
          + "apart. Join some of them."
      case .notCosted:
        "the folder has no money evidence: evidence/unit_costs.csv, inflation.csv and income.csv."
      case .noSchoolsBlock(let id, let year):
        "the savings line '\(id)' has a block transfer, and evidence/income.csv has no row for "
          + "schools_block in \(year) or before. Add one."
      }
    }
  }

  /// The plan.
  public let plan: SavingsPlan
  /// How it was run.
  public let options: RunOptions
  /// The financial years of the account.
  public let years: [FinancialYear]
  /// How the account meets a closed year; empty where it is not reconciled to one.
  public let calibrations: [Calibration]
  /// The schools block by year; nil where the evidence has none.
  let schoolsBlock: [Money?]
  /// Total cost by set of lines, year and draw, in pence.
  private let costs: [Int: [[Int64]]]

  /// The lines, in the order of their ids.
  public var lines: [SavingsLine] { plan.scenario.savings }

  /// Runs the draws of every set of lines that the plan asks for.
  ///
  /// Only the total cost of each is kept. Memory is that of one run, or of a few that share their children.
  ///
  /// - Parameter progress: is told each finished draw of a run, from any thread.
  /// - Throws: `Fault`, or what a stage cannot do with the evidence.
  public init(
    _ plan: SavingsPlan, evidence: Evidence, options: RunOptions,
    progress: @Sendable () -> Void = {}
  ) throws {
    try self.init(plan, options: options, progress: progress) {
      try ScenarioModel($0, evidence: evidence, years: options.years)
    }
  }

  /// - Parameter model: makes a scenario ready to run.
  init(
    _ plan: SavingsPlan, options: RunOptions, progress: @Sendable () -> Void = {},
    model: (Scenario) throws -> ScenarioModel
  ) throws {
    var costs: [Int: [[Int64]]] = [:]
    let first = try model(plan.scenario.keeping(0))
    guard let costing = first.costing else { throw Fault.notCosted }
    years = first.financialYears
    calibrations = first.calibrations
    schoolsBlock = years.map(costing.schoolsBlock)
    try Self.checkTransfers(plan.scenario.savings, years, schoolsBlock)
    try plan.sets.run(options, progress: progress) { scenario in
      try scenario == first.scenario ? first : model(scenario)
    } keep: { set, run in
      costs[set] = Self.totalCosts(run)
    }
    self.plan = plan
    self.options = options
    self.costs = costs
  }

  /// Total cost by year and draw.
  private static func totalCosts(_ run: ScenarioRun) -> [[Int64]] {
    let lines = run.model.accountLines
    guard let total = lines.firstIndex(where: { $0.name == "total_cost" }) else { return [] }
    return run.model.financialYears.indices.map { run.store.pence($0 * lines.count + total) }
  }

  private static func checkTransfers(
    _ lines: [SavingsLine], _ years: [FinancialYear], _ schoolsBlock: [Money?]
  ) throws {
    for line in lines where line.blockTransfer != nil {
      for (year, block) in zip(years, schoolsBlock) where year >= line.starts && block == nil {
        throw Fault.noSchoolsBlock(line.id, year)
      }
    }
  }

  /// What a set of lines avoids in a year, by draw, in pence; below 0 where it costs more.
  func avoided(_ set: Int, year: Int) -> [Int64] {
    guard let without = costs[0]?[year], let with = costs[set]?[year] else {
      preconditionFailure("the lines \(set) were not run")
    }
    return zip(without, with).map { $0 - $1 }
  }
}
