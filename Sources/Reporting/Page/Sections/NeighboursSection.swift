import Vocabulary

/// The authority beside its statistical neighbours, its region and England: rates, the mix of placements, the independent share.
struct NeighboursSection {
  let source: ReportSource

  /// The latest census that the authority's own row has, so that like is compared with like.
  private var census: Int? {
    source.evidence.neighbours.filter { $0.group == .own }.map(\.census).max()
  }

  private var shown: [Comparator] {
    let all = source.evidence.neighbours.filter { $0.census == census }
    return Comparator.Group.allCases.flatMap { group in all.filter { $0.group == group } }
  }

  /// Provisions by what they are, in words; together they are all plans.
  private static let groups: [(name: String, kinds: [Provision.Kind])] = [
    ("Mainstream and early years", [.mainstream, .earlyYears]), ("Bases", [.base]),
    ("State special schools", [.special]),
    ("Independent and non-maintained schools", [.independent]),
    ("Colleges and specialist post-16", [.furtherEducation, .specialistPost16]),
    ("All else", [.alternative, .elsewhere, .none]),
  ]

  private static let independent: [Provision.Kind] = [.independent]

  var section: Document.Section? {
    guard let census, shown.count > 1, shown.contains(where: { $0.rate != nil }) else { return nil }
    return .init(
      "neighbours", "Beside similar authorities",
      [
        .text(
          "Statistical neighbours are authorities whose children live in similar circumstances. All figures of this section are of January \(census), the latest census with the figures of all of them here; the authority's own figure is of the same January."
        ),
        .chart(rates(census)), .chart(independent(census)), .table(mix(census)),
      ])
  }

  private func name(_ place: Comparator) -> String {
    switch place.group {
    case .own: "\(place.name) (this authority)"
    case .neighbour: place.name
    case .region: "\(place.name) (region)"
    case .england: place.name
    }
  }

  private func chart(
    _ id: String, _ caption: String, axis: String, _ values: [Double?], table: PageTable
  ) -> Chart {
    // The authority stands out by a colour of its own, and by its words.
    let isOwn = shown.map { $0.group == .own }
    let own = zip(values, isOwn).map { $1 ? $0 : nil }
    let others = zip(values, isOwn).map { $1 ? nil : $0 }
    func bars(_ name: String, _ values: [Double?]) -> Chart.Series {
      Chart.Series(name, .floating, values, lower: values.map { $0.map { _ in 0 } })
    }
    return Chart(
      id, caption, labels: shown.map(name), axis: axis,
      [bars("this authority", own), bars("others", others)], table: table)
  }

  private func rates(_ census: Int) -> Chart {
    let table = PageTable(
      "Plans for each 1,000 residents aged 2 to 18, January \(census)",
      [.words("Place"), .figures("Plans"), .figures("Residents aged 2 to 18"), .figures("Rate")],
      shown.map { place in
        [
          name(place), place.total.map { Wording.count($0) } ?? Self.missing,
          place.figures[.population].map { Wording.count($0) } ?? Self.missing,
          place.rate.map(Self.tenths) ?? Self.missing,
        ]
      },
      note:
        "Plans of all ages up to 25 over residents aged 2 to 18, as in DfE's high needs benchmarking."
        + " Sources: \(sources.joined(separator: "; ")).")
    return chart(
      "rate-chart", "Plans for each 1,000 residents aged 2 to 18, January \(census).",
      axis: "plans for each 1,000 aged 2 to 18",
      shown.map { $0.rate.map { ($0 * 10).rounded() / 10 } }, table: table)
  }

  private func independent(_ census: Int) -> Chart {
    let shares = shown.map {
      isTold($0, Self.independent) ? share($0, Self.independent) : nil
    }
    return chart(
      "independent-chart",
      "Share of plans in independent and non-maintained schools, January \(census).",
      axis: "% of plans", shares.map { $0.map { ($0 * 1000).rounded() / 10 } },
      table: PageTable(
        "Share of plans in independent and non-maintained schools, January \(census)",
        [.words("Place"), .figures("Share")],
        zip(shown, shares).map { place, share in
          let otherwise =
            isTold(place, Self.independent) ? Self.missing : PublishedEdition.word
          return [name(place), share.map(MeasuresSection.percent) ?? otherwise]
        }))
  }

  private func mix(_ census: Int) -> PageTable {
    PageTable(
      "Where children and young people with a plan are, share of all plans, January \(census)",
      [.words("Place")] + Self.groups.map { .figures($0.name) },
      shown.map { place in
        // One share that is missing would be what the others leave.
        guard Self.groups.allSatisfy({ isTold(place, $0.kinds) }) else {
          return [name(place)] + Self.groups.map { _ in PublishedEdition.word }
        }
        return [name(place)]
          + Self.groups.map { share(place, $0.kinds).map(MeasuresSection.percent) ?? Self.missing }
      },
      note:
        "Plans whose placement was not recorded count among all plans, and in no column: rows may add to less than 100 %."
    )
  }

  /// False of the authority's own share where readers outside are not told a count of it.
  private func isTold(_ place: Comparator, _ kinds: [Provision.Kind]) -> Bool {
    guard source.isPublished, place.group == .own else { return true }
    let all = TableSchema.Field.all
    return source.evidence.codes.provisions.filter { kinds.contains($0.kind) }.allSatisfy {
      !source.baseline.isHidden(
        "placements.csv", "mean",
        [
          "january_census": "\(source.base)", "provision": $0.code, "age_band": all, "need": all,
        ])
    }
  }

  private func share(_ place: Comparator, _ kinds: [Provision.Kind]) -> Double? {
    let provisions = source.evidence.codes.provisions
    return place.share(of: provisions.indices.filter { kinds.contains(provisions[$0].kind) })
  }

  /// The sources of plans and population, each once.
  private var sources: [String] {
    shown.flatMap { place in
      [Comparator.Measure.plans, .population].compactMap { place.sources[$0] }
    }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private static let missing = "not published"

  private static func tenths(_ value: Double) -> String {
    Digits.fixed(Int((value * 10).rounded()), decimals: 1)
  }
}

extension ReportSource {
  /// The region at the latest census that is known of it.
  var region: Comparator? {
    evidence.neighbours.filter { $0.group == .region }.max { $0.census < $1.census }
  }
}
