import Costing
import Placement
import Projection
import Vocabulary

/// The assumptions of the three stages, as a scenario changes them.
struct StageAssumptions {
  var projection: ProjectionAssumptions
  var placement: PlacementAssumptions
  var costing: CostingAssumptions
  let baseCensus: Int

  /// Applies the levers of a scenario: its own in the order of its file, then those of its savings lines.
  func applying(_ scenario: Scenario) -> StageAssumptions {
    scenario.allLevers.reduce(into: self) { $0.apply($1) }
  }

  private mutating func apply(_ lever: Lever) {
    switch lever.change {
    case .newPlanRate(let multiply, let needs, let ncys, let window):
      scaleNewPlans(multiply, needs: needs, ncys: ncys, window)
    case .ceasingRate(let multiply, let ncys, let window):
      scaleCeasing(multiply, ncys: ncys, window)
    case .placementPreference(
      let move, let from, let to, let share, let needs, let ncys, let window):
      guard let kind = Redirection.Move(rawValue: move) else {
        preconditionFailure("the lever's move '\(move)' was not checked")
      }
      projection.redirections.append(
        Redirection(
          move: kind, from: from, to: to, share: shares(window).map { $0 * share }, needs: needs,
          ncys: ncys))
    case .places(let setting, let changes, let new):
      changePlaces(setting, changes, new, lever.provenance)
    case .scheme(let scheme):
      placement.schemes.removeAll { $0.id == scheme.id }
      placement.schemes.append(scheme)
    case .inducedDemand(let provision, let elasticity, let starts):
      placement.induced.append(
        InducedDemand(
          provision: provision, elasticity: elasticity, starts: AcademicYear(census: starts)))
    case .phaseEndMove(let from, let to, let share, let needs, let entering, let window):
      projection.phaseEndMoves.append(
        PhaseEndMove(
          from: from, to: to, share: shares(window).map { $0 * share }, needs: needs,
          entering: entering))
    case .independentNaming(let multiply, let needs, let phases, let window):
      scaleNaming(multiply, needs: needs, phases: phases, window)
    case .commissioning(let settings, let floor, let starts):
      placement.following.append(
        FollowingRoll(settings: settings, starts: AcademicYear(census: starts), floor: floor))
    case .pricePressure(let elasticity): costing.priceElasticity = elasticity
    case .costGrowth(let line, let percent, let starts):
      changeGrowth(line, percent: percent, starts: starts, lever.provenance)
    case .feeCap(let line, let amount, let starts):
      costing.feeCaps.append(
        FeeCap(line: line, perYear: amount, from: starts, provenance: lever.provenance))
    case .banding(let provision, let needs, let from, let to, let share, let starts):
      costing.bandShifts.append(
        BandShift(
          provision: provision, needs: needs, from: from, to: to, share: share, starts: starts))
    case .incomeGrowth(let line, let percent, let starts):
      costing.incomeGrowth.append(
        YearlyGrowth(line: line, year: starts, percent: percent, provenance: lever.provenance))
    case .blockTransfer(let percent, let starts, let ends):
      let last = ends?.start ?? starts.start + 60
      for year in starts.start...max(starts.start, last) {
        costing.blockTransfers[FinancialYear(start: year)] = percent
      }
    case .population: break  // The variant is chosen before rates are estimated.
    }
  }

  private func shares(_ window: CensusWindow) -> [Double] {
    (0..<projection.years).map { window.share(at: baseCensus + 1 + $0) }
  }

  private mutating func scaleNewPlans(
    _ multiply: Double, needs: Set<Int>?, ncys: ClosedRange<Int>, _ window: CensusWindow
  ) {
    let width = projection.space.needs
    for (year, share) in shares(window).enumerated() {
      let factor = 1 + (multiply - 1) * share
      for ncy in ncys {
        for need in 0..<width where needs?.contains(need) ?? true {
          projection.newPlanFactor[year][NCY.index(ncy) * width + need] *= factor
        }
      }
    }
  }

  private mutating func scaleCeasing(
    _ multiply: Double, ncys: ClosedRange<Int>, _ window: CensusWindow
  ) {
    for (year, share) in shares(window).enumerated() {
      let factor = 1 + (multiply - 1) * share
      for ncy in ncys { projection.ceasingFactor[year][NCY.index(ncy)] *= factor }
    }
  }

  private mutating func scaleNaming(
    _ multiply: Double, needs: Set<Int>?, phases: Set<Phase>, _ window: CensusWindow
  ) {
    for (year, share) in shares(window).enumerated() {
      let factor = 1 + (multiply - 1) * share
      for index in placement.named[year].indices
      where phases.contains(Phase.allCases[index % 4]) && needs?.contains(index / 4) ?? true {
        placement.named[year][index] = min(1, placement.named[year][index] * factor)
      }
    }
  }

  /// The lever takes the place of every later row of the line, or of all lines.
  private mutating func changeGrowth(
    _ line: String?, percent: Double, starts: FinancialYear, _ provenance: Provenance
  ) {
    let rows = costing.finances.inflation
    var lines: [String?] = [line]
    if line == nil {
      for row in rows where !lines.contains(row.line) { lines.append(row.line) }
    }
    costing.finances.inflation =
      rows.filter { $0.year < starts || !lines.contains($0.line) }
      + lines.map {
        YearlyGrowth(line: $0, year: starts, percent: percent, provenance: provenance)
      }
  }

  private mutating func changePlaces(
    _ id: String, _ changes: [AcademicYear: Places], _ new: NewSetting?, _ provenance: Provenance
  ) {
    if let new {
      let setting = Setting(
        id: id, name: new.name, kind: new.kind, provision: new.provision, needs: new.needs,
        ncys: new.ncys, isElsewhere: new.isElsewhere, provenance: provenance)
      placement.settings.append(setting)
      placement.commissioned[id] = [AcademicYear(start: 0): Places(all: 0)]
      costing.settings.append(setting)
      // The closed year was over before the setting opens.
      let nothing = CostedYear.SettingYear(roll: 0, rollPost16: 0, places: Places(all: 0))
      costing.closedYear?.before.append(nothing)
      costing.closedYear?.after.append(nothing)
    }
    placement.changes[id, default: []].append(changes)
  }
}
