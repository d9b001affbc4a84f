public import Vocabulary

/// What a run needs of a release, and what is said where it is not there.
struct ReleaseNeeds {
  /// A table that a run needs in some years, by age or placement.
  private struct Need {
    let kind: String
    let role: ReleaseKind.Role
    let years: [Int]
    let purpose: String
  }

  let figures: ReleaseFigures
  let base: Int

  private var all: [Need] {
    [
      Need(
        kind: "caseload", role: .age, years: [base - 1, base],
        purpose: "plans by age and provision"),
      Need(kind: "caseload", role: .total, years: [base - 1, base], purpose: "plans by provision"),
      Need(kind: "needs_all_plans", role: .age, years: [base], purpose: "plans by age and need"),
      Need(
        kind: "needs_all_plans", role: .placement, years: [base],
        purpose: "plans by provision and need"),
      Need(
        kind: "needs_newplans", role: .age, years: [base - 1],
        purpose: "new plans by age and need"),
      Need(
        kind: "needs_newplans", role: .placement, years: [base - 1],
        purpose: "new plans by provision and need"),
      Need(
        kind: "newplans", role: .age, years: [base - 1],
        purpose: "new plans by age and provision"),
      Need(kind: "newplans", role: .total, years: [base - 1], purpose: "the number of new plans"),
      Need(
        kind: "ceased_plans", role: .age, years: [base - 1],
        purpose: "ceased plans by age and reason"),
      Need(
        kind: "ceased_plans", role: .placement, years: [base - 1],
        purpose: "ceased plans by provision"),
      Need(
        kind: "ceased_plans", role: .total, years: [base - 1],
        purpose: "the number of ceased plans"),
    ]
  }

  /// A finding for each kind of file that is not there: an error where no run can do without it.
  func missingKinds() -> [Finding] {
    figures.layout.kinds.filter { kind in
      !figures.sources.contains { $0.table == kind.table }
    }.map { kind in
      let purposes = all.filter { $0.kind == kind.name }.map(\.purpose)
      let measures = figures.layout.measures.filter { $0.kind == kind.name }.map(\.name)
      return Finding(
        purposes.isEmpty ? .releaseKindSpared : .releaseKindMissing, at: .init("release"),
        seen: "no file of the table '\(kind.table)'",
        expected: "a file whose header has \(kind.signature.joined(separator: " and "))",
        remedy: purposes.isEmpty
          ? "Add it if \(Self.lost(measures)) are wanted."
          : "Add it: a run needs \(purposes.joined(separator: ", ")).")
    }
  }

  private static func lost(_ measures: [String]) -> String {
    measures.isEmpty
      ? "age groups before single years of age were published"
      : measures.joined(separator: ", ")
  }

  /// A finding for each table that says nothing of an authority in a year that a run needs.
  func missing(_ area: ReleaseFigures.Area) -> [Finding] {
    guard area.hasFigures(at: base) else {
      return [
        lacking(
          area, "the files have no figure of January \(base)" + last(area),
          "a release that has the authority and the census")
      ]
    }
    return all.compactMap { short(area, $0) }
      + all.compactMap { need in
        guard let kind = figures.kind(need.kind) else { return nil }
        let years = need.years.filter { !has(area, kind, $0, need.role) }
        guard !years.isEmpty else { return nil }
        let times = years.map { kind.clock == .calendar ? "\($0)" : "January \($0)" }
        return lacking(
          area,
          "'\(kind.table)' has no figure \(Self.words(need.role)) in \(times.joined(separator: " and "))",
          need.purpose)
      } + [area, figures.england].compactMap(missingTrend)
  }

  /// Which January the files, or an authority's rows in them, end with.
  private func last(_ area: ReleaseFigures.Area) -> String {
    guard let last = figures.lastCensus else { return "" }
    if last < base { return "; the last in the files is that of January \(last)" }
    let own = area.rows.filter { !$0.value.isEmpty }.keys.map {
      $0.kind.clock == .calendar ? $0.year + 1 : $0.year
    }
    return own.max().map { "; its own last is that of January \($0), others have later ones" } ?? ""
  }

  /// A finding where a table has figures and lacks some that are not 0: a row that is not there would be read as 0.
  private func short(_ area: ReleaseFigures.Area, _ need: Need) -> Finding? {
    guard let kind = figures.kind(need.kind), need.role != .total || kind.name == "caseload"
    else { return nil }
    let years = need.years.filter {
      has(area, kind, $0, need.role) && area.isShort(kind, $0, need.role)
    }
    guard !years.isEmpty else { return nil }
    let times = years.map { kind.clock == .calendar ? "\($0)" : "January \($0)" }
    return lacking(
      area,
      "'\(kind.table)' lacks some figures \(Self.words(need.role)) in \(times.joined(separator: " and "))",
      "all of them (those that are not published are named as REL-018), for \(need.purpose)")
  }

  /// The trend of new plans is estimated from three years at least, of the authority and of England.
  private func missingTrend(_ area: ReleaseFigures.Area) -> Finding? {
    guard let kind = figures.kind("newplans") else { return nil }
    let years = area.years(kind) { $0 == .total }.filter {
      $0 < base && area.row(kind, $0, .total)?.total != nil
    }
    guard years.count < 3 else { return nil }
    return lacking(
      area, "'\(kind.table)' has a total in \(years.count) years up to \(base - 1)",
      "the number of new plans in three years at least")
  }

  private func lacking(
    _ area: ReleaseFigures.Area, _ seen: String, _ expected: String
  ) -> Finding {
    let place = area.code.isEmpty ? "England" : "\(area.name) (\(area.code))"
    return Finding(
      .releaseFiguresMissing, at: .init("release"), seen: "\(place): \(seen)", expected: expected,
      remedy: area.code.isEmpty
        ? "Add the files that have England's rows."
        : "Add the files that have them, or fill the figures in from its own return.")
  }

  private func has(
    _ area: ReleaseFigures.Area, _ kind: ReleaseKind, _ year: Int, _ role: ReleaseKind.Role
  ) -> Bool {
    switch role {
    case .total: area.row(kind, year, .total).map { !$0.isEmpty } ?? false
    case .age:
      area.spans(kind, year).contains { span in span.row.figures.contains { $0 != nil } }
    case .placement: area.placements(kind, year).contains { !$0.row.isEmpty }
    }
  }

  private static func words(_ role: ReleaseKind.Role) -> String {
    switch role {
    case .total: "in total"
    case .age: "by age"
    case .placement: "by placement"
    }
  }

  /// Earlier figures that are another authority's, which are not spliced to its own.
  func reorganised(_ area: ReleaseFigures.Area) -> [Finding] {
    let before = AuthorityChange.all.filter { $0.new.code == area.code && $0.what != .code }
    guard let first = before.first else { return [] }
    let names = before.map { "\($0.old.name) (\($0.old.code))" }.joined(separator: ", ")
    return [
      Finding(
        .authorityReorganised, at: .init("release"),
        seen: "\(area.name) (\(area.code)) was made of \(names) from \(first.from)",
        expected: "figures of the same area",
        remedy: "Those of before are of another area and are not spliced to it.")
    ]
  }
}

/// A change of an authority's codes.
struct AuthorityChange: Sendable {
  /// What became of the area.
  enum What: String, Sendable { case code, merged, split, boundary }

  let old: ReleaseFigures.Authority
  let new: ReleaseFigures.Authority
  let from: String
  let what: What

  /// Changes since 2010; names and codes are those of the Office for National Statistics (OGL v3.0).
  static let all: [AuthorityChange] =
    EmbeddedTable(PackageResources.authority_changes_csv).rows.compactMap { row in
      What(rawValue: row["change"]).map {
        AuthorityChange(
          old: .init(code: row["old_dfe"], name: row["old_name"], onsCode: row["old_ons"]),
          new: .init(code: row["new_dfe"], name: row["new_name"], onsCode: row["new_ons"]),
          from: row["from"], what: $0)
      }
    }
}

extension ReleaseFigures {
  /// The authority that a code or name means, or a finding that says which are near.
  ///
  /// DfE's code, the ONS code and the name are understood, whatever the case.
  public func authority(_ text: String) -> (authority: Authority?, finding: Finding?) {
    let wanted = ReleaseLayout.folded(text)
    let all = authorities
    let found = all.first {
      [$0.code, $0.onsCode, $0.name].map(ReleaseLayout.folded).contains(wanted)
        || areas[$0.code]?.onsCodes.map(ReleaseLayout.folded).contains(wanted) == true
    }
    let changes = AuthorityChange.all.filter {
      [$0.old.code, $0.old.onsCode, $0.old.name].map(ReleaseLayout.folded).contains(wanted)
    }
    if let change = changes.first, change.what != .code, change.new.code != found?.code {
      let isGone = found.map { !has(later: $0, than: change) } ?? true
      if isGone { return (nil, .reorganised(text, changes)) }
    }
    if let found { return (found, nil) }
    return (nil, .unknown(text, among: all))
  }

  /// True where an authority has figures of a year after a change.
  private func has(later authority: Authority, than change: AuthorityChange) -> Bool {
    guard let year = Int(change.from.prefix(4)) else { return true }
    return areas[authority.code]?.rows.keys.contains { $0.year > year + 1 } ?? false
  }
}

extension Finding {
  fileprivate static func reorganised(_ text: String, _ changes: [AuthorityChange]) -> Finding {
    let now = changes.map { "\($0.new.name) (\($0.new.code))" }.joined(separator: " and ")
    return Finding(
      .authorityGone, at: .init("release"),
      seen: "\(text.shown), which is no authority since \(changes[0].from)",
      expected: "an authority of today", remedy: "Name one of them: its area is now that of \(now)."
    )
  }

  fileprivate static func unknown(
    _ text: String, among all: [ReleaseFigures.Authority]
  ) -> Finding {
    let alike = alike(text, among: all)
    let shown = (alike.isEmpty ? all : alike).prefix(12).map { "\($0.code) \($0.name)" }
    let list = shown.joined(separator: ", ")
    return Finding(
      .unknownAuthority, at: .init("release"), seen: text.shown,
      expected: "the code or name of one of \(Counting.authorities(all.count)) of the files",
      remedy: !alike.isEmpty
        ? "Near \(alike.count == 1 ? "is" : "are"): \(list)."
        : all.count > 12
          ? "No name is near. Codes and names are in old_la_code and la_name of the files."
          : "There \(all.count == 1 ? "is" : "are"): \(list).")
  }

  /// Authorities whose name or code is a slip away, has the text in it, or shares a word of its own with it.
  private static func alike(
    _ text: String, among all: [ReleaseFigures.Authority]
  ) -> [ReleaseFigures.Authority] {
    let near = Suggestion.nearest(to: text, among: all.map(\.name) + all.map(\.code))
    let folded = ReleaseLayout.folded(text)
    let found = all.filter {
      $0.name == near || $0.code == near || ReleaseLayout.folded($0.name).contains(folded)
    }
    guard found.isEmpty else { return found }
    let words = ownWords(text)
    return all.filter { !words.isDisjoint(with: ownWords($0.name)) }
  }

  /// The words of a name that tell it from others.
  private static func ownWords(_ name: String) -> Set<String> {
    let words = ReleaseLayout.folded(name).split { !$0.isLetter && !$0.isNumber }
    return Set(words.map(String.init)).subtracting(commonWords)
  }

  private static let commonWords: Set = [
    "and", "borough", "city", "council", "county", "district", "east", "london", "metropolitan",
    "north", "of", "on", "royal", "south", "the", "unitary", "upon", "west",
  ]
}
