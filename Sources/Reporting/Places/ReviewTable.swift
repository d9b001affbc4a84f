import Scenarios
import Vocabulary

/// `review.csv`: what is short where, in words.
struct ReviewTable {
  let run: ScenarioRun
  let review: PlaceReview
  let labels: PlaceLabels

  func table() -> CSVText {
    var table = CSVText(.review)
    let rows = PlaceRows(run.places.shape)
    let words = ReviewWords(run)
    for row in review.rows {
      let basis = AreaBasis(run.model, rows, row.key)
      let isSaid = basis != .populationOnly
      table.add(
        [labels.years[row.year], labels.provisions[row.provision]] + labels.cells(row.key) + [
          .text(basis.rawValue), .rounded(row.figures.places),
          .quantile(row.figures.census.p80), .quantile(row.figures.without.p80),
          row.firstYearShort.map { labels.years[$0] } ?? .empty,
          isSaid ? .whole(row.rank) : .empty, isSaid ? .text(words.sentence(row)) : .empty,
        ])
    }
    return table
  }
}

/// Plain English for a row of the review.
struct ReviewWords {
  private let provisions: [String]
  private let needs: [String]
  private let areas: [String]
  private let rows: PlaceRows
  private let years: [String]

  init(_ run: ScenarioRun) {
    let shape = run.places.shape
    let codes = run.model.space.codes
    rows = PlaceRows(shape)
    provisions = shape.provisions.map { Wording.short(codes.provisions[$0].name) }
    needs = codes.needs.map(\.name) + ["all needs"]
    let names = Dictionary(
      run.model.evidence.locality.areas.map { ($0.id, $0.name) },
      uniquingKeysWith: { first, _ in first })
    areas = shape.areas.map { names[$0] ?? $0 } + ["all areas"]
    years = Axes(run).academicYears
  }

  /// `State special school, secondary, Speech, language and communication needs, all areas: short by 34 places in 2028/29 if enough is
  /// to mean 8 years out of 10; short since 2026/27.`
  func sentence(_ row: PlaceReview.Row) -> String {
    let start = rows.isOne ? name(row) : "\(name(row)), \(areas[row.key.area])"
    let year = years[row.year]
    guard row.short >= 1 else {
      let later = row.firstYearShort.map { $0 > row.year ? "; short from \(years[$0])" : "" }
      return
        "\(start): enough places in \(year) if enough is to mean 8 years out of 10\(later ?? "")."
    }
    return
      "\(start): short by \(places(row)) in \(year) if enough is to mean 8 years out of 10"
      + since(row) + "."
  }

  /// `State special school, secondary, Autistic spectrum disorder: 34, since 2026/27`, under a heading that says the rest.
  func line(_ row: PlaceReview.Row) -> String {
    let since = row.shortSince.map { $0 < row.year ? ", since \(years[$0])" : "" }
    return "\(name(row)): \(Wording.count(row.short))\(since ?? "")"
  }

  private func name(_ row: PlaceReview.Row) -> String {
    "\(provisions[row.provision]), \(Self.phases[row.key.phase]), \(needs[row.key.need])"
  }

  private func places(_ row: PlaceReview.Row) -> String {
    "\(Wording.count(row.short)) \(row.short == 1 ? "place" : "places")"
  }

  private func since(_ row: PlaceReview.Row) -> String {
    guard let since = row.shortSince, since < row.year else { return "" }
    return "; short since \(years[since])"
  }

  private static let phases =
    Phase.allCases.map { phase in
      switch phase {
      case .earlyYears: "early years"
      case .primary: "primary"
      case .secondary: "secondary"
      case .post16: "post-16"
      }
    } + ["all phases"]
}
