import Vocabulary

extension InventedAuthority {
  /// Two planning areas, their populations, and the scheme of a programme, all invented.
  static func localityTables() -> [InventedTable] {
    [areas(), populationByArea(), schemes(), schemePlaces(), independentNaming(), yearRolls()]
  }

  private static func areas() -> InventedTable {
    var table = InventedTable("areas", "area,name,easting,northing,status")
    table.add("north", "North Smallshire", 450_000, 312_000, "illustrative")
    table.add("south", "South Smallshire", 452_000, 296_000, "illustrative")
    return table
  }

  /// Three in five people live in the north; the areas add to the authority.
  private static func populationByArea() -> InventedTable {
    var table = InventedTable("population_by_area", "area,variant,mid_year,age,population")
    for (variant, later) in populationVariants {
      for year in baseCensus - 1...populationYears.upperBound {
        for age in 0...25 {
          let people = people(year, age, later)
          let north = people * 3 / 5
          table.add("north", variant, year, age, north)
          table.add("south", variant, year, age, people - north)
        }
      }
    }
    return table
  }

  /// A scheme that is not decided: the baseline goes without it.
  private static func schemes() -> InventedTable {
    var table = InventedTable(
      "schemes",
      "scheme,name,setting,opens,committed,delivery_probability,slip,capital_gbp,funding,status")
    table.add(
      "new-site", "Second site of the All-through Special School", "all-through", "2027/28", "no",
      "0.9", "0.6;0.3;0.1", "9000000.00",
      "high_needs_provision_capital:6500000.00;borrowing:2000000.00", "illustrative")
    return table
  }

  /// A new site fills year by year, as published programmes do.
  private static func schemePlaces() -> InventedTable {
    var table = InventedTable("scheme_places", "scheme,year,ncy_from,ncy_to,places,status")
    for (year, places) in [24, 52, 72, 108, 120].enumerated() {
      table.add("new-site", year, -1, 14, places, "illustrative")
    }
    return table
  }

  private static func independentNaming() -> InventedTable {
    var table = InventedTable("independent_naming", "need,phase,share,status")
    for (phase, share) in [(Phase.primary, "0.20"), (.secondary, "0.25"), (.post16, "0.25")] {
      table.add("All", phase.rawValue, share, "illustrative")
    }
    table.add("SEMH", Phase.secondary.rawValue, "0.40", "illustrative")
    return table
  }

  /// The primary school's roll by year, in the proportions of all plans.
  private static func yearRolls() -> InventedTable {
    var table = InventedTable("base_roll_by_ncy", "setting,ncy,children,status")
    let years = -1...6
    let weights = years.map { SmallShape.stock[NCY.index($0)] }
    for (ncy, children) in zip(years, SmallShape.spread(rolls()[0], over: weights)) {
      table.add("primary", ncy, children, "illustrative")
    }
    return table
  }
}
