public import Vocabulary

/// What is wrong with a return, counted: every flag that was raised, and a mark for each theme.
public struct QualityReport: Sendable {
  /// A flag that was raised.
  struct Line {
    let census: Int
    let flag: SEN2Flag
    let count: Int
    let of: Int
    let place: Finding.Place?

    /// Nil for what is said of the return as a whole, which has no share.
    var share: Double? {
      of > 0 && flag.entry.of != "return" ? Double(count) / Double(of) : nil
    }
  }

  let lines: [Line]
  private let sizes: [(census: Int, people: Int, rows: Int, plans: Int)]

  /// Counts the flags of the censuses, those of their link with the last one and of where counts were put, and holds counts
  /// against what is published.
  public init(
    _ censuses: [PlanCensus], flows: CensusFlows?, published: PublishedFigures = PublishedFigures(),
    placement: CountPlacement = CountPlacement()
  ) {
    sizes = censuses.map { ($0.date.year, $0.peopleCount, $0.rowCount, $0.planCount) }
    var lines = censuses.flatMap { Self.lines($0.tally, $0) }
    if let flows, let last = censuses.first(where: { $0.date.year == flows.closing }) {
      lines += Self.lines(flows.tally, last)
    }
    lines += censuses.compactMap { Self.disagreement($0, published) }
    lines += placement.flags.compactMap { item in
      censuses.first.map {
        Line(census: $0.date.year, flag: item.flag, count: 1, of: 1, place: .init(item.file))
      }
    }
    self.lines = lines.sorted {
      (-$0.census, $0.flag.entry.code) < (-$1.census, $1.flag.entry.code)
    }
  }

  private static func lines(_ tally: SEN2Tally, _ census: PlanCensus) -> [Line] {
    tally.counts.map { flag, count in
      let of =
        switch flag.entry.of {
        case "people": census.peopleCount
        case "plans": census.candidateCount
        case "return": 1
        default: census.rowCount
        }
      return Line(
        census: census.date.year, flag: flag, count: count, of: of, place: tally.places[flag])
    }
  }

  /// The plans of a census that would have to be elsewhere to agree with the published tables of its January.
  private static func disagreement(_ census: PlanCensus, _ published: PublishedFigures) -> Line? {
    guard
      let gap = CubeComparison(census.recordedTable(), published, census: census.date.year),
      !gap.agrees
    else { return nil }
    return Line(
      census: census.date.year, flag: .cubeDisagrees,
      count: max(gap.byNeed, gap.byProvision, abs(gap.total)), of: census.planCount,
      place: .init(EvidenceFile.plansByNCYNeedProvision.path))
  }

  /// One finding a flag, for a terminal.
  public var findings: [Finding] {
    lines.map { line in
      let entry = line.flag.entry
      let words =
        line.share.map { " of \(line.of) \(entry.of) (\(Self.percent($0)))" } ?? ""
      return Finding(
        line.flag.kind, at: line.place ?? .init("the return of January \(line.census)"),
        seen: "\(line.flag.rawValue): \(line.count)\(words). \(entry.meaning.dropLast())",
        expected: "none", remedy: entry.effectText)
    }
  }

  /// `findings.csv`.
  var findingsFile: String {
    var file = CSVLines(
      "january_census,code,flag,severity,count,of,unit,share,file,first_row,column,meaning,treatment,effect"
    )
    for line in lines {
      let (entry, place) = (line.flag.entry, line.place)
      file.add([
        "\(line.census)", entry.code, line.flag.rawValue, entry.severity.rawValue, "\(line.count)",
        "\(line.of)", entry.of, line.share.map(Self.decimal) ?? "", place?.file ?? "",
        place?.row.map(String.init) ?? "", place?.column ?? "", entry.meaning, entry.treatment,
        entry.effect,
      ])
    }
    return file.text
  }

  /// `scorecard.csv`: every theme of every census, with those that are sound.
  var scorecardFile: String {
    var file = CSVLines("january_census,theme,checks,flags_raised,count,worst_share,mark")
    for row in scorecard {
      file.add([
        "\(row.census)", row.theme, "\(row.checks)", "\(row.raised)", "\(row.count)",
        Self.decimal(row.worst), row.mark,
      ])
    }
    return file.text
  }

  /// The scorecard for a terminal, one line a theme.
  public var scorecardText: String {
    let rows = scorecard.map {
      "  \($0.census)  \($0.theme.padded(to: 10))  \($0.mark.padded(to: 5))  \($0.raised) of \($0.checks) flags, \($0.count) counted, at worst \(Self.percent($0.worst))"
    }
    return
      (sizes.map { "January \($0.census): \($0.people) people, \($0.rows) rows, \($0.plans) plans" }
      + rows)
      .joined(separator: "\n")
  }

  private var scorecard:
    [(
      census: Int, theme: String, checks: Int, raised: Int, count: Int, worst: Double, mark: String
    )]
  {
    let themes = Dictionary(grouping: SEN2Flag.allCases, by: \.entry.theme)
    return sizes.flatMap { size in
      themes.keys.sorted().map { theme in
        let raised = lines.filter { $0.census == size.census && $0.flag.entry.theme == theme }
        let worst = raised.compactMap(\.share).max() ?? 0
        return (
          size.census, theme, themes[theme]?.count ?? 0, raised.count,
          raised.reduce(0) { $0 + $1.count }, worst, Self.mark(raised, worst)
        )
      }
    }
  }

  /// `sound` without a flag, `mend` from 1 % of what a warning counts or where it is of the whole return, `look` between.
  private static func mark(_ raised: [Line], _ worst: Double) -> String {
    if raised.isEmpty { return "sound" }
    let isGrave = raised.contains { $0.flag.entry.severity >= .warning && $0.share ?? 1 >= 0.01 }
    return isGrave ? "mend" : "look"
  }

  private static func decimal(_ share: Double) -> String {
    let millionths = Int((share * 1_000_000).rounded())
    let digits = String(millionths % 1_000_000)
    return "\(millionths / 1_000_000).\(String(repeating: "0", count: 6 - digits.count))\(digits)"
  }

  private static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
