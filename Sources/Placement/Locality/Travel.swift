import Vocabulary

/// Journeys from the areas' centres to the settings, in minutes: straight line × detour × time for a kilometre.
struct Travel: Sendable {
  /// Minutes by area × base; nil where the area's centre or the setting's place is not known, and travel is not counted.
  private let minutes: [Double?]
  private let bases: Int
  private let constants: PlacementSettings

  init(_ assumptions: PlacementAssumptions, _ plan: SeatPlan) {
    constants = assumptions.constants
    bases = plan.bases.count
    let areas = assumptions.locality.areas
    let centres = Dictionary(
      areas.map { ($0.id, $0.centre) }, uniquingKeysWith: { first, _ in first })
    let perKilometre = constants.travelFactor * constants.minutesPerKilometre
    let origins = areas.isEmpty ? [nil] : areas.map(\.centre)
    minutes = origins.flatMap { centre in
      plan.bases.map { base -> Double? in
        guard let index = base.setting, let centre else { return nil }
        let setting = assumptions.settings[index]
        let point = setting.point ?? setting.area.flatMap { centres[$0] ?? nil }
        return point.map { centre.kilometres(to: $0) * perKilometre }
      }
    }
  }

  func minutes(area: Int, base: Int) -> Double? { minutes[area * bases + base] }

  /// The journey that is reasonable at a year group.
  func limit(ncy: Int) -> Double { ncy <= 6 ? constants.limitPrimary : constants.limitSecondary }

  /// The probability that a child travels so far: 1 up to the limit, 0 from `tolerance` minutes beyond it.
  func acceptance(minutes: Double, ncy: Int) -> Double {
    let excess = minutes - limit(ncy: ncy)
    if excess <= 0 { return 1 }
    return constants.tolerance > 0 ? max(0, 1 - excess / constants.tolerance) : 0
  }
}
