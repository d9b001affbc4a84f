import Vocabulary

/// A setting in a projected year: places, children on roll, places needed, and what stands empty.
///
/// Other authorities' children (`imports`) take places, and are the same in every draw.
public struct SettingOutlook: Sendable {
  /// The shares of draws, in hundredths, in which the places needed are enough.
  public static let percents = [50, 80, 90]

  /// Sum of places over the draws.
  public let placesSum: Int
  /// Places that 10 and 90 draws in 100 do not exceed, in hundredths.
  public let placesP10: Int
  /// See `placesP10`.
  public let placesP90: Int
  /// Draws in which everybody on roll is more than the places.
  public let overPlaces: Int
  /// Draws in which everybody on roll is more than the setting may take above its places.
  public let overCeiling: Int
  /// Everybody on roll in 50 and in 80 draws of 100 at most, in hundredths.
  public let rollP50: Int
  /// See `rollP50`.
  public let rollP80: Int
  /// Places enough in 50, 80 and 90 draws of 100 for those who hold one or looked here first and other authorities' children, rounded up.
  public let needed: (p50: Int, p80: Int, p90: Int)
  /// Median of places less everybody on roll, in hundredths.
  public let surplusP50: Int
  /// Sums over the draws of places that nobody fills, and of children above the places.
  public let emptySum: Int
  /// See `emptySum`.
  public let overNumberSum: Int

  /// Every setting in every projected year: year, then position in the register.
  public static func all(_ run: ScenarioRun) -> [[SettingOutlook]] {
    var counted = CountedDraws()
    return (0..<run.model.years).map { year in
      run.model.settings.indices.map { SettingOutlook(run, year: year, setting: $0, &counted) }
    }
  }

  private init(_ run: ScenarioRun, year: Int, setting: Int, _ counted: inout CountedDraws) {
    let item = run.model.settings[setting]
    let layout = run.store.layout
    let places = run.places.places(year: year, setting: setting).map { Int32($0) }
    func everybody(_ series: Int) -> [Int32] {
      run.store.heads(series).map { Int32($0) + Int32(item.imports) }
    }
    let roll = everybody(layout.roll(year, setting))
    counted.count(places)
    placesSum = counted.sum
    (placesP10, placesP90) = (counted.hundredths(10), counted.hundredths(90))
    counted.count(roll)
    (rollP50, rollP80) = (counted.hundredths(50), counted.hundredths(80))
    counted.count(everybody(layout.sought(year, setting)))
    needed = (counted.roundedUp(50), counted.roundedUp(80), counted.roundedUp(90))
    counted.count(zip(places, roll).map { $0 - $1 })
    surplusP50 = counted.hundredths(50)
    var (over, above, empty, overNumber) = (0, 0, 0, 0)
    for (places, roll) in zip(places, roll) {
      if roll > places { over += 1 }
      if Int(roll) > Self.ceiling(Int(places), item) { above += 1 }
      empty += max(0, Int(places - roll))
      overNumber += max(0, Int(roll - places))
    }
    (overPlaces, overCeiling) = (over, above)
    (emptySum, overNumberSum) = (empty, overNumber)
  }

  /// The most children a setting takes: 100 places × 1.15 are 115, though the product of the two doubles is a little less.
  static func ceiling(_ places: Int, _ setting: Setting) -> Int {
    Int((Double(places) * setting.stretch + 1e-6).rounded(.down))
  }
}

/// What an authority might commission of a setting for a September, and what that changes.
public struct CommissioningOutlook: Sendable {
  /// True where there are places in some draw, or children.
  public let isOpen: Bool
  /// Places enough in 8 draws of 10, no more than there is room for, no fewer than half the draws fill; 0 where it is not open.
  public let placesToCommission: Int
  /// That less the mean of the places planned, in hundredths.
  public let change: Int
  /// Mean pounds a year, in pence, of places that nobody fills; nil where the run is not costed.
  public let emptyPence: Int?
  /// The same of children above the places, their top-up apart.
  public let overNumberPence: Int?

  /// Works out a setting's September of a projected year.
  public init(_ outlook: SettingOutlook, _ run: ScenarioRun, year: Int, setting: Int) {
    let model = run.model
    let draws = run.places.draws
    let item = model.settings[setting]
    let planned = Money.divided(outlook.placesSum * 100, by: draws)
    let fewest = outlook.rollP50 <= 0 ? 0 : (outlook.rollP50 + 99) / 100
    // Buildings of schemes come on top of those that are there.
    let opened = outlook.placesSum / draws - model.plannedPlaces[year][setting].all
    let room = item.physicalCapacity.map { $0 + max(0, opened) } ?? Int.max
    isOpen = outlook.placesSum > 0 || outlook.rollP80 > 0
    placesToCommission = isOpen ? max(fewest, min(outlook.needed.p80, room)) : 0
    change = placesToCommission * 100 - planned
    let financial = FinancialYear(start: model.baseCensus + year)
    func mean(_ sum: Int, _ cost: Money?) -> Int? {
      cost.map { Money.divided($0.pence * sum, by: draws) }
    }
    emptyPence = mean(outlook.emptySum, model.emptyPlaceCost(setting, in: financial))
    overNumberPence = mean(outlook.overNumberSum, model.overNumberCost(setting, in: financial))
  }
}
