import Foundation
import Vocabulary

/// People by single year of age from a file of the Office for National Statistics: mid-year estimates or subnational projections,
/// one row a figure, or years or ages side by side.
struct PopulationFile {
  /// What a file says of one series: people by ONS code, mid-year and age.
  struct Series: Sendable {
    var title: String
    var people: [String: [Int: [Double?]]] = [:]
    /// The name of the file and its FNV-1a hash.
    var file = ""
    var hash = ""
    /// What no figure was made of, by ONS code.
    var unused: [String: [PopulationFile.Unused]] = [:]

    /// The ages 0 to 25 of an area at a mid-year, if all are there.
    func ages(_ code: String, _ year: Int) -> [Double]? {
      let ages = people[code]?[year]?.compactMap { $0 } ?? []
      return ages.count == PopulationFile.ages.count ? ages : nil
    }
  }

  static let ages = 0...25

  private enum Layout {
    case long(year: Int, age: Int, value: Int)
    case years(age: Int, [(column: Int, year: Int)])
    case ages(year: Int?, fixed: Int?, [(column: Int, age: Int)])
  }

  fileprivate enum Sex: Int { case persons, males, females, other }

  /// A figure that is missing, stands twice, or is of one sex alone.
  struct Unused: Sendable, Hashable {
    let file: String
    let row: Int
    let year: Int
    let age: Int
    let what: String
  }

  /// What was read for an area at a mid-year, by sex and age.
  fileprivate struct Cells {
    var values = [Double?](repeating: nil, count: 3 * PopulationFile.ages.count)
    var rows = [Int32](repeating: 0, count: 3 * PopulationFile.ages.count)
    /// The first row of what cannot be used, by position.
    var spoilt: [Int: (row: Int, what: String)] = [:]

    static func position(_ sex: Sex, _ age: Int) -> Int {
      sex.rawValue * PopulationFile.ages.count + age
    }
  }

  private let file: String
  private var layout: Layout?
  private var code = -1
  private var sex = -1
  private var component = -1
  private var seriesColumn = -1
  private var width = 0
  private var mentionedYear: Int?
  /// By series, ONS code and mid-year.
  private var cells: [String: [String: [Int: Cells]]] = [:]
  private var hash = ""
  private var sexes = CellMeanings<Sex>()
  private var seriesNames = CellMeanings<String>()
  private var agesSeen = CellMeanings<Int?>()
  private var faults = ReleaseRowFaults()

  private init(file: String) { self.file = file }

  /// Reads a file; what is not of ages 0 to 25 is left out.
  static func read(_ path: String) -> (series: [Series], findings: [Finding]) {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    else {
      return ([], [unusable(path, "a file that cannot be read")])
    }
    var reader = PopulationFile(file: path)
    reader.mentionedYear = year(mentionedIn: (path as NSString).lastPathComponent)
    data.withUnsafeBytes {
      reader.hash = ContentHash.text($0)
      reader.read($0.bindMemory(to: UInt8.self))
    }
    guard reader.layout != nil else {
      return ([], [unusable(path, "no header of population by single year of age")])
    }
    let result = reader.result()
    guard !result.isEmpty else { return ([], [unusable(path, reader.nothingUsable)]) }
    return (result, reader.faults.findings(file: path))
  }

  /// Why no figure could be made of rows that were there.
  private var nothingUsable: String {
    let all = cells.values.lazy.flatMap { $0.values.lazy.flatMap(\.values) }
    guard let unused = all.lazy.compactMap({ $0.bothSexes().unused.first }).first else {
      return "no row that can be used"
    }
    return "no figure that can be used: in row \(unused.row), age \(unused.age), \(unused.what)"
  }

  private static func unusable(_ path: String, _ seen: String) -> Finding {
    Finding(
      .populationUnusable, at: .init(path), seen: seen,
      expected:
        "a code of areas, single years of age, and mid-years: as long rows, or side by side",
      remedy: "Save the sheet with the figures as CSV UTF-8, with its header.")
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    _ = CellScanner.scan(bytes) { record in
      if record.hasLongCell {
        faults.add(.cellTooLong, record.number, "", "a cell longer than any table has")
        return layout != nil || record.number < 20
      }
      if layout == nil {
        readHeader(record)
        return layout != nil || record.number < 20
      }
      readRow(record)
      return true
    }
  }

  /// Titles may stand above the header; the year of the estimate is often in them.
  private mutating func readHeader(_ record: CellScanner.Record) {
    guard record.cells.count <= RecordChecks.widest else { return }
    let names = (0..<record.cells.count).map { record.text($0).lowercased() }
    let roles = PopulationColumns(names)
    guard let code = roles["code"] else {
      for name in names { mentionedYear = Self.year(mentionedIn: name) ?? mentionedYear }
      return
    }
    if let age = roles["age"] {
      if let year = roles["year"], let value = roles["value"] {
        layout = .long(year: year, age: age, value: value)
      } else if !roles.years.isEmpty {
        layout = .years(age: age, roles.years)
      }
    } else if roles.ages.count == Self.ages.count, roles["year"] != nil || mentionedYear != nil {
      layout = .ages(year: roles["year"], fixed: mentionedYear, roles.ages)
    }
    self.code = code
    sex = roles["sex"] ?? -1
    component = roles["component"] ?? -1
    seriesColumn = roles["series"] ?? -1
    width = names.count
  }

  /// The year of a title such as "mid-2023".
  private static func year(mentionedIn text: String) -> Int? {
    let lower = text.lowercased()
    guard
      let range = lower.range(of: #"mid[- ]?(?:year )?(19|20)\d\d"#, options: .regularExpression)
    else { return nil }
    return Int(lower[range].suffix(4))
  }

  private mutating func readRow(_ record: CellScanner.Record) {
    guard record.cells.count == width, !record.content(code).isEmpty, let layout,
      isPopulation(record)
    else { return }
    let column = sex
    let sex = sexes.meaning(of: record.content(column)) { Self.sex(record.text(column)) }
    guard sex != .other else { return }
    let name = seriesNames.meaning(of: record.content(seriesColumn)) {
      seriesColumn >= 0 ? record.text(seriesColumn) : ""
    }
    let area = record.text(code)
    guard area.hasPrefix("E") else { return }
    switch layout {
    case .long(let year, let age, let value):
      guard let age = self.age(record, age), let year = self.year(record, year) else { return }
      add(record, value, to: (name, sex, area, year, age))
    case .years(let age, let columns):
      guard let age = self.age(record, age) else { return }
      for (column, year) in columns { add(record, column, to: (name, sex, area, year, age)) }
    case .ages(let year, let fixed, let columns):
      guard let year = year.flatMap({ self.year(record, $0) }) ?? fixed else { return }
      for (column, age) in columns { add(record, column, to: (name, sex, area, year, age)) }
    }
  }

  private func isPopulation(_ record: CellScanner.Record) -> Bool {
    guard component >= 0 else { return true }
    let text = record.text(component).lowercased()
    return text.isEmpty || text.hasPrefix("population")
  }

  private static func sex(_ text: String) -> Sex {
    switch text.lowercased() {
    case "", "persons", "person", "all", "all persons", "total", "t", "p", "both": .persons
    case "m", "1", "male", "males": .males
    case "f", "2", "female", "females": .females
    default: .other
    }
  }

  private mutating func age(_ record: CellScanner.Record, _ column: Int) -> Int? {
    agesSeen.meaning(of: record.content(column)) {
      var words = record.text(column).lowercased().split(separator: " ")
      if let first = words.first, ["age", "aged"].contains(first) { words.removeFirst() }
      guard words.count == 1, let age = Int(words[0]), Self.ages.contains(age) else { return nil }
      return age
    }
  }

  private mutating func year(_ record: CellScanner.Record, _ column: Int) -> Int? {
    guard let year = Int(record.text(column).suffix(4)), (1990...2100).contains(year) else {
      faults.add(.releaseYearMalformed, record.number, "year", record.text(column).shown)
      return nil
    }
    return year
  }

  private mutating func add(
    _ record: CellScanner.Record, _ column: Int,
    to place: (series: String, sex: Sex, area: String, year: Int, age: Int)
  ) {
    let text = record.text(column)
    let plain = text.replacingOccurrences(of: ",", with: "")
    let value = Digits.decimal(plain).flatMap { (0...1e9).contains($0) ? $0 : nil }
    let isMarker = Digits.markers.contains(text.lowercased())
    if value == nil, !isMarker { faults.add(.notANumber, record.number, "population", text.shown) }
    cells[place.series, default: [:]][place.area, default: [:]][place.year, default: Cells()]
      .put(value, sex: place.sex, age: place.age, row: record.number)
  }

  private func result() -> [Series] {
    cells.sorted { $0.key < $1.key }.map { name, areas in
      var series = Series(
        title: title(name), file: (file as NSString).lastPathComponent, hash: hash)
      let hasPersons = areas.values.contains { $0.values.contains { $0.has(.persons) } }
      for (area, years) in areas {
        for (year, cells) in years {
          let people = hasPersons ? cells.persons() : cells.bothSexes()
          if people.figures.contains(where: { $0 != nil }) || !people.unused.isEmpty {
            series.people[area, default: [:]][year] = people.figures
          }
          series.unused[area, default: []] += people.unused.map {
            Unused(file: file, row: $0.row, year: year, age: $0.age, what: $0.what)
          }
        }
      }
      return series
    }.filter { series in
      series.people.values.contains { $0.values.contains { $0.contains { $0 != nil } } }
    }
  }

  private func title(_ series: String) -> String {
    let name = (file as NSString).lastPathComponent
    return "ONS, population by single year of age, \(name)"
      + (series.isEmpty ? "" : ", \(series)") + " (OGL v3.0)"
  }
}

extension PopulationFile.Cells {
  /// Figures by age, and what none was made of.
  typealias Made = (figures: [Double?], unused: [(row: Int, age: Int, what: String)])

  mutating func put(_ value: Double?, sex: PopulationFile.Sex, age: Int, row: Int) {
    let position = Self.position(sex, age)
    if rows[position] > 0 {
      spoilt[position] = (row, "a second figure, after that of row \(rows[position])")
      values[position] = nil
      return
    }
    rows[position] = Int32(truncatingIfNeeded: row)
    values[position] = value
    if value == nil { spoilt[position] = (row, "no figure") }
  }

  func has(_ sex: PopulationFile.Sex) -> Bool {
    PopulationFile.ages.contains { rows[Self.position(sex, $0)] > 0 }
  }

  func persons() -> Made {
    var made: Made = (Array(repeating: nil, count: PopulationFile.ages.count), [])
    for age in PopulationFile.ages {
      let position = Self.position(.persons, age)
      made.figures[age] = values[position]
      if let (row, what) = spoilt[position] { made.unused.append((row, age, what)) }
    }
    return made
  }

  func bothSexes() -> Made {
    var made: Made = (Array(repeating: nil, count: PopulationFile.ages.count), [])
    for age in PopulationFile.ages {
      let (males, females) = (Self.position(.males, age), Self.position(.females, age))
      if let (row, what) = spoilt[males] ?? spoilt[females] {
        made.unused.append((row, age, what))
      } else if let one = values[males], let other = values[females] {
        made.figures[age] = one + other
      } else if rows[males] > 0 {
        made.unused.append((Int(rows[males]), age, "males without females"))
      } else if rows[females] > 0 {
        made.unused.append((Int(rows[females]), age, "females without males"))
      }
    }
    return made
  }
}

/// Which columns of a file of population are what.
struct PopulationColumns {
  private var positions: [String: Int] = [:]
  /// Columns that are mid-years.
  private(set) var years: [(column: Int, year: Int)] = []
  /// Columns that are ages 0 to 25.
  private(set) var ages: [(column: Int, age: Int)] = []

  /// The position of a role's column.
  subscript(_ role: String) -> Int? { positions[role] }

  init(_ names: [String]) {
    let roles = EmbeddedTable(PackageResources.population_columns_csv).rows
    for row in roles where positions[row["role"]] == nil {
      positions[row["role"]] = names.firstIndex { name in
        name == row["column"] || Self.withoutVintage(name) == row["column"]
      }
    }
    for (column, name) in names.enumerated() {
      let plain = name.hasPrefix("population_") ? String(name.dropFirst(11)) : name
      guard let number = Int(plain) else { continue }
      if (1990...2100).contains(number) { years.append((column, number)) }
      if PopulationFile.ages.contains(number) { ages.append((column, number)) }
    }
  }

  /// "ladcode23" is "ladcode".
  private static func withoutVintage(_ name: String) -> String {
    String(name.reversed().drop(while: \.isNumber).reversed())
  }
}
