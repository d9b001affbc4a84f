import Vocabulary

extension InventedAuthority {
  /// Plans in each January of the history, the last two being those of the cubes.
  static let totals = [
    2019: 200, 2020: 213, 2021: 228, 2022: 244, 2023: 261, 2024: 280, 2025: 300,
  ]
  static let geographies = [("authority", 1), ("england", 100)]

  /// The plans of a January, the authority's or England's.
  static func stock(_ census: Int, times: Int = 1) -> InventedCube {
    InventedCube(total: (totals[census] ?? 0) * times, weights: SmallShape.stockWeights)
  }

  static let recordedCodes = codes.provisions.map(\.code) + [Provision.notRecordedCode]

  static func planTables() -> [InventedTable] {
    [
      plansByNCYProvision(), plansByNCYNeed(), plansByProvisionNeed(), plansByProvision(),
      plansByAgeGroup(),
    ]
  }

  private static func plansByNCYProvision() -> InventedTable {
    var table = InventedTable(
      "plans_by_ncy_provision", "geography,january_census,ncy,provision,plans")
    for (geography, times) in geographies {
      for census in [baseCensus - 1, baseCensus] {
        let sums = stock(census, times: times).plans { [$0.ncy, $0.provision] }
        for ncy in NCY.range {
          for (index, code) in recordedCodes.enumerated() {
            if let plans = sums[[ncy, index]] { table.add(geography, census, ncy, code, plans) }
          }
        }
      }
    }
    return table
  }

  private static func plansByNCYNeed() -> InventedTable {
    var table = InventedTable("plans_by_ncy_need", "geography,january_census,ncy,need,plans")
    for (geography, times) in geographies {
      let sums = stock(baseCensus, times: times).plans { [$0.ncy, $0.need] }
      for ncy in NCY.range {
        for (index, need) in codes.needs.enumerated() {
          if let plans = sums[[ncy, index]] {
            table.add(geography, baseCensus, ncy, need.code, plans)
          }
        }
      }
    }
    return table
  }

  private static func plansByProvisionNeed() -> InventedTable {
    var table = InventedTable(
      "plans_by_provision_need", "geography,january_census,provision,need,plans")
    for (geography, times) in geographies {
      let sums = stock(baseCensus, times: times).plans { [$0.need, $0.provision] }
      for (provision, code) in recordedCodes.enumerated() {
        for (index, need) in codes.needs.enumerated() {
          if let plans = sums[[index, provision]] {
            table.add(geography, baseCensus, code, need.code, plans)
          }
        }
      }
    }
    return table
  }

  private static func plansByProvision() -> InventedTable {
    var table = InventedTable("plans_by_provision", "geography,january_census,provision,plans")
    for (geography, times) in geographies {
      for census in totals.keys.sorted() {
        let sums = stock(census, times: times).plans(by: \.provision)
        for (index, code) in recordedCodes.enumerated() {
          if let plans = sums[index] { table.add(geography, census, code, plans) }
        }
      }
    }
    return table
  }

  private static func plansByAgeGroup() -> InventedTable {
    var table = InventedTable("plans_by_age_group", "geography,january_census,age_group,plans")
    for (geography, times) in geographies {
      for census in totals.keys.sorted() {
        let sums = stock(census, times: times).plans { [AgeBand(ncy: $0.ncy).index] }
        for band in AgeBand.allCases {
          if let plans = sums[[band.index]] {
            table.add(geography, census, band.rawValue, plans)
          }
        }
      }
    }
    return table
  }

  /// Births fall a little from cohort to cohort; a cohort keeps its size.
  static func population() -> InventedTable {
    var table = InventedTable("population", "geography,variant,mid_year,age,population")
    for (geography, times) in geographies {
      for (variant, later) in populationVariants {
        for year in populationYears {
          for age in 0...25 {
            table.add(geography, variant, year, age, people(year, age, later) * times)
          }
        }
      }
    }
    return table
  }

  /// The variants, with the percentage of births that cohorts after 2024 have.
  static let populationVariants = [("principal", 100), ("fewer_births", 90)]
  static let populationYears = 2022...2036

  /// The authority's people of an age.
  static func people(_ year: Int, _ age: Int, _ later: Int) -> Int {
    let cohort = year - age
    let births = 580 - 2 * (cohort - 1996) + 3 * (cohort * 5 % 7)
    return births * (cohort > 2024 ? later : 100) / 100
  }
}
