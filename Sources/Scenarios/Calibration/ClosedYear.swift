import Costing
import NumericalCore
import Vocabulary

/// The plans and places of the financial year that the outturn closes, as far as they are published.
///
/// Plans are those of the two Januaries by provision; each provision's are spread over needs as at the base census. Newcomers and leavers are
/// the published new and ceased plans of the calendar year; without them the growth of all plans is spread over the months in proportion to
/// the closing plans, and 1 September moves the rest between provisions.
struct ClosedYear {
  /// As the account is made from it; nil where no year is closed or its plans are not published.
  let costed: CostedYear?
  /// What a reader should know.
  let findings: [Finding]

  /// - Parameter basePlans: plans at the base census, need × provision.
  init(_ evidence: Evidence, basePlans: [Int]) {
    guard let year = evidence.finances.outturn.map(\.year).max() else {
      (costed, findings) = (nil, [])
      return
    }
    let cube = PlanCube(evidence, basePlans: basePlans)
    guard let opening = cube.plans(census: year.start),
      let closing = cube.plans(census: year.start + 1)
    else {
      (costed, findings) = (nil, [])
      return
    }
    let new = cube.flow(evidence.local.newPlansByNeedProvision[year.start]?.known.columnSums)
    let left = cube.flow(evidence.local.ceasedByProvision[year.start])
    let even: [Int]
    if let new, let left {
      even = zip(new, left).map { $0 - $1 }
    } else {
      even = Self.growth(from: opening, to: closing)
    }
    let stock = PlanStock(
      opening: opening,
      september: opening.indices.map { closing[$0] - opening[$0] - even[$0] }, even: even,
      newPlans: new ?? opening.map { _ in 0 })
    costed = CostedYear(
      year: year, stock: stock, topUpYears24: evidence.finances.topUps.map { 24 * $0.children },
      before: evidence.settings.map { $0.year(AcademicYear(start: year.start - 1), evidence) },
      after: evidence.settings.map { $0.year(AcademicYear(start: year.start), evidence) })
    findings = new == nil || left == nil ? [Self.withoutFlows(year)] : []
  }

  /// The growth of all plans, in proportion to the closing ones.
  private static func growth(from opening: [Int], to closing: [Int]) -> [Int] {
    let all = closing.reduce(0, +)
    guard all > 0 else { return closing }
    let growth = all - opening.reduce(0, +)
    return roundedTogether(closing.map { $0 * growth }, over: all)
  }

  private static func withoutFlows(_ year: FinancialYear) -> Finding {
    Finding(
      .closedYearWithoutFlows, at: Finding.Place("finance/outturn.csv"),
      seen: "no new and ceased plans by provision of \(year.start)",
      expected: "the flows of the closed year, which say how its plans grew month by month",
      remedy: "Add the flows where they are published.")
  }
}

/// Counts by provision spread over needs in whole heads.
private struct PlanCube {
  let evidence: Evidence
  let basePlans: [Int]
  let needs: Int
  let provisions: Int

  init(_ evidence: Evidence, basePlans: [Int]) {
    self.evidence = evidence
    self.basePlans = basePlans
    needs = evidence.codes.needs.count
    provisions = evidence.codes.provisions.count
  }

  /// Plans of a January, need × provision; nil where they are not published.
  func plans(census: Int) -> [Int]? {
    if census == evidence.authority.baseCensus { return basePlans }
    return evidence.local.plansByProvision[census].map(spread)
  }

  /// Heads of a year's flow, need × provision.
  func flow(_ byProvision: [Double]?) -> [Int]? { byProvision.map(spread) }

  /// Counts whose provision is not recorded go with the others, in proportion.
  private func spread(_ counts: [Double]) -> [Int] {
    let known = counts.prefix(provisions).map { Int($0.rounded()) }
    let all = Int(counts.reduce(0, +).rounded())
    let recorded = known.reduce(0, +)
    var result = basePlans.map { _ in 0 }
    guard recorded > 0 else { return result }
    for (provision, total) in roundedTogether(known.map { $0 * all }, over: recorded).enumerated() {
      let weights = (0..<needs).map { basePlans[$0 * provisions + provision] }
      let sum = weights.reduce(0, +)
      guard sum > 0 else {
        // Nobody is there at the base census: the last need stands for all, as it costs what the provision does.
        result[(needs - 1) * provisions + provision] = total
        continue
      }
      let heads = roundedTogether(weights.map { $0 * total }, over: sum)
      for need in 0..<needs { result[need * provisions + provision] = heads[need] }
    }
    return result
  }
}

extension Setting {
  /// Roll and places in an academic year: the places known for it or the last before it, or else the first known, or the base roll.
  fileprivate func year(_ year: AcademicYear, _ evidence: Evidence) -> CostedYear.SettingYear {
    let roll = baseRoll + imports
    let known = evidence.commissioned[id] ?? [:]
    let last = known.keys.filter { $0 <= year }.max() ?? known.keys.min()
    let places = last.flatMap { known[$0] } ?? Places(all: roll)
    return CostedYear.SettingYear(
      roll: roll, rollPost16: min(roll, places.post16), places: places)
  }
}

extension CostingAssumptions {
  /// The name in `evidence/assumptions.csv` of the weeks paid back for a new plan.
  static let backPayName = "back_pay_weeks"
}
