import Vocabulary

/// What the accounts of many draws were made of, summed: whole numbers, so that the order of the draws does not matter.
///
/// The account is linear in plans as they fall due, children, places and pupils, so that their sums say what its means are made of. What is
/// not linear, the pressure on prices, the tie to the penny and the prices of a draw, is kept as the amounts before and after it.
public struct AccountSums: Sendable {
  /// The number of draws.
  public internal(set) var draws = 0
  var years: [Year]

  /// No draws of a model.
  public init(_ model: CostingModel) {
    let assumptions = model.origin.assumptions
    let year = Year(
      cells: model.origin.occurring.count, topUps: assumptions.finances.topUps.count,
      settings: model.roles.count, funded: model.layout.fundedLines.count,
      lines: model.lines.count)
    years = model.years.map { _ in year }
  }

  /// Takes the sums of other draws of the same model up.
  public mutating func add(_ other: AccountSums) {
    draws += other.draws
    for index in years.indices { years[index].add(other.years[index]) }
  }
}

/// Places of a setting, and pupils above them.
struct SettingCounts: Sendable {
  private(set) var pre16 = 0
  private(set) var post16 = 0
  private(set) var overNumber = 0

  init() {}

  init(_ year: CostedYear.SettingYear) {
    pre16 = year.places.all - year.places.post16
    post16 = year.places.post16
    overNumber = max(0, year.roll - year.places.all)
  }

  mutating func add(_ other: SettingCounts) {
    pre16 += other.pre16
    post16 += other.post16
    overNumber += other.overNumber
  }
}

/// Amounts of every line, summed over draws, in pence.
struct LineSums: Sendable {
  private(set) var pence: [Int]

  init(lines: Int) { pence = Array(repeating: 0, count: lines) }

  mutating func add(_ amounts: [Money]) {
    for line in amounts.indices { pence[line] += amounts[line].pence }
  }

  mutating func add(_ other: LineSums) { pence.add(other.pence) }
}

extension AccountSums {
  /// The sums of a financial year.
  struct Year: Sendable {
    /// Plans of the January before, what 1 September changes, newcomers less leavers and new plans, need × provision.
    private(set) var stock: PlanStock
    private(set) var topUpYears24: [Int]
    /// Places and pupils of the academic year that ends in it, and of the one that starts in it.
    private(set) var before = PlaceCounts()
    private(set) var after = PlaceCounts()
    /// The same by setting, those here alone.
    private(set) var settings: [(before: SettingCounts, after: SettingCounts)]
    /// Places outside the register.
    private(set) var funded: [FundedPlaces.Counts]
    /// Pupils in other authorities' schools at the last allocation.
    private(set) var atAllocation = 0
    /// The account before the pressure on prices, before the tie, before the prices of a draw, and as it is printed.
    var made: LineSums
    var pressed: LineSums
    var tied: LineSums
    private(set) var printed: LineSums

    init(cells: Int, topUps: Int, settings: Int, funded: Int, lines: Int) {
      stock = PlanStock(steady: Array(repeating: 0, count: cells))
      topUpYears24 = Array(repeating: 0, count: topUps)
      self.settings = (0..<settings).map { _ in (SettingCounts(), SettingCounts()) }
      self.funded = Array(repeating: FundedPlaces.Counts(), count: funded)
      made = LineSums(lines: lines)
      (pressed, tied, printed) = (made, made, made)
    }

    /// Takes a draw up.
    mutating func add(
      _ costed: CostedYear, before: PlaceCounts, after: PlaceCounts,
      _ funded: [FundedPlaces.Counts], atAllocation: Int, _ amounts: [Money]
    ) {
      stock.add(costed.stock)
      topUpYears24.add(costed.topUpYears24)
      self.before.add(before)
      self.after.add(after)
      for index in settings.indices {
        settings[index].before.add(SettingCounts(costed.before[index]))
        settings[index].after.add(SettingCounts(costed.after[index]))
      }
      add(funded)
      self.atAllocation += atAllocation
      printed.add(amounts)
    }

    mutating func add(_ other: Year) {
      stock.add(other.stock)
      topUpYears24.add(other.topUpYears24)
      before.add(other.before)
      after.add(other.after)
      for index in settings.indices {
        settings[index].before.add(other.settings[index].before)
        settings[index].after.add(other.settings[index].after)
      }
      add(other.funded)
      atAllocation += other.atAllocation
      made.add(other.made)
      pressed.add(other.pressed)
      tied.add(other.tied)
      printed.add(other.printed)
    }

    private mutating func add(_ places: [FundedPlaces.Counts]) {
      for line in places.indices {
        funded[line].before += places[line].before
        funded[line].after += places[line].after
      }
    }
  }
}

extension PlanStock {
  fileprivate mutating func add(_ other: PlanStock) {
    opening.add(other.opening)
    september.add(other.september)
    even.add(other.even)
    newPlans.add(other.newPlans)
  }
}

extension [Int] {
  fileprivate mutating func add(_ other: [Int]) {
    precondition(count == other.count, "\(other.count) numbers for \(count)")
    for index in indices { self[index] += other[index] }
  }
}
