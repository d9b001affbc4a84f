public import Vocabulary

/// A sum that a release should keep to, and whether it does.
public struct ReleaseCheck: Sendable, Hashable {
  /// What came of it.
  public enum Outcome: String, Sendable {
    /// It holds.
    case passed
    /// It does not.
    case failed
    /// The files do not hold all that it compares.
    case notCheckable = "not checkable"
  }

  /// What is compared.
  public let name: String
  /// What came of it.
  public let outcome: Outcome
  /// The figures, or what is missing.
  public let detail: String
  /// True for a sum that is known not to close in the release as DfE published it.
  public let isKnown: Bool

  init(name: String, outcome: Outcome, detail: String, isKnown: Bool = false) {
    (self.name, self.outcome, self.detail, self.isKnown) = (name, outcome, detail, isKnown)
  }
}

/// A sum of DfE's own release that is known not to close.
struct KnownGap: Hashable {
  /// DfE's code; empty for England.
  let area: String
  let kind: String
  let parts: String
  let year: Int
  let found: Int
  let total: Int

  init(
    _ area: String, _ kind: ReleaseKind, _ parts: String, _ year: Int, _ found: Int, _ total: Int
  ) {
    (self.area, self.kind, self.parts) = (area, kind.name, parts)
    (self.year, self.found, self.total) = (year, found, total)
  }

  private init?(_ row: EmbeddedTable.Row) {
    guard let year = Int(row["year"]), let found = Int(row["found"]), let total = Int(row["total"])
    else { return nil }
    (area, kind, parts) = (row["area"], row["kind"], row["parts"])
    (self.year, self.found, self.total) = (year, found, total)
  }

  static let all = Set(
    EmbeddedTable(PackageResources.release_known_gaps_csv).rows.compactMap(KnownGap.init))
}

/// Counts in words.
enum Counting {
  /// "1 row", "2 rows".
  static func text(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  /// "1 authority", "2 authorities".
  static func authorities(_ count: Int) -> String {
    count == 1 ? "1 authority" : "\(count) authorities"
  }
}

extension ReleaseFigures {
  /// A finding for each sum that the release does not keep to.
  public func failedChecks(base: Int) -> [Finding] {
    checks(base: base).filter { $0.outcome == .failed }.map { check in
      Finding(
        .releaseCheckFailed, at: .init("release"), seen: "\(check.name): \(check.detail)",
        expected: "parts that add to their total",
        remedy: check.isKnown
          ? "Nothing to mend: say so beside the results."
          : "Download the files again; where DfE's own differ, say so beside the results.")
    }
  }

  /// The sums that the release should keep to, in every table and year that is written.
  public func checks(base: Int) -> [ReleaseCheck] {
    guard let stock = kind("caseload"), kind("needs_all_plans") != nil else { return [] }
    return nationalTotals(stock, base) + sumsOfAuthorities(base) + plansByAge(stock, base)
      + plansByNeed(stock, base) + newPlans(base - 1) + ceased([base - 1, base - 2])
  }

  /// That of the base, and those of earlier years that are known.
  private func nationalTotals(_ stock: ReleaseKind, _ base: Int) -> [ReleaseCheck] {
    let earlier = england.years(stock) { $0 == .total }.filter { $0 < base }.reversed()
    return [nationalTotal(stock, base)]
      + earlier.map { nationalTotal(stock, $0) }.filter { $0.outcome != .notCheckable }
  }

  /// Those of the last year, and those of earlier ones that have every authority.
  private func sumsOfAuthorities(_ base: Int) -> [ReleaseCheck] {
    ["caseload", "newplans", "ceased_plans"].compactMap { kind($0) }.flatMap { kind in
      let last = kind.clock == .calendar ? base - 1 : base
      let earlier = england.years(kind) { $0 == .total }.filter { $0 < last }.reversed()
      return [sumOfAuthorities(kind, last)]
        + earlier.map { sumOfAuthorities(kind, $0) }.filter { $0.outcome != .notCheckable }
    }
  }

  private func plansByAge(_ stock: ReleaseKind, _ base: Int) -> [ReleaseCheck] {
    let recent = [base, base - 1].flatMap { year in
      [
        parts("ages", stock, year, of: stock, year) { Self.ages($0, stock, year) },
        parts("provisions by age", stock, year, of: stock, year) { Self.cells($0, stock, year) },
      ]
    }
    let years = england.years(stock) { $0 == .total }.filter { $0 < base }.reversed()
    return recent
      + ([base] + years).map { year in
        parts("provisions", stock, year, of: stock, year) {
          Self.known($0.row(stock, year, .total)?.figures ?? [])
        }
      }
  }

  private func plansByNeed(_ stock: ReleaseKind, _ base: Int) -> [ReleaseCheck] {
    guard let needs = kind("needs_all_plans") else { return [] }
    return [
      parts("needs", needs, base, of: stock, base) {
        Self.known($0.row(needs, base, .total)?.figures ?? [])
      },
      parts("needs by age", needs, base, of: stock, base) { Self.cells($0, needs, base) },
      parts("needs by placement", needs, base, of: stock, base) {
        Self.placed($0, needs, base)
      },
    ]
  }

  private func newPlans(_ year: Int) -> [ReleaseCheck] {
    guard let flows = kind("newplans"), let needs = kind("needs_newplans") else { return [] }
    return [
      parts("ages", flows, year, of: flows, year) { Self.ages($0, flows, year) },
      parts("provisions by age", flows, year, of: flows, year) { Self.cells($0, flows, year) },
      parts("needs by age", needs, year, of: flows, year) { Self.cells($0, needs, year) },
      parts("needs by placement", needs, year, of: flows, year) {
        Self.placed($0, needs, year)
      },
    ]
  }

  private func ceased(_ years: [Int]) -> [ReleaseCheck] {
    guard let kind = kind("ceased_plans") else { return [] }
    return years.flatMap { year in
      [
        parts("reasons by age", kind, year, of: kind, year) { Self.cells($0, kind, year) },
        parts("placements", kind, year, of: kind, year) { area in
          let rows = area.placements(kind, year)
          return rows.isEmpty ? nil : Self.sum(rows.map(\.row.total))
        },
      ]
    }
  }

  private static func ages(_ area: Area, _ kind: ReleaseKind, _ year: Int) -> Int? {
    let ages = area.spans(kind, year)
    guard !ages.isEmpty, ages.allSatisfy({ $0.row.total != nil }) else { return nil }
    return sum(ages.map(\.row.total)) + (area.row(kind, year, .unknownAge)?.total ?? 0)
  }

  private static func cells(_ area: Area, _ kind: ReleaseKind, _ year: Int) -> Int? {
    let unknown = area.row(kind, year, .unknownAge)?.figures ?? []
    return known(area.spans(kind, year).flatMap(\.row.figures) + unknown)
  }

  private static func placed(_ area: Area, _ kind: ReleaseKind, _ year: Int) -> Int? {
    known(area.placements(kind, year).flatMap(\.row.figures))
  }

  /// The sum of figures; nil where none is known.
  private static func known(_ figures: [Int?]) -> Int? {
    figures.contains { $0 != nil } ? sum(figures) : nil
  }

  private static func sum(_ figures: [Int?]) -> Int { figures.reduce(0) { $0 + ($1 ?? 0) } }

  private func nationalTotal(_ kind: ReleaseKind, _ base: Int) -> ReleaseCheck {
    let name = "England, January \(base)"
    guard let wanted = layout.england[base]?.plans else {
      return .init(
        name: name, outcome: .notCheckable, detail: "no total of January \(base) is known")
    }
    guard let seen = england.row(kind, base, .total)?.total else {
      return .init(
        name: name, outcome: .notCheckable, detail: "the files have no row of England")
    }
    return .init(
      name: name, outcome: seen == wanted ? .passed : .failed,
      detail: seen == wanted ? "\(seen) plans" : "\(seen) plans, not \(wanted)")
  }

  /// The number of authorities at a January; that of the last one known for later ones.
  func numberOfAuthorities(_ census: Int) -> Int? {
    layout.england[census]?.authorities
      ?? layout.england.filter { $0.key < census }.max { $0.key < $1.key }?.value.authorities
  }

  private func sumOfAuthorities(_ kind: ReleaseKind, _ year: Int) -> ReleaseCheck {
    let census = kind.clock == .calendar ? year + 1 : year
    let time = kind.clock == .calendar ? "\(year)" : "January \(year)"
    let name = "authorities add to England, \(kind.table) \(time)"
    let totals = areas.values.compactMap { $0.row(kind, year, .total)?.total }
    guard let wanted = numberOfAuthorities(census), totals.count >= wanted else {
      let all = numberOfAuthorities(census).map(String.init) ?? "an unknown number of"
      return .init(
        name: name, outcome: .notCheckable, detail: "\(totals.count) of \(all) authorities")
    }
    guard let seen = england.row(kind, year, .total)?.total else {
      return .init(
        name: name, outcome: .notCheckable, detail: "the files have no row of England")
    }
    let sum = totals.reduce(0, +)
    return .init(
      name: name, outcome: sum == seen ? .passed : .failed,
      detail: sum == seen
        ? "\(sum) in \(totals.count) authorities"
        : "\(sum) in \(totals.count) authorities, England \(seen)")
  }

  /// Compares parts with the total in England and in every authority.
  private func parts(
    _ parts: String, _ kind: ReleaseKind, _ year: Int, of whole: ReleaseKind, _ wholeYear: Int,
    _ sum: (Area) -> Int?
  ) -> ReleaseCheck {
    let time = kind.clock == .calendar ? "\(year)" : "January \(year)"
    let name = "\(parts) add to the total, \(kind.table) \(time)"
    var (checked, failed, without): (Int, [String], [String]) = (0, [], [])
    var isKnown = true
    for area in [england] + areas.values.sorted(by: { $0.code < $1.code }) {
      guard let total = area.row(whole, wholeYear, .total)?.total else { continue }
      let place = area.code.isEmpty ? "England" : "\(area.name) (\(area.code))"
      guard let sum = sum(area) else {
        without.append(place)
        continue
      }
      checked += 1
      guard sum != total else { continue }
      failed.append("\(place) \(sum), not \(total)")
      isKnown = isKnown && KnownGap.all.contains(.init(area.code, kind, parts, year, sum, total))
    }
    let missing = without.isEmpty ? "" : "; not published for \(Self.list(without))"
    guard checked > 0 else {
      return .init(name: name, outcome: .notCheckable, detail: "no area has both" + missing)
    }
    guard !failed.isEmpty else {
      return .init(
        name: name, outcome: .passed, detail: Counting.text(checked, "area") + missing)
    }
    let known = isKnown ? ", as in DfE's own release" : ""
    return .init(
      name: name, outcome: .failed,
      detail: "\(failed.count) of \(Counting.text(checked, "area")): \(Self.list(failed))\(known)"
        + missing, isKnown: isKnown)
  }

  private static func list(_ places: [String]) -> String {
    places.prefix(5).joined(separator: "; ")
      + (places.count > 5 ? " and \(places.count - 5) more" : "")
  }
}
