import Vocabulary

/// Children who need a place beside the places: by need, phase and area, and how many places would be enough.
struct PlacesSection {
  let source: ReportSource

  private var table: ResultTable { source.focus["sufficiency.csv"] }
  private var provisions: [String] { table.texts("provision") }
  /// The September after next: places can still be commissioned for it.
  private var year: String { AcademicYear(start: source.base + 2).description }

  var section: Document.Section? {
    guard !table.rows.isEmpty else { return nil }
    var blocks: [Document.Block] = [
      .text(
        "Who needs a place: children in a school of the kind, whoever's school it is, children awaiting a place in one, and children who settled elsewhere because there was no place. Enough is what would be enough in 8 years out of 10."
      )
    ]
    blocks += provisions.compactMap { heat($0) }.map { .table($0) }
    blocks += provisions.compactMap { areas($0) }.map { .table($0) }
    blocks.append(.table(enough))
    if let settings { blocks.append(.table(settings)) }
    return .init("places", "Places needed and places there are", blocks)
  }

  /// Children who need a place beside the places there are, of some rows by phase.
  private func cells(_ provision: String, need: String, area: String = "All") -> [PageTable.Cell] {
    phases.map { phase in
      let row = table.rows([
        "academic_year": year, "moment": "september", "provision": provision, "need": need,
        "phase": phase, "area": area,
      ]).first
      guard let row else { return PageTable.Cell("none") }
      guard let needed = number(row, "needed_p80") else {
        return PageTable.Cell(PublishedEdition.word)
      }
      guard let places = number(row, "places_mean") else {
        return PageTable.Cell("\(Wording.count(needed)) needed")
      }
      return Self.cell(needed: needed, places: places)
    }
  }

  private var phases: [String] { Phase.allCases.map(\.rawValue) + ["All"] }

  /// A table of them, rows of nobody and nothing left out.
  private func shaded(_ names: [String], _ rows: [[PageTable.Cell]]) -> [[PageTable.Cell]] {
    zip(names, rows).compactMap { name, cells in
      cells.contains { $0.text != "none" } ? [PageTable.Cell(name)] + cells : nil
    }
  }

  private func number(_ row: [String], _ column: String) -> Double? {
    table.position(column).flatMap { Double(row[$0]) }
  }

  /// `120 needed, 100 places, short by 20 ▲▲`: words and symbols say what shades do.
  static func cell(needed: Double, places: Double) -> PageTable.Cell {
    let (needed, places) = (needed.rounded(), places.rounded())
    let short = needed - places
    let words = "\(Wording.count(needed)) needed, \(Wording.count(places)) places"
    guard needed > 0 || places > 0 else { return PageTable.Cell("none") }
    if short <= 0 { return PageTable.Cell("\(words), enough", .enough) }
    let text = "\(words), short by \(Wording.count(short))"
    if short <= max(2, 0.05 * places) { return PageTable.Cell(text, .tight) }
    return PageTable.Cell(text, short <= 0.25 * places ? .short : .veryShort)
  }

  private func heat(_ provision: String) -> PageTable? {
    let needs = source.evidence.codes.needs.map(\.code) + ["All"]
    let rows = shaded(
      needs.map { $0 == "All" ? "All needs" : source.need($0) },
      needs.map { cells(provision, need: $0) })
    guard rows.count > 1 else { return nil }
    return PageTable(
      "\(source.provision(provision)): September \(year.prefix(4)), by need and phase",
      [.words("Need")] + phases.map { .words(ReportSource.phase($0)) }, rows: rows,
      note: source.isPublished
        ? "Places of a need or a phase are not shown: shared out by who is there, they would tell who that is."
        : "Places are shared among needs and phases by what settings are designated for, or else by who is there: a description for planning, not an admission rule."
    )
  }

  private func areas(_ provision: String) -> PageTable? {
    let areas = source.evidence.locality.areas
    guard areas.count > 1 else { return nil }
    let rows = shaded(
      areas.map(\.name), areas.map { cells(provision, need: "All", area: $0.id) })
    return PageTable(
      "\(source.provision(provision)): September \(year.prefix(4)), by planning area where children live",
      [.words("Area")] + phases.map { .words(ReportSource.phase($0)) }, rows: rows,
      note: basis)
  }

  private var basis: String? {
    table.texts("basis").contains { $0.hasPrefix("population only") }
      ? "Areas are split by population alone: nothing local says where children with these needs live."
      : nil
  }

  /// Places that would be enough with more and more certainty, by year.
  private var enough: PageTable {
    let years = table.texts("academic_year")
    let rows = provisions.flatMap { provision in
      years.compactMap { year -> [PageTable.Cell]? in
        let row = table.rows([
          "academic_year": year, "moment": "september", "provision": provision, "need": "All",
          "phase": "All", "area": "All",
        ]).first
        guard let row else { return nil }
        let places = number(row, "places_mean")
        let figures = ["needed_p50", "needed_p80", "needed_p90"].map { number(row, $0) }
        return [
          PageTable.Cell(source.provision(provision)),
          PageTable.Cell("September \(year.prefix(4))"),
        ]
          + ([places] + figures).map {
            PageTable.Cell($0.map { Wording.count($0) } ?? PublishedEdition.word)
          } + [Self.enough(needed: figures[1], places: places)]
      }
    }
    return PageTable(
      "Places that would be enough, by year",
      [
        .words("Provision"), .words("When"), .figures("Places"),
        .figures("Enough in 5 years out of 10"), .figures("8 out of 10"), .figures("9 out of 10"),
        .words("If 8 out of 10 is to be enough"),
      ], rows: rows,
      note:
        "As September finds it. Who is without the place they need in January, waiting or settled elsewhere, is in review.csv."
    )
  }

  private var settings: PageTable? {
    let table = source.focus["settings.csv"]
    let names = [
      "name", "provision", "places", "p50", "places_needed_p50", "places_needed_p80",
      "places_needed_p90",
    ].compactMap { table.position($0) }
    guard names.count == 7 else { return nil }
    let rows = table.rows(["academic_year": year]).map { row -> [PageTable.Cell] in
      let figures = names.dropFirst(2).map { Double(row[$0]) }
      return [
        PageTable.Cell(row[names[0]]), PageTable.Cell(source.provision(row[names[1]])),
      ] + figures.map { PageTable.Cell($0.map { Wording.count($0) } ?? PublishedEdition.word) }
        + [Self.enough(needed: figures[3], places: figures[0])]
    }
    guard !rows.isEmpty else { return nil }
    return PageTable(
      "Schools and bases in \(year)",
      [
        .words("School or base"), .words("Provision"), .figures("Places"),
        .figures("On roll, middle"), .figures("Enough in 5 years out of 10"),
        .figures("8 out of 10"), .figures("9 out of 10"), .words("If 8 out of 10 is to be enough"),
      ], rows: rows,
      note:
        "Children are counted where they first looked for a place, so that a full school can need fewer places than it has."
    )
  }

  /// Whether places are enough; where one of the two is hidden, that would tell something of it.
  private static func enough(needed: Double?, places: Double?) -> PageTable.Cell {
    guard let needed, let places else { return PageTable.Cell(PublishedEdition.word) }
    let short = needed - places.rounded()
    return PageTable.Cell(
      short <= 0 ? "enough" : "short by \(Wording.count(short))",
      cell(needed: needed, places: places).tone)
  }
}

/// Where children go when local places are full.
struct DestinationSection {
  let source: ReportSource

  private static let words: [String: String] = [
    "as wanted": "a place of the kind they looked for",
    "over number": "the same kind, above the number of places",
    "other authority": "a school of another authority",
    "held while waiting": "another school, while awaiting a suitable place",
    "awaiting a setting": "no school, while awaiting a suitable place",
  ]

  var section: Document.Section? {
    let table = source.focus["overflow.csv"]
    let years = shown(table.texts("academic_year"))
    guard !years.isEmpty, let year = table.position("academic_year"),
      let went = table.position("went"), let mean = table.position("mean")
    else { return nil }
    var sums: [String: [String: Double]] = [:]
    // An edition has the sums, and says of which ones nobody may know.
    for row in source.isPublished ? table.rows(["wanted": "All"]) : table.rows {
      sums[row[went], default: [:]][row[year], default: 0] += Double(row[mean]) ?? .nan
    }
    func size(_ key: String, _ year: String) -> Double { sums[key]?[year] ?? 0 }
    let rows = sums.keys.sorted { first, second in
      let (one, other) = (size(first, years[0]), size(second, years[0]))
      return (one.isNaN ? 0 : one, second) > (other.isNaN ? 0 : other, first)
    }
    .filter { key in years.contains { size(key, $0).isNaN || size(key, $0) >= 0.5 } }
    .map { key in
      [Self.words[key] ?? source.provision(key)] + years.map { shown(size(key, $0)) }
    }
    return .init(
      "destinations", "Where children go when local places are full",
      [
        .table(
          PageTable(
            "Children who look for a place in a September, and where they go",
            [.words("Where they go")] + years.map { .figures("September \($0.prefix(4))") }, rows,
            note:
              "Means over the simulations. Destinations of fewer than one child in two years are left out."
          ))
      ])
  }

  private func shown(_ children: Double) -> String {
    children.isNaN ? PublishedEdition.word : Wording.count(children)
  }

  /// The first, a middle and the last.
  private func shown(_ years: [String]) -> [String] {
    guard years.count > 3 else { return years }
    return [years[0], years[2], years[years.count - 1]]
  }
}
