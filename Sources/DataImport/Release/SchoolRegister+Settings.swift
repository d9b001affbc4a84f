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
    for provision in ["SPEC-STATE", "DSP"] {
      let these = own.filter { $0.provision == provision }
      let plans = area.spans(kind, base).reduce(0) { sum, span in
        sum + (zip(figures.codes(kind), span.row.figures).first { $0.0 == provision }?.1 ?? 0)
      }
      guard !these.isEmpty else { continue }
      let rolls = Self.fitted(these.map { $0.roll ?? 0 }, to: plans)
      for (school, roll) in zip(these, rolls) { add(school, roll, to: &rows) }
      let rest = plans - rolls.reduce(0, +)
      if rest > 0 { addElsewhere(provision, rest, these, to: &rows) }
      findings.append(fitting(provision, these, plans))
    }
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

  private func add(_ place: Place, _ roll: Int, to rows: inout EvidenceRows) {
    let school = place.school
    let years = place.ncys
    let seen = place.roll.map { "\($0) on roll" } ?? "no roll"
    rows.add(
      school.urn.map(String.init) ?? "", place.name, place.kind.rawValue, place.provision,
      school.needs.isEmpty ? "All" : school.needs.joined(separator: ";"), "\(years.lowerBound)",
      "\(years.upperBound)", "here", school.point.map { "\($0.easting)" } ?? "",
      school.point.map { "\($0.northing)" } ?? "", place.capacity.map(String.init) ?? "",
      "\(roll)", "1.00", "estimated",
      "Get Information About Schools, \(file): \(seen), whichever authority's (OGL v3.0); base roll fitted to published plans"
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
      "Published plans less the rolls of \(schools.count) schools of \(file)")
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
    return Finding(
      .rollsFitted, at: .init(EvidenceFile.settings.path, column: "base_roll"),
      seen: "\(provision): \(sum) on roll in \(schools.count) schools of the extract, "
        + "\(plans) published plans",
      expected: "the authority's own children by school",
      remedy: sum > plans
        ? "Rolls are scaled down: the others are taken to be other authorities' children."
        : "The rest are put in one setting elsewhere. Write the authority's own rolls instead.")
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
      expected: "schools of the authority", remedy: "The folder has no settings.csv.")
  }
}
