extension SmallRelease {
  private static let frame = [
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name",
    "region_code", "region_name", "new_la_code", "old_la_code", "la_name", "breakdown_topic",
    "breakdown",
  ]

  private var placementColumns: [String] {
    let split = layout == .of2026
    return Self.provisions.flatMap { column, _, _ in
      column == "special_academy_free" && split
        ? ["special_academy", "special_free_school"] : [column]
    } + [
      "mainstream_la_maintained", "neet", split ? "ap_pru_total_pc" : "AP_PRU_total_pc",
      "await_prov_2022",
    ]
  }

  private var needColumns: [String] {
    Self.needs.map(\.0) + (layout == .of2026 ? ["number_ds"] : []) + [
      "number_need_unknown", "asd_pc",
    ]
  }

  private func academic(_ census: Int) -> String {
    "\(census - 1)\(hasSlashes ? "/" : "")\(census % 100)"
  }

  /// Every table as rows of cells, the header first.
  public func tables() -> [String: [[String]]] {
    let ages = (2...25).map { ($0, $0 == 2 ? "under 3" : "age \($0)") }
    let flowAges = (2...20).map {
      ($0, $0 == 2 ? "age 2 and under" : $0 == 20 ? "age 20 and over" : "age \($0)")
    }
    let person = "Child or young persons age"
    var tables: [String: [[String]]] = [:]
    tables["caseload"] = table("caseload", ["ehcplans"] + placementColumns) { area in
      [census - 1, census].flatMap { january in
        [
          row(
            area, january, true, "All EHC plans", "All EHC plans",
            placed(area) {
              plans(area, january, provision: $0)
            })
        ]
          + ages.map { age, label in
            row(
              area, january, true, person, label,
              placed(area) {
                plans(area, january, age: age, provision: $0)
              })
          } + [
            row(
              area, january, true, "Sex", "Female",
              Array(repeating: "7", count: 1 + placementColumns.count))
          ]
      }
    }
    tables["newplans"] = table("newplans", ["new_ehc_plans"] + placementColumns) { area in
      (census - 3...census - 1).map { year in
        row(
          area, year, false, "New EHC plans", "New EHC plans",
          placed(area) {
            newPlans(area, provision: $0)
          })
      }
        + flowAges.map { age, label in
          row(
            area, census - 1, false, "Age when plan started", label,
            placed(area) {
              newPlans(area, age: age, provision: $0)
            })
        }
    }
    tables["sen_needs_all_plans"] = table("needs", ["ehc_plans"] + needColumns) { area in
      [
        row(
          area, census, true, "All EHC plans", "All EHC plans",
          needed({ plans(area, census, need: $0) }, ds: plans(area, census, provision: 0, need: 2)))
      ]
        + ages.map { age, label in
          row(
            area, census, true, person, label,
            needed(
              { plans(area, census, age: age, need: $0) },
              ds: plans(area, census, age: age, provision: 0, need: 2)))
        }
        + placementRows(area, census, true) { provision in
          needed(
            { plans(area, census, provision: provision, need: $0) },
            ds: provision == 0 ? plans(area, census, provision: provision, need: 2) : 0)
        }
    }
    tables["sen_need_newplans"] = table("needs", ["ehc_plans"] + needColumns) { area in
      [
        row(
          area, census - 1, false, "All EHC plans", "All EHC plans",
          needed({ newPlans(area, need: $0) }, ds: newPlans(area, provision: 0, need: 2)))
      ]
        + flowAges.map { age, label in
          row(
            area, census - 1, false, person, label,
            needed(
              { newPlans(area, age: age, need: $0) },
              ds: newPlans(area, age: age, provision: 0, need: 2)))
        }
        + placementRows(area, census - 1, false) { provision in
          needed(
            { newPlans(area, provision: provision, need: $0) },
            ds: provision == 0 ? newPlans(area, provision: provision, need: 2) : 0)
        }
    }
    tables["ceased_plans"] = table("ceased", ["needs_met", "transfer", "not_rec", "total_ceased"]) {
      area in
      [
        row(
          area, census - 1, false, "All ceased EHC plans", "All ceased EHC plans",
          stopped { ceased(area, need: $0) })
      ]
        + flowAges.map { age, label in
          row(
            area, census - 1, false, "Age plan ceased", label,
            stopped { ceased(area, age: age, need: $0) })
        }
        + placementRows(area, census - 1, false) { provision in
          stopped { ceased(area, provision: provision, need: $0) }
        }
    }
    tables["requests"] = measure(
      "All requests for EHC needs assessments",
      [
        "requests_received_in_year": 40, "requests_decided_to_assess": 30,
        "requests_decided_not_to_assess": 8,
      ])
    tables["assessments"] = measure(
      "All EHC needs assessments", ["assess_in_year": 28, "assess_issued": 26])
    let weeks = layout == .of2026 ? ["avg_weeks_issue_plan": 24] : [:]
    tables["timeliness"] = measure(
      "All EHC plans issued",
      weeks.merging([
        "plans_issued_den": 26, "plans_issued_den_ex": 25, "plans_issued_20_weeks_ex": 12,
      ]) { first, _ in first })
    return tables
  }

  private func table(_ name: String, _ columns: [String], _ rows: (Area?) -> [[String]])
    -> [[String]]
  {
    let areas: [Area?] = [nil] + Self.areas
    return [Self.frame + columns]
      + areas.flatMap { area in
        rows(area).map { row in
          let key = "\(name)|\(area?.code ?? "")|\(row[0])|\(row[11])"
          return withheld.contains(key)
            ? Array(row.prefix(12)) + row.dropFirst(12).map { _ in "x" } : row
        }
      }
  }

  private func measure(_ topic: String, _ figures: [String: Int]) -> [[String]] {
    let columns = figures.keys.sorted()
    return table(topic, columns) { area in
      [
        row(
          area, census - 1, false, topic, topic,
          columns.map {
            "\((figures[$0] ?? 0) * (area == nil ? Self.areas.count : 1))"
          })
      ]
    }
  }

  private func row(
    _ area: Area?, _ year: Int, _ isStock: Bool, _ topic: String, _ label: String,
    _ figures: [String]
  ) -> [String] {
    [
      isStock ? academic(year) : "\(year)", isStock ? "Academic year" : "Calendar year",
      area == nil ? "National" : "Local authority", "E92000001", "England",
      area == nil ? "" : "E12099999", area == nil ? "" : "Nowhere", area?.ons ?? "",
      area?.code ?? "", area?.name ?? "", topic, label,
    ] + figures
  }

  private func placed(_ area: Area?, _ plans: (Int) -> Int) -> [String] {
    let counts = Self.provisions.indices.map(plans)
    let cells = zip(Self.provisions, counts).flatMap { provision, count -> [String] in
      guard provision.0 == "special_academy_free", layout == .of2026 else { return ["\(count)"] }
      return ["\(count / 2)", "\(count - count / 2)"]
    }
    return ["\(counts.reduce(0, +))"] + cells + ["0", "0", "0.0", "x"]
  }

  /// In the layout of 2026 the plans of MLD in the first provision are of DS.
  private func needed(_ plans: (Int) -> Int, ds: Int) -> [String] {
    let counts = Self.needs.indices.map(plans)
    var cells = counts.map(String.init)
    if layout == .of2026 {
      cells[2] = "\(counts[2] - ds)"
      cells.append("\(ds)")
    }
    return ["\(counts.reduce(0, +))"] + cells + ["0", "33.3"]
  }

  private func stopped(_ plans: (Int) -> Int) -> [String] {
    let (moved, met) = (plans(0), plans(1))
    return ["\(met)", "\(moved)", "0", "\(met + moved)"]
  }

  private func placementRows(
    _ area: Area?, _ year: Int, _ isStock: Bool, _ figures: (Int) -> [String]
  ) -> [[String]] {
    Self.provisions.enumerated().map { index, provision in
      let label =
        provision.0 == "special_academy_free" && layout == .of2026
        ? "Special - academy" : provision.1
      return row(area, year, isStock, "Type of placement", label, figures(index))
    } + [row(area, year, isStock, "Type of placement", "Mainstream - total", figures(0))]
  }
}
