import Vocabulary

/// How a setting's places and pupils are paid for.
enum SettingRole: Sendable {
  /// A state special school here: every commissioned place.
  case special
  /// A base here: every commissioned place, dearer where empty.
  case base
  /// Another authority's school, which pays for the place: the block is adjusted for each of our pupils.
  case exported
  /// Paid for by unit costs or other lines alone.
  case unfunded

  init(_ setting: Setting, _ codes: CodeLists) {
    let kind = codes.provision(setting.provision).map { codes.provisions[$0].kind }
    switch (setting.isElsewhere, kind) {
    case (true, _): self = setting.kind == .independentSpecial ? .unfunded : .exported
    case (false, .special): self = .special
    case (false, .base): self = .base
    default: self = .unfunded
    }
  }
}

/// Funded places and pupils of all settings in an academic year.
struct PlaceCounts: Sendable {
  private(set) var special = 0
  private(set) var specialPost16 = 0
  private(set) var baseOccupied = 0
  private(set) var baseEmpty = 0
  private(set) var basePost16 = 0
  private(set) var overNumber = 0
  /// Pupils in other authorities' schools, except independent special schools.
  private(set) var exported = 0

  init(_ settings: [CostedYear.SettingYear], _ roles: [SettingRole]) {
    precondition(
      settings.count == roles.count, "\(settings.count) setting years of \(roles.count) settings")
    for index in settings.indices { add(settings[index], roles[index]) }
  }

  /// No places and pupils.
  init() {}

  /// Takes others up.
  mutating func add(_ other: PlaceCounts) {
    special += other.special
    specialPost16 += other.specialPost16
    baseOccupied += other.baseOccupied
    baseEmpty += other.baseEmpty
    basePost16 += other.basePost16
    overNumber += other.overNumber
    exported += other.exported
  }

  private mutating func add(_ year: CostedYear.SettingYear, _ role: SettingRole) {
    precondition(
      year.places.post16 >= 0 && year.places.all >= year.places.post16
        && year.rollPost16 >= 0 && year.roll >= year.rollPost16,
      "post-16 must be a part of all: \(year)")
    let pre16 = year.places.all - year.places.post16
    switch role {
    case .special:
      special += pre16
      specialPost16 += year.places.post16
      overNumber += max(0, year.roll - year.places.all)
    case .base:
      let occupied = min(year.roll - year.rollPost16, pre16)
      baseOccupied += occupied
      baseEmpty += pre16 - occupied
      basePost16 += year.places.post16
      overNumber += max(0, year.roll - year.places.all)
    case .exported: exported += year.roll
    case .unfunded: break
    }
  }
}

/// The rates of an academic year's part of a financial year.
struct PlaceRates: Sendable {
  let special: Money
  let specialPost16: Money
  let baseOccupied: Money
  let baseEmpty: Money
  let basePost16: Money
  let overNumber: Money

  init(_ rulebook: Rulebook, pre16 day: RuleDate, post16 post16Day: RuleDate) throws {
    special = try rulebook.value(of: Rule.placeSpecial, on: day).money
    specialPost16 = try rulebook.value(of: Rule.placeSpecialPost16, on: post16Day).money
    baseOccupied = try rulebook.value(of: Rule.placeBaseOccupied, on: day).money
    baseEmpty = try rulebook.value(of: Rule.placeBaseEmpty, on: day).money
    basePost16 = try rulebook.value(of: Rule.placeBasePost16, on: post16Day).money
    overNumber = try rulebook.value(of: Rule.overNumber, on: day).money
  }
}

/// The lines that follow from places and rolls, in one financial year.
struct PlaceFunding: Sendable {
  let before: PlaceRates
  let after: PlaceRates
  let pre16: Phasing
  let post16: Phasing

  init(_ rulebook: Rulebook, _ year: FinancialYear) throws {
    let april = RuleDate.start(of: year)
    before = try PlaceRates(rulebook, pre16: april, post16: april)
    after = try PlaceRates(rulebook, pre16: .september(of: year), post16: .august(of: year))
    let pre16Months = try rulebook.value(of: Rule.pre16Months, on: year)
    let post16Months = try rulebook.value(of: Rule.post16Months, on: year)
    pre16 = Phasing(monthsBefore: pre16Months.hundredths / 100)
    post16 = Phasing(monthsBefore: post16Months.hundredths / 100)
  }

  /// Writes the amounts of `AccountLayout.placeLines`, each phased and rounded once.
  func write(_ old: PlaceCounts, _ new: PlaceCounts, into amounts: inout [Money]) {
    amounts[0] = pre16.phased(before.special.times(old.special), after.special.times(new.special))
    amounts[1] = pre16.phased(
      before.baseOccupied.times(old.baseOccupied) + before.baseEmpty.times(old.baseEmpty),
      after.baseOccupied.times(new.baseOccupied) + after.baseEmpty.times(new.baseEmpty))
    amounts[2] = post16.phased(
      before.specialPost16.times(old.specialPost16) + before.basePost16.times(old.basePost16),
      after.specialPost16.times(new.specialPost16) + after.basePost16.times(new.basePost16))
    amounts[3] = pre16.phased(
      before.overNumber.times(old.overNumber), after.overNumber.times(new.overNumber))
  }
}
