import Vocabulary

extension InventedAuthority {
  /// The calendar year before the base census.
  static let flowYear = baseCensus - 1
  /// Plans ceased in each calendar year; new plans make up the rest of the change in plans.
  static let ceasedTotals = [2019: 26, 2020: 28, 2021: 31, 2022: 34, 2023: 37, 2024: 40]

  static func newTotal(_ year: Int) -> Int {
    (totals[year + 1] ?? 0) - (totals[year] ?? 0) + (ceasedTotals[year] ?? 0)
  }

  static func flowTables() -> [InventedTable] {
    newPlanTables() + ceasedTables() + [flowsByYear()]
  }

  /// Pooled below Reception and from NCY 17, as DfE does.
  static let newPlanSpans = [-2...(-1)] + (0...16).map { $0...$0 } + [17...21]
  static let ageSpans = [0...2] + (3...19).map { $0...$0 } + [20...25]

  private static func newPlanTables() -> [InventedTable] {
    let cubes = geographies.map { geography, times in
      (
        geography,
        InventedCube(total: newTotal(flowYear) * times, weights: SmallShape.newWeights)
      )
    }
    return [newPlansByNCYNeed(cubes), newPlansByProvisionNeed(cubes), newPlansByAge(cubes)]
  }

  private static func newPlansByNCYNeed(_ cubes: [(String, InventedCube)]) -> InventedTable {
    var table = InventedTable(
      "new_plans_by_ncy_need", "geography,calendar_year,ncy_from,ncy_to,need,plans")
    for (geography, cube) in cubes {
      for span in newPlanSpans {
        for (index, need) in codes.needs.enumerated() {
          let plans = cube.sum { span.contains($0.ncy) && $0.need == index }
          if plans > 0 {
            table.add(geography, flowYear, span.lowerBound, span.upperBound, need.code, plans)
          }
        }
      }
    }
    return table
  }

  private static func newPlansByProvisionNeed(_ cubes: [(String, InventedCube)]) -> InventedTable {
    var table = InventedTable(
      "new_plans_by_provision_need", "geography,calendar_year,provision,need,plans")
    for (geography, cube) in cubes {
      let sums = cube.plans { [$0.provision, $0.need] }
      for (provision, code) in recordedCodes.enumerated() {
        for (index, need) in codes.needs.enumerated() {
          if let plans = sums[[provision, index]] {
            table.add(geography, flowYear, code, need.code, plans)
          }
        }
      }
    }
    return table
  }

  private static func newPlansByAge(_ cubes: [(String, InventedCube)]) -> InventedTable {
    var table = InventedTable(
      "new_plans_by_age_provision", "geography,calendar_year,age_from,age_to,provision,plans")
    for (geography, cube) in cubes {
      for span in ageSpans {
        for (provision, code) in recordedCodes.enumerated() {
          let plans = cube.sum {
            span.contains(NCY.age($0.ncy)) && $0.provision == provision
          }
          if plans > 0 {
            table.add(geography, flowYear, span.lowerBound, span.upperBound, code, plans)
          }
        }
      }
    }
    return table
  }

  private static func ceasedTables() -> [InventedTable] {
    var byReason = InventedTable(
      "ceased_by_ncy_reason", "geography,calendar_year,ncy_from,ncy_to,reason,plans")
    var byProvision = InventedTable(
      "ceased_by_provision", "geography,calendar_year,provision,plans")
    for (geography, times) in geographies {
      for (span, reason, plans) in ceased(times: times) {
        byReason.add(geography, flowYear, span.lowerBound, span.upperBound, reason, plans)
      }
      let weights = [1.0, 9, 0, 1, 5, 0.5, 4, 0.3, 0.5, 0, 14, 2, 1, 0.3, 0.2, 4, 1]
      let plans = SmallShape.spread((ceasedTotals[flowYear] ?? 0) * times, over: weights)
      for (code, plans) in zip(recordedCodes, plans) where plans > 0 {
        byProvision.add(geography, flowYear, code, plans)
      }
    }
    return [byReason, byProvision]
  }

  /// Plans ceased by span and reason: moves while young, endings from Year 12.
  static func ceased(times: Int) -> [(span: ClosedRange<Int>, reason: String, plans: Int)] {
    let weights: [(ClosedRange<Int>, String, Double)] = [
      (-2...(-1), "transfer", 1), (0...0, "transfer", 1), (1...1, "transfer", 1),
      (2...2, "transfer", 1), (3...3, "transfer", 1), (4...4, "needs_met", 1),
      (5...5, "transfer", 1), (6...6, "moved_outside_eng", 1), (7...7, "transfer", 1),
      (8...8, "transfer", 1), (9...9, "transfer", 1), (10...10, "other", 1),
      (11...11, "no_engage", 1), (12...12, "employ", 6), (13...13, "employ", 2),
      (13...13, "he", 1), (14...14, "employ", 3), (14...14, "he", 2), (15...15, "no_engage", 2),
      (15...15, "needs_met", 3), (16...21, "needs_met", 5), (16...21, "max_age", 1),
    ]
    let plans = SmallShape.spread(
      (ceasedTotals[flowYear] ?? 0) * times, over: weights.map(\.2))
    return zip(weights, plans).filter { $1 > 0 }.map { ($0.0, $0.1, $1) }
  }

  private static func flowsByYear() -> InventedTable {
    var table = InventedTable("flows_by_year", "geography,calendar_year,measure,value")
    for (geography, times) in geographies {
      let moves = ceased(times: times).filter { $0.reason == "transfer" }.map(\.plans)
      for year in ceasedTotals.keys.sorted() {
        let new = newTotal(year) * times
        let requests = new * 17 / 10
        let refused = new / 3
        let ceased = (ceasedTotals[year] ?? 0) * times
        let transfers = moves.reduce(0, +) * ceased / ((ceasedTotals[flowYear] ?? 1) * times)
        for (measure, value) in [
          ("new_plans", new), ("ceased", ceased), ("ceased_transfer", transfers),
          ("requests", requests), ("requests_refused", refused),
          ("decided_to_assess", requests - refused), ("assessments", requests - refused),
          ("plans_issued", new), ("plans_issued_within_20_weeks", new / 2),
        ] {
          table.add(geography, year, measure, value)
        }
      }
    }
    return table
  }
}
