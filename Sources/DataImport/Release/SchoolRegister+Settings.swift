import Vocabulary

/// A school, or the base in it, as the setting it becomes.
private struct Place {
  let school: SchoolRegister.School
  let isBase: Bool
  let kind: Setting.Kind
  let provision: String

  /// Open schools whose type has places to plan, and bases of the others.
  init?(_ school: SchoolRegister.School) {
    guard school.isOpen, school.urn != nil else { return nil }
    self.school = school
    if let type = school.type, let kind = type.kind {
      guard type.hasPlaces else { return nil }
      (isBase, self.kind, provision) = (false, kind, type.provision)
    } else {
      guard school.base != nil else { return nil }
      (isBase, kind, provision) = (true, .specialistBase, "DSP")
    }
  }

  var name: String { isBase ? "\(school.name), specialist base" : school.name }
  var capacity: Int? { isBase ? school.base?.capacity : school.capacity }
  var roll: Int? { isBase ? school.base?.roll : school.roll }

  /// The roll, and the capacity that stands for it where it is not known.
  var known: (roll: Int?, capacity: Int) { (roll, capacity ?? 0) }

  /// The years of children of the statutory ages, among those that the provision has.
  var ncys: ClosedRange<Int> {
    let years = Provision.canonical.first { $0.code == provision }?.ncys ?? NCY.range
    let low = school.lowAge ?? 2
    let high = max(school.highAge ?? 19, low + 1)
    let first = min(max(low - 4, years.lowerBound), years.upperBound)
    return first...min(max(high - 5, first), years.upperBound)
  }
}

extension SchoolRegister {
  /// Adds `settings.csv`, and the overflow that it needs, for the schools of an authority.
  ///
  /// The rolls of a provision must add to its published plans. Where the extract has fewer children, the rest are at schools
  /// elsewhere; where it has more, all rolls are scaled down, the others being other authorities' children.
  func add(
    to tables: inout [String: EvidenceRows], _ area: ReleaseFigures.Area,
    _ figures: ReleaseFigures, base: Int
  ) -> [Finding] {
    let own = schools.filter { $0.authority == area.code }.compactMap(Place.init)
    guard !own.isEmpty, let kind = figures.kind("caseload") else { return [noSchools(area)] }
    var findings = noteLeftOut(area)
    var rows = EvidenceRows()
    rows.header = Self.columns.joined(separator: ",")
    findings += own.filter { $0.roll == nil && $0.capacity == nil }.map(withoutRoll)
    for provision in ["SPEC-STATE", "DSP"] {
      let these = own.filter {
        $0.provision == provision && ($0.roll != nil || $0.capacity != nil)
      }
      let plans = area.spans(kind, base).reduce(0) { sum, span in
        sum + (zip(figures.codes(kind), span.row.figures).first { $0.0 == provision }?.1 ?? 0)
      }
      guard !these.isEmpty else { continue }
      let rolls = Self.fitted(these.map(\.known), to: plans)
      for (school, roll) in zip(these, rolls) { add(school, roll, to: &rows) }
      let rest = plans - rolls.reduce(0, +)
      if rest > 0 { addElsewhere(provision, rest, these, to: &rows) }
      findings.append(fitting(provision, these, plans))
    }
    guard rows.count > 0 else { return findings + [noSchools(area)] }
    tables[EvidenceFile.settings.name] = rows
    tables[EvidenceFile.overflow.name] = Self.overflow()
    return findings
  }

  private static let columns = [
    "setting", "name", "kind", "provision", "needs", "ncy_from", "ncy_to", "located", "easting",
    "northing", "physical_capacity", "base_roll", "stretch", "status", "source",
  ]

  /// Rolls that add to at most the plans: the largest remainders are rounded up, the first of equals first.
  static func fitted(_ rolls: [Int], to plans: Int) -> [Int] {
    let sum = rolls.reduce(0, +)
    guard sum > plans, sum > 0 else { return rolls }
    var result = rolls.map { $0 * plans / sum }
    let left = plans - result.reduce(0, +)
    let order = rolls.indices.sorted {
      let (one, other) = (rolls[$0] * plans % sum, rolls[$1] * plans % sum)
      return one == other ? $0 < $1 : one > other
    }
    for index in order.prefix(left) { result[index] += 1 }
    return result
  }

  /// Rolls that add to at most the plans: those that are not known share what the others leave by capacity; where the others leave
  /// nothing, a capacity stands for the roll, and all are scaled down.
  static func fitted(_ schools: [(roll: Int?, capacity: Int)], to plans: Int) -> [Int] {
    let left = plans - schools.reduce(0) { $0 + ($1.roll ?? 0) }
    guard left > 0 else { return fitted(schools.map { $0.roll ?? $0.capacity }, to: plans) }
    let unknown = schools.indices.filter { schools[$0].roll == nil }
    let shares = fitted(unknown.map { schools[$0].capacity }, to: left)
    var rolls = schools.map { $0.roll ?? 0 }
    for (index, share) in zip(unknown, shares) { rolls[index] = share }
    return rolls
  }

  private func add(_ place: Place, _ roll: Int, to rows: inout EvidenceRows) {
    let school = place.school
    let years = place.ncys
    let seen = place.roll.map { "\($0) on roll, whichever authority's" } ?? "no roll"
    let basis =
      place.roll == nil
      ? "base roll estimated: what the rolls of others leave of published plans, by capacity"
      : "base roll fitted to published plans"
    rows.add(
      school.urn.map(String.init) ?? "", place.name, place.kind.rawValue, place.provision,
      school.needs.isEmpty ? "All" : school.needs.joined(separator: ";"), "\(years.lowerBound)",
      "\(years.upperBound)", "here", school.point.map { "\($0.easting)" } ?? "",
      school.point.map { "\($0.northing)" } ?? "", place.capacity.map(String.init) ?? "",
      "\(roll)", "1.00", "estimated",
      "Get Information About Schools, \(file): \(seen) (OGL v3.0); \(basis)"
    )
  }

  private func addElsewhere(
    _ provision: String, _ rest: Int, _ schools: [Place], to rows: inout EvidenceRows
  ) {
    let years = Provision.canonical.first { $0.code == provision }?.ncys ?? NCY.range
    rows.add(
      "elsewhere-\(provision.lowercased())", "Schools elsewhere, and children the extract lacks",
      schools[0].kind.rawValue, provision, "All", "\(years.lowerBound)", "\(years.upperBound)",
      "elsewhere", "", "", "", "\(rest)", "1.00", "estimated",
      "Published plans less the rolls of \(Counting.text(schools.count, "school")) of \(file)")
  }

  /// Until an authority says where children without a place go, all stay where they are while waiting.
  private static func overflow() -> EvidenceRows {
    var rows = EvidenceRows()
    for phase in Phase.allCases {
      rows.add(
        "All", "All", phase.rawValue, "1", "held", "1", "illustrative",
        "illustrative: no source says where children without a place go; all are held while waiting"
      )
    }
    return rows
  }

  private func fitting(_ provision: String, _ schools: [Place], _ plans: Int) -> Finding {
    let sum = schools.reduce(0) { $0 + ($1.roll ?? 0) }
    let unknown = schools.count { $0.roll == nil }
    let without = unknown == 0 ? "" : " (\(unknown) of them without a roll, shared by capacity)"
    return Finding(
      .rollsFitted, at: .init(EvidenceFile.settings.path, column: "base_roll"),
      seen:
        "\(provision): \(sum) on roll in \(Counting.text(schools.count, "school")) of the extract"
        + "\(without), \(plans) published plans",
      expected: "the authority's own children by school",
      remedy: "Write the authority's own rolls instead.")
  }

  private func withoutRoll(_ place: Place) -> Finding {
    Finding(
      .schoolWithoutRoll, at: .init(file, column: "NumberOfPupils"),
      seen: "\(place.name) (\(place.school.urn.map(String.init) ?? "")): no roll and no capacity",
      expected: "a roll, or a capacity to estimate it from",
      remedy: "Add it to settings.csv with the authority's own roll.")
  }

  private func noteLeftOut(_ area: ReleaseFigures.Area) -> [Finding] {
    var types: [String: Int] = [:]
    for school in schools where school.authority == area.code && school.isOpen {
      guard let type = school.type, type.kind != nil, !type.hasPlaces else { continue }
      types[school.typeName, default: 0] += 1
    }
    guard !types.isEmpty else { return [] }
    let text = types.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    return [
      Finding(
        .schoolsLeftOut, at: .init(file), seen: text.joined(separator: ", "),
        expected: "state special schools and bases",
        remedy: "Others serve many authorities: their places are taken not to run out.")
    ]
  }

  private func noSchools(_ area: ReleaseFigures.Area) -> Finding {
    Finding(
      .schoolsLeftOut, at: .init(file),
      seen: "no open special school or base of \(area.name) (\(area.code))",
      expected: "schools of the authority",
      remedy: "Name an extract that has them, or write settings.csv.")
  }
}
