import Scenarios
import Vocabulary

/// The SEN2 measures as boards see them: totals, new plans, timeliness, ages, beside England.
struct MeasuresSection {
  let source: ReportSource

  private var local: PublishedFigures { source.evidence.local }
  private var england: PublishedFigures { source.evidence.england }

  var section: Document.Section? {
    guard !local.plansByProvision.isEmpty else { return nil }
    return .init(
      "measures", "The published measures", [.table(totals), .table(ages)])
  }

  private func total(_ figures: PublishedFigures, _ january: Int) -> Double? {
    figures.plansByProvision[january]?.reduce(0, +)
  }

  private func flow(_ figures: PublishedFigures, _ measure: String, _ year: Int) -> Double? {
    figures.flowsByYear[measure]?[year]
  }

  /// True of counts that readers outside are not told: the evidence may be the authority's own, and not what DfE publishes.
  private func isSmall(_ counts: [Double?]) -> Bool {
    source.isPublished && counts.contains { $0.map(Suppression.isSmall) ?? false }
  }

  private func share(_ part: Double?, _ whole: Double?) -> Double? {
    guard let part, let whole, whole > 0 else { return nil }
    return part / whole
  }

  /// The same measures of a region, whose file gives them by their names.
  private func regional(_ measure: Comparator.Measure) -> Double? {
    source.region.flatMap { measure == .plans ? $0.total : $0.figures[measure] }
  }

  private var totals: PageTable {
    let region = source.region
    let januaries = (source.base - 4...source.base).filter { total(local, $0) != nil }
    func row(
      _ name: String, _ value: (PublishedFigures, Int) -> Double?, _ word: (Double) -> String,
      isShare: Bool = false, of counts: ((Int) -> [Double?])? = nil, _ regional: Double?
    ) -> [String] {
      let isTold = januaries.map { january in
        !isSmall(counts?(january) ?? [value(local, january)])
      }
      let values = zip(januaries, isTold).map { $1 ? value(local, $0) : nil }
      let last = values.last ?? nil
      let before = values.dropLast().last ?? nil
      let change = last.flatMap { now in
        before.map { then in
          isShare
            ? "\(Self.points(now - then)) points" : Self.percentChange(now, then)
        }
      }
      let nation = januaries.last.flatMap { value(england, $0) }
      return [name]
        + zip(values, isTold).map {
          $0.map(word) ?? ($1 ? "not published" : PublishedEdition.word)
        }
        + [change ?? "not known"] + (region == nil ? [] : [regional.map(word) ?? "not published"])
        + [nation.map(word) ?? "not published"]
    }
    let rows = [
      row(
        "Children and young people with a plan, January", total, { Wording.count($0) },
        regional(.plans)),
      row(
        "New plans, calendar year before", { flow($0, "new_plans", $1 - 1) }, { Wording.count($0) },
        regional(.newPlans)),
      row(
        "New plans as a share of all plans",
        { share(flow($0, "new_plans", $1 - 1), total($0, $1)) }, Self.percent, isShare: true,
        of: { [flow(local, "new_plans", $0 - 1)] },
        share(regional(.newPlans), regional(.plans))),
      row(
        "New plans issued within 20 weeks, exceptions apart",
        {
          share(
            flow($0, "plans_issued_within_20_weeks", $1 - 1), flow($0, "plans_issued", $1 - 1))
        }, Self.percent, isShare: true,
        of: {
          let (all, inTime) = (
            flow(local, "plans_issued", $0 - 1),
            flow(local, "plans_issued_within_20_weeks", $0 - 1)
          )
          return [inTime, all.flatMap { all in inTime.map { all - $0 } }]
        }, share(regional(.plansIssuedInTime), regional(.plansIssued))),
      row(
        "Requests for an assessment, calendar year before", { flow($0, "requests", $1 - 1) },
        { Wording.count($0) }, regional(.requests)),
    ]
    return PageTable(
      "SEN2 measures",
      [.words("Measure")] + januaries.map { .figures("January \($0)") }
        + [.figures("Change on the year")]
        + (region.map { [.figures("\($0.name), January \($0.census)")] } ?? [])
        + [.figures("England, January \(source.base)")], rows,
      note: "Computed from the published counts. A figure that was not published is no 0."
        + (region.map {
          " The figures of \($0.name) are of January \($0.census), and of the year before it: the sums of its authorities."
        } ?? ""))
  }

  private var ages: PageTable {
    // Readers outside are told what the edition tells of the January that it starts from.
    let januaries = source.isPublished ? [source.base] : [source.base - 1, source.base]
    return PageTable(
      "Ages",
      [.words("Age")]
        + januaries.flatMap { [.figures("January \($0)"), .figures("share")] }
        + [.figures("England, share in January \(source.base)")],
      AgeBand.allCases.enumerated().map { index, band in
        [band.rawValue]
          + januaries.flatMap {
            source.isPublished ? told(band) : cells(local, $0, index)
          }
          + [cells(england, source.base, index)[1]]
      })
  }

  private func cells(_ figures: PublishedFigures, _ january: Int, _ band: Int) -> [String] {
    guard let groups = figures.plansByAgeGroup[january], let count = groups[band],
      !groups.contains(where: { $0 == nil })
    else { return ["not published", ""] }
    let sum = groups.compactMap { $0 }.reduce(0, +)
    return [Wording.count(count), Self.percent(count / max(1, sum))]
  }

  /// A count of the edition, and its share.
  private func told(_ band: AgeBand) -> [String] {
    func count(_ band: String) -> Double? {
      source.baseline.number(
        "plans.csv", "mean",
        ["january_census": "\(source.base)", "age_band": band, "need": TableSchema.Field.all])
    }
    guard let own = count(band.rawValue), let all = count(TableSchema.Field.all), all > 0 else {
      return [PublishedEdition.word, ""]
    }
    return [Wording.count(own), Self.percent(own / all)]
  }

  static func percent(_ share: Double) -> String { "\(Digits.fixed(tenths(share), decimals: 1)) %" }

  private static func tenths(_ share: Double) -> Int { Int((share * 1000).rounded()) }

  private static func points(_ change: Double) -> String {
    (change > 0 ? "+" : "") + Digits.fixed(tenths(change), decimals: 1)
  }

  private static func percentChange(_ now: Double, _ then: Double) -> String {
    guard then > 0 else { return "not known" }
    return points(now / then - 1) + " %"
  }
}

/// How good past forecasts were, what the figures rest on, and how the run was made.
struct RecordSection {
  let source: ReportSource

  var past: Document.Section? {
    guard let plans = source.baseline.plans(source.base)?.middle else { return nil }
    let rows = PastErrors.published.rows(plans: plans)
    guard let size = rows.first?.size.rawValue else { return nil }
    return .init(
      "past", "How good past forecasts were",
      [
        .table(
          PageTable(
            "Forecasts of all plans made in the same way from January 2018, 2019 and 2020, for authorities with \(size)",
            [
              .words("Years ahead"), .figures("Half were off by less than"),
              .figures("Nine in ten by less than"), .figures("The likely range held"),
            ],
            rows.map {
              [
                "\($0.horizon)", MeasuresSection.percent($0.medianError),
                MeasuresSection.percent($0.ninthDecile), MeasuresSection.percent($0.coverage),
              ]
            }, note: "The likely range should hold 8 times in 10."))
      ])
  }

  var assumptions: Document.Section? {
    let table = source.focus["assumptions.csv"]
    let names = ["name", "scope", "value", "unit", "status", "source"].compactMap(table.position)
    guard names.count == 6, let status = table.position("status") else { return nil }
    let invented = table.rows.filter { $0[status] == "illustrative" }
    let findings = source.focus["findings.csv"]
    let shown = ["severity", "code", "seen", "done"].compactMap(findings.position)
    let grave =
      shown.count == 4
      ? findings.rows.filter { $0[shown[0]] != "note" }.map { row in shown.map { row[$0] } } : []
    return .init(
      "assumptions", "What the figures rest on",
      [
        .text(
          "\(Wording.count(table.rows.count)) figures and parameters went in; \(Wording.count(invented.count)) of them are illustrative: invented until the authority has its own. All are in assumptions.csv with their sources."
        ),
        .table(
          PageTable(
            "Illustrative figures, by what they are",
            [.words("What"), .figures("How many"), .words("Source of the first")],
            Self.grouped(invented, by: names[0], source: names[5]))),
        source.isPublished
          ? .text("\(grave.count) warnings were found in the inputs; findings.csv has them.")
          : .table(
            PageTable(
              "What was found in the inputs",
              [
                .words("How grave"), .words("Code"), .words("What was seen"),
                .words("What was done"),
              ], grave, note: "Notes are in findings.csv.")),
      ])
  }

  private static let words = [
    "overflow_share": "shares of where children go when local places are full",
    "independent_named": "shares of those looking for a place who are named an independent school",
  ]

  private static func grouped(_ rows: [[String]], by name: Int, source: Int) -> [[String]] {
    Dictionary(grouping: rows) { $0[name] }.sorted { $0.key < $1.key }.map { key, rows in
      // A source that would tell a hidden count is hidden with it.
      let told = rows.first { $0[source] != PublishedEdition.mark }?[source]
      return [
        words[key] ?? key.replacing("_", with: " "), Wording.count(rows.count),
        told.map { Wording.cut($0, to: 160) } ?? PublishedEdition.word,
      ]
    }
  }

  var about: Document.Section? {
    let record = source.results.record
    return .init(
      "about", "How the run was made",
      [
        .points([
          "Sufficiency \(record.version), finished \(record.finished); this page by version \(source.version).",
          "\(Wording.count(record.draws)) simulations, random seed \(record.seed), \(record.years) years from January \(record.baseCensus).",
          "The same inputs, seed and number of simulations give the same figures on any machine.",
        ])
      ]
        // A hash of few unknown counts would tell them to who tries them all.
        + (source.isPublished ? [] : [inputs(record)]))
  }

  private func inputs(_ record: RunResults.Record) -> Document.Block {
    .table(
      PageTable(
        "Files that went in, and what tells their versions apart",
        [.words("File"), .words("Hash (FNV-1a 64)")],
        record.inputs.map { [$0.path, $0.hash] }))
  }
}
