import Vocabulary

/// The tables of counts, and how they hang together.
extension PublishedTable {
  /// The tables whose counts add up, in the order in which they are gone through.
  static let counted = [
    plans, plansByNCY, placements, settings, placesThatAreTheRoll, waiting, flows,
    topUpWithoutPlan, sufficiency, overflow, unplaced,
  ]

  /// What adds up at a census: plans by age and need, and at a provision and its settings.
  static func january(_ census: String) -> String { januaryOf + census }
  /// The same, of the census that an academic year holds.
  static func january(of academicYear: String) -> String { january(census(of: academicYear)) }
  /// What adds up of those who look for a place and do not find it, and wait at a census.
  static func waiting(_ census: String) -> String { "looking, January \(census)" }
  private static func plans(_ band: String, _ need: String) -> Place { ["plans", band, need] }
  /// Plans at a provision; those at every provision are all plans.
  static func placed(_ provision: String, _ band: String, _ need: String) -> Place {
    provision == all ? plans(band, need) : ["placements", provision, band, need]
  }
  private static func census(of academicYear: String) -> String {
    AcademicYear(academicYear).map { "\($0.start + 1)" } ?? academicYear
  }

  private static let plans = PublishedTable(
    file: "plans.csv", period: ["january_census"], dimensions: ["age_band", "need"],
    groups: [.init(measures: ["mean"])], system: { january($0[0]) }, place: { plans($0[0], $0[1]) })

  private static let plansByNCY = PublishedTable(
    file: "plans_by_ncy.csv", period: ["january_census"], dimensions: ["ncy", "need"],
    groups: [.init(measures: ["mean"])], system: { january($0[0]) },
    place: { $0[0] == all ? plans(all, $0[1]) : ["ncy", $0[0]] },
    cut: { $0.filtered("need") { $0 == all } })

  private static let placements = PublishedTable(
    file: "placements.csv", period: ["january_census"],
    dimensions: ["provision", "age_band", "need"], crossed: ["age_band", "need"],
    groups: [.init(measures: ["mean"])], system: { january($0[0]) },
    place: { placed($0[0], $0[1], $0[2]) })

  private static let settings = PublishedTable(
    file: "settings.csv", period: ["academic_year"], dimensions: ["provision", "setting"],
    groups: [
      .init(
        measures: ["mean"],
        follows: [
          "places_needed_p50", "places_needed_p80", "places_needed_p90", "prob_over_places",
          "prob_over_ceiling", "surplus_p50",
        ])
    ], system: { january(of: $0[0]) }, place: { ["settings", $0[0], $0[1]] })

  /// Places that are not known are the roll of the base census, and so a count of children; those of a provision together are all its places less
  /// those that are known.
  static let placesThatAreTheRoll = PublishedTable(
    file: "settings.csv", period: ["academic_year"], dimensions: ["provision", "area", "setting"],
    groups: [.init(measures: ["places"])],
    system: { january(AcademicYear($0[0]).map { "\($0.start)" } ?? "") },
    place: { $0[2] == all ? [rolls, $0[0], $0[1]] : ["settings", $0[0], $0[2]] },
    counts: { table in
      let first = table.texts("academic_year").first
      let unknown = table.filtered("academic_year") { $0 == first }.filtered("places_known") {
        $0 == "no"
      }.withoutGuests
      let byArea = unknown.summed(by: ["academic_year", "provision", "area"], adding: "places")
      let together = unknown.summed(by: ["academic_year", "provision"], adding: "places")
      return ResultTable(
        columns: table.columns, rows: unknown.rows + byArea.rows + together.rows)
    })

  private static let rolls = "rolls of settings whose places are not known"

  /// Counts of other systems that are all that has to be taken off some hidden ones, or are these: they are hidden with them.
  static func told(by hidden: [String: Set<Place>]) -> [String: Set<Place>] {
    var told: [String: Set<Place>] = [:]
    for place in Set(hidden.values.joined()) where place[0] == rolls {
      let name = sufficiency.name(["", "september", place[1]], 1)
      told[name, default: []].insert(sufficiency.place([all, all, place[2]]))
    }
    // The oldest children leave by the next census, all of them. Who is known by that has the most of the others hidden with what is hidden.
    for (name, places) in hidden {
      if let census = name.hasPrefix(januaryOf) ? Int(name.dropFirst(januaryOf.count)) : nil,
        places.contains(["ncy", "\(NCY.range.upperBound)"])
      {
        told[flowsTo + "\(census + 1)", default: []].formUnion([agedOut, ceased])
      }
      if name.hasPrefix(flowsTo) { told[name, default: []].insert(ceased) }
    }
    return told
  }

  private static let januaryOf = "plans, January "
  private static let flowsTo = "flows to January "
  private static let agedOut: Place = ["flows", "aged_out", all]
  private static let ceased: Place = ["flows", "ceased", all]

  private static let waiting = PublishedTable(
    file: "waiting.csv", period: ["january_census"], dimensions: ["provision", "need"],
    groups: [.init(measures: ["mean"])], system: { waiting($0[0]) },
    place: { ["waiting"] + $0 })

  private static let flows = PublishedTable(
    file: "flows.csv", period: ["january_census"], dimensions: ["flow", "age_band", "provision"],
    groups: [.init(measures: ["mean"])], system: { flowsTo + $0[0] },
    place: { ["flows", $0[0], $0[1]] },
    cut: { table in
      // By age, flows would be what curriculum years leave over from one census to the next. Who moved away is who moved; the rest that nothing
      // explains is in drivers.csv.
      table.filtered("provision") { $0 == all }.filtered("age_band") { $0 == all }
        .filtered("flow") { $0 != "moved_away" && $0 != "residual" }
    })

  private static let topUpWithoutPlan = PublishedTable(
    file: "topup_without_plan.csv", period: ["january_census"],
    dimensions: ["measure", "age_band", "need"], groups: [.init(measures: ["mean"])],
    system: { "top-up without a plan, January \($0[0])" }, place: { ["topup", $0[0], $0[1]] },
    cut: { $0.filtered("need") { $0 == all } })

  static let sufficiency = PublishedTable(
    file: "sufficiency.csv", period: ["academic_year", "moment", "provision"],
    dimensions: ["need", "phase", "area"],
    groups: [
      .init(
        measures: ["needed_mean", "needed_p80"],
        follows: ["needed_p50", "needed_p90", "prob_needed_over_places", "shortfall_p80"]),
      .init(
        measures: ["places_mean"], follows: ["prob_needed_over_places", "shortfall_p80"],
        isAlikeEveryYear: true,
        // Places of a need or a phase are those of the settings, shared out as their rolls are: they tell the rolls.
        isShown: { $0[0] == all && $0[1] == all }),
      .init(
        measures: ["without_p80"], follows: ["without_p50", "without_p90"],
        least: { period, dimensions in
          // Who waits at the census is without a place.
          guard dimensions[1] == all, dimensions[2] == all else { return nil }
          return (["waiting", period[2], dimensions[0]], waiting(census(of: period[0])))
        }),
    ], withheld: ["waiting_list_mean", "new_demand_mean", "staying_mean"],
    system: { "need, \($0.joined(separator: " "))" }, place: { ["need"] + $0 },
    cut: { table in
      // Of the two moments of a year one: places, and who is without, are the same at both.
      table.filtered("moment") { $0 == "september" }.without(crossing: "need", "area")
    })

  private static let overflow = PublishedTable(
    file: "overflow.csv", period: ["academic_year"], dimensions: ["wanted", "went"],
    // What it costs more is children times what is known of prices.
    groups: [.init(measures: ["mean"])], withheld: ["extra_gbp"],
    system: { waiting(census(of: $0[0])) }, place: { ["overflow"] + $0 },
    cut: { table in
      let parts = table.summed(by: ["academic_year", "wanted", "went"], adding: "mean")
      let wholes = table.summed(by: ["academic_year", "went"], adding: "mean")
      return ResultTable(columns: table.columns, rows: parts.rows + wholes.rows)
    })

  private static let unplaced = PublishedTable(
    file: "unplaced.csv", period: ["academic_year"], dimensions: ["wanted", "limit"],
    groups: [.init(measures: ["mean"])], system: { waiting(census(of: $0[0])) },
    place: { ["unplaced"] + $0 },
    cut: { $0.summed(by: ["academic_year", "wanted", "limit"], adding: "mean") })

  /// How counts of different tables of a system add up to one another.
  ///
  /// - Parameter places: of all counts of the system.
  static func links(_ places: Set<Place>) -> [(left: [Place], right: [Place])] {
    bands(places) + rolls(places) + comings(places) + looking(places)
  }

  /// Curriculum years are parts of age bands.
  private static func bands(_ places: Set<Place>) -> [(left: [Place], right: [Place])] {
    let years = NCY.range.filter { places.contains(["ncy", "\($0)"]) }
    return Dictionary(grouping: years, by: AgeBand.init(ncy:)).map { band, years in
      (years.map { ["ncy", "\($0)"] }, [plans(band.rawValue, all)])
    }
  }

  /// Children in the settings of a provision are children at it. Others may be elsewhere; who takes it that nobody is sees most.
  private static func rolls(_ places: Set<Place>) -> [(left: [Place], right: [Place])] {
    let settings = places.filter { $0[0] == "settings" }
    return Dictionary(grouping: settings) { $0[1] }.map { provision, settings in
      (settings.sorted { $0[2] < $1[2] }, [placed(provision, all, all)])
    }
  }

  /// Growth and stocks are known: who came less who went, and children with top-up before less those after.
  private static func comings(_ places: Set<Place>) -> [(left: [Place], right: [Place])] {
    [
      (
        ["new", "in"].map { ["flows", $0, all] },
        ["ceased", "out", "aged_out"].map { ["flows", $0, all] }
      ),
      (
        ["entered"].map { ["topup", $0, all] },
        ["children", "converted", "left"].map { ["topup", $0, all] }
      ),
    ]
  }

  /// Who did not get what was looked for is in three tables: by why, by where instead, and, while it lasts, by who waits.
  private static func looking(_ places: Set<Place>) -> [(left: [Place], right: [Place])] {
    let wanting = Dictionary(grouping: places.filter { $0[0] == "overflow" }) { $0[1] }
    return wanting.flatMap { wanted, all in
      let went = all.filter { $0[2] != "as wanted" }.sorted { $0[2] < $1[2] }
      let limits = places.filter { $0[0] == "unplaced" && $0[1] == wanted }
      let waiting = [Placements.Word.held, .awaiting].map { ["overflow", wanted, $0.text] }
      return [
        (limits.sorted { $0[2] < $1[2] }, went),
        (waiting, [["waiting", wanted, PublishedTable.all]]),
      ]
    }
  }
}

extension ResultTable {
  /// The rows in which one of two dimensions at least is a total.
  func without(crossing first: String, _ second: String) -> ResultTable {
    guard let first = position(first), let second = position(second) else { return self }
    let all = TableSchema.Field.all
    return ResultTable(
      columns: columns, rows: rows.filter { $0[first] == all || $0[second] == all })
  }
}

extension ResultTable {
  /// The same with the places that the authority's own children may have: of those less others' children sufficiency.csv tells.
  fileprivate var withoutGuests: ResultTable {
    guard let places = position("places"), let imports = position("imports") else { return self }
    return ResultTable(
      columns: columns,
      rows: rows.map { row in
        guard let all = Double(row[places]), let guests = Int(row[imports]), guests > 0 else {
          return row
        }
        var row = row
        let own = max(0, all - Double(guests))
        row[places] = Digits.fixed(Int((own * 100).rounded()), decimals: 2)
        return row
      })
  }
}
