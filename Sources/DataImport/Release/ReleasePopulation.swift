public import Vocabulary

/// The population that folders are made with: series of files, or a level index where there is none.
public struct ReleasePopulation: Sendable {
  /// The population of one folder.
  struct Chosen {
    var rows = EvidenceRows()
    var horizon: Int
    var findings: [Finding] = []
    /// The files it is of, with their hashes; none for a level index.
    var files: [(file: String, hash: String)] = []
  }

  /// What the level index is written as: a run draws whole heads.
  static let index = 100_000.0

  private let series: [PopulationFile.Series]

  /// No population: folders get a level index, and say so.
  public init() { series = [] }

  /// Reads some files.
  ///
  /// - Returns: the population, nil where a finding is an error; and every finding.
  public static func read(files: [String]) -> (population: ReleasePopulation?, findings: [Finding])
  {
    var all: [PopulationFile.Series] = []
    var findings: [Finding] = []
    for file in files {
      let (series, found) = PopulationFile.read(file)
      all += series
      findings += found
    }
    let isRefused = findings.contains { $0.severity == .error }
    return (isRefused ? nil : ReleasePopulation(all), findings)
  }

  private init(_ series: [PopulationFile.Series]) { self.series = series }

  /// The population of an authority and of England, for a run from a census.
  func chosen(
    _ area: ReleaseFigures.Area, _ figures: ReleaseFigures, base: Int, horizon: Int
  ) -> Chosen {
    let wanted = (base - 1)...(base - 1 + horizon)
    let own = series.map { ($0, Self.people(area, in: $0)) }
      .max { Self.reach($0.1, wanted) < Self.reach($1.1, wanted) }
    guard let (series, people) = own, Self.reach(people, wanted) > 0 else {
      var chosen = indexed(area, figures, base: base, horizon: horizon)
      chosen.findings += series.flatMap {
        Self.unused(Self.codes(area, in: $0), $0, in: wanted)
      }
      return chosen
    }
    var chosen = Chosen(horizon: horizon)
    chosen.files = [(series.file, series.hash)]
    chosen.findings = Self.unused(Self.codes(area, in: series), series, in: wanted)
    let census = wanted.lowerBound
    chosen.findings += self.series.flatMap {
      Self.unused(["E92000001"], $0, in: census...census)
    }
    addOwn(people, series.title, wanted, &chosen)
    addEngland(area, figures, base, people, &chosen)
    return chosen
  }

  /// How much of the years wanted a series has; a year before them can be held, which is worth least.
  private static func reach(_ people: [Int: [Double]], _ wanted: ClosedRange<Int>) -> Int {
    let within = wanted.count { people[$0] != nil }
    return within > 0 ? within + 1 : people.keys.contains { $0 < wanted.lowerBound } ? 1 : 0
  }

  /// What no figure was made of, of some areas: each kind once, with its first row.
  private static func unused(
    _ codes: [String], _ series: PopulationFile.Series, in years: ClosedRange<Int>
  ) -> [Finding] {
    codes.flatMap { code -> [Finding] in
      let all = (series.unused[code] ?? []).filter { years.contains($0.year) }
      let kinds = Dictionary(grouping: all) { $0.what.prefix { $0 != "," } }
      return kinds.sorted { $0.key < $1.key }.compactMap { _, cells in
        cells.min { ($0.row, $0.year) < ($1.row, $1.year) }.map {
          .unused($0, of: code, count: cells.count)
        }
      }
    }
  }

  /// The codes that an authority's people are under: its own, or those of all its districts.
  private static func codes(
    _ area: ReleaseFigures.Area, in series: PopulationFile.Series
  ) -> [String] {
    let codes = allCodes(area)
    if let code = codes.first(where: { series.people[$0] != nil }) { return [code] }
    return codes.lazy.compactMap { CountyDistricts.of[$0] }.first ?? []
  }

  private static func allCodes(_ area: ReleaseFigures.Area) -> [String] {
    let changed = AuthorityChange.all.filter { $0.what == .code && $0.old.code == area.code }
    return area.onsCodes + changed.flatMap { [$0.new.onsCode, $0.old.onsCode] }
  }

  /// The people of an authority by mid-year: under one of its codes, or as the sum of all its districts.
  private static func people(
    _ area: ReleaseFigures.Area, in series: PopulationFile.Series
  ) -> [Int: [Double]] {
    let codes = allCodes(area)
    if let code = codes.first(where: { series.people[$0] != nil }) {
      return (series.people[code] ?? [:]).keys.reduce(into: [:]) { $0[$1] = series.ages(code, $1) }
    }
    let districts = codes.lazy.compactMap { CountyDistricts.of[$0] }.first ?? []
    guard let first = districts.first else { return [:] }
    return (series.people[first] ?? [:]).keys.reduce(into: [:]) { result, year in
      let all = districts.compactMap { series.ages($0, year) }
      guard all.count == districts.count else { return }
      result[year] = PopulationFile.ages.map { age in all.reduce(0) { $0 + $1[age] } }
    }
  }

  private func addOwn(
    _ people: [Int: [Double]], _ title: String, _ wanted: ClosedRange<Int>, _ chosen: inout Chosen
  ) {
    let (first, last) = (wanted.lowerBound, wanted.upperBound)
    var years = people
    let known = years.keys.filter { $0 <= last }.max() ?? first
    if known <= first {
      // Estimates end at or before the census: the last one is held.
      for year in (known + 1)...last { years[year] = people[known] }
      chosen.findings.append(.held(known, last))
    } else if known < last {
      chosen.horizon = known - first
      chosen.findings.append(.shortened(known, years: chosen.horizon))
    }
    if let gap = [first, first + 1].first(where: { $0 <= last && years[$0] == nil }) {
      chosen.findings.append(.gap(gap, title))
      return
    }
    var year = first
    while years[year - 1] != nil { year -= 1 }
    while year <= last, let ages = years[year] {
      let remark = people[year] == nil ? "; mid-\(known) held level" : ""
      Self.add(&chosen.rows, .authority, year, ages, title + remark)
      year += 1
    }
    if year <= last, year > first, year <= known {
      chosen.horizon = year - 1 - first
      chosen.findings.append(.shortened(year - 1, years: chosen.horizon))
    }
  }

  private func addEngland(
    _ area: ReleaseFigures.Area, _ figures: ReleaseFigures, _ base: Int,
    _ people: [Int: [Double]], _ chosen: inout Chosen
  ) {
    if let (year, ages, title, series) = england(figures, base) {
      if !chosen.files.contains(where: { $0.file == series.file }) {
        chosen.files.append((series.file, series.hash))
      }
      Self.add(&chosen.rows, .england, year, ages, title)
      return
    }
    let year = people.keys.filter { $0 <= base - 1 }.max() ?? base - 1
    guard let ages = people[year] ?? people.min(by: { $0.key < $1.key })?.value,
      let times = Self.ratio(area, figures, base)
    else { return }
    Self.add(
      &chosen.rows, .england, base - 1, ages.map { $0 * times },
      "derived: the authority's population times England's plans over its own, January \(base)")
    chosen.findings.append(.englandScaled())
  }

  private typealias England = (
    year: Int, ages: [Double], title: String, series: PopulationFile.Series
  )

  /// England at the latest mid-year up to the one before the census: its own row, or the sum of all authorities.
  private func england(
    _ figures: ReleaseFigures, _ base: Int
  ) -> England? {
    var best: England?
    for series in series {
      for year in (series.people["E92000001"] ?? [:]).keys where year < base {
        guard year > best?.year ?? 0, let ages = series.ages("E92000001", year) else { continue }
        best = (year, ages, series.title, series)
      }
    }
    for series in series where best.map({ $0.year < base - 3 }) ?? true {
      guard let sum = sum(series, figures, base), sum.year > best?.year ?? 0 else { continue }
      best = sum
    }
    return best
  }

  private func sum(
    _ series: PopulationFile.Series, _ figures: ReleaseFigures, _ base: Int
  ) -> England? {
    let all = figures.areas.values.map { Self.people($0, in: series) }
    guard all.count >= figures.numberOfAuthorities(base) ?? .max,
      let year = all.first?.keys.filter({ $0 < base }).max()
    else { return nil }
    let ages = all.compactMap { $0[year] }
    guard ages.count == all.count else { return nil }
    return (
      year, PopulationFile.ages.map { age in ages.reduce(0) { $0 + $1[age] } },
      "\(series.title), sum of \(all.count) authorities", series
    )
  }

  /// England's plans over those of an authority.
  private static func ratio(
    _ area: ReleaseFigures.Area, _ figures: ReleaseFigures, _ base: Int
  ) -> Double? {
    guard let kind = figures.kind("caseload"),
      let own = area.row(kind, base, .total)?.total, own > 0,
      let all = figures.england.row(kind, base, .total)?.total
    else { return nil }
    return Double(all) / Double(own)
  }

  /// A level index of 1 for the authority, and for England as if it had as many plans a head.
  private func indexed(
    _ area: ReleaseFigures.Area, _ figures: ReleaseFigures, base: Int, horizon: Int
  ) -> Chosen {
    var chosen = Chosen(horizon: horizon)
    let level = Array(repeating: Self.index, count: PopulationFile.ages.count)
    chosen.rows.header =
      "geography,variant,mid_year,age,population,status,source"
    let text =
      "illustrative: no population given, a level index of 1, written as 100000 a year of age"
    for year in (base - 1)...(base - 1 + horizon) {
      Self.add(&chosen.rows, .authority, year, level, text, status: .illustrative)
    }
    let times = Self.ratio(area, figures, base) ?? 1
    Self.add(
      &chosen.rows, .england, base - 1, level.map { $0 * times },
      "\(text), times England's plans over the authority's in January \(base)",
      status: .illustrative)
    chosen.findings.append(.indexed(hasFiles: !series.isEmpty, area))
    return chosen
  }

  private static func add(
    _ rows: inout EvidenceRows, _ geography: Geography, _ year: Int, _ ages: [Double],
    _ source: String, status: Provenance.Status? = nil
  ) {
    for (age, people) in ages.enumerated() {
      let rounded = (people * 1000).rounded() / 1000
      let text = rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
      let cells = [geography.rawValue, "principal", "\(year)", "\(age)", text]
      rows.add(cells + (status.map { [$0.rawValue] } ?? []) + [source])
    }
  }
}

/// The districts of each county with a county council, by ONS codes (OGL v3.0).
enum CountyDistricts {
  static let of: [String: [String]] =
    EmbeddedTable(PackageResources.county_districts_csv).rows.reduce(into: [:]) {
      $0[$1["county"]] = $1.list("districts")
    }
}

extension Finding {
  private static let path = EvidenceFile.population.path

  fileprivate static func held(_ known: Int, _ last: Int) -> Finding {
    Finding(
      .populationLevel, at: .init(path, column: "mid_year"), seen: "a population to mid-\(known)",
      expected: "projections to mid-\(last)",
      remedy:
        "Name the projections after mid-\(known) with --population."
    )
  }

  fileprivate static func unused(
    _ cell: PopulationFile.Unused, of code: String, count: Int
  ) -> Finding {
    let more = count > 1 ? "; \(count) figures have this, this the first" : ""
    return Finding(
      .populationCellUnused, at: .init(cell.file, row: cell.row, column: "\(cell.year)"),
      seen: "\(code), mid-\(cell.year), age \(cell.age): \(cell.what)\(more)",
      expected: "one figure of all persons, or one of each sex",
      remedy: "Mend the file, or name one that has the figure.")
  }

  fileprivate static func gap(_ year: Int, _ title: String) -> Finding {
    Finding(
      .populationGap, at: .init(path, column: "mid_year"),
      seen: "no whole population of mid-\(year) in \(title.shown)",
      expected: "ages 0 to 25 at the mid-year before the census and at the next",
      remedy: "Mend what REL-025 names, or name a file with --population that has the year.")
  }

  fileprivate static func shortened(_ known: Int, years: Int) -> Finding {
    Finding(
      .horizonShortened, at: .init(path, column: "mid_year"), seen: "a population to mid-\(known)",
      expected: "mid-years for all years of the run",
      remedy: "Name later projections with --population to run more than \(years) years.")
  }

  fileprivate static func englandScaled() -> Finding {
    Finding(
      .populationOfEnglandScaled, at: .init(path, column: "geography"),
      seen: "no population of England up to the census, nor of all its authorities",
      expected: "England's population beside the authority's",
      remedy: "Name a file that has England with --population.")
  }

  fileprivate static func indexed(hasFiles: Bool, _ area: ReleaseFigures.Area) -> Finding {
    Finding(
      .populationIndexed, at: .init(path),
      seen: hasFiles
        ? "no population of \(area.name) (\(area.onsCodes.joined(separator: ", ")))"
        : "no file of population",
      expected: "mid-year estimates or subnational projections by single year of age",
      remedy:
        "Name the files with --population.")
  }
}
