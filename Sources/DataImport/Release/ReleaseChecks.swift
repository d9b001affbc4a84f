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
}

extension ReleaseFigures {
  /// A finding for each sum that the release does not keep to.
  public func failedChecks(base: Int) -> [Finding] {
    checks(base: base).filter { $0.outcome == .failed }.map { check in
      Finding(
        .releaseCheckFailed, at: .init("release"), seen: "\(check.name): \(check.detail)",
        expected: "parts that add to their total",
        remedy: "Download the files again; where DfE's own differ, say so beside the results.")
    }
  }

  /// The sums that the release should keep to, at a census.
  public func checks(base: Int) -> [ReleaseCheck] {
    guard let stock = kind("caseload"), let needs = kind("needs_all_plans") else { return [] }
    var checks = [nationalTotal(stock, base), sumOfAuthorities(stock, base)]
    if let flows = kind("newplans") { checks.append(sumOfAuthorities(flows, base - 1)) }
    if let flows = kind("ceased_plans") { checks.append(sumOfAuthorities(flows, base - 1)) }
    checks.append(
      parts("ages add to the total", stock, base) { area in
        let ages = area.spans(stock, base)
        guard !ages.isEmpty, ages.allSatisfy({ $0.row.total != nil }) else { return nil }
        return Self.sum(ages.map(\.row.total)) + (area.row(stock, base, .unknownAge)?.total ?? 0)
      })
    checks.append(
      parts("provisions add to the total", stock, base) { area in
        let known = area.row(stock, base, .total)?.figures ?? []
        return known.contains { $0 != nil } ? Self.sum(known) : nil
      })
    checks.append(
      parts("needs add to the total", stock, base) { area in
        let known = area.row(needs, base, .total)?.figures ?? []
        return known.contains { $0 != nil } ? Self.sum(known) : nil
      })
    checks.append(
      parts("needs by age add to the total", stock, base) { area in
        let ages = area.spans(needs, base)
        return ages.isEmpty ? nil : Self.sum(ages.flatMap(\.row.figures))
      })
    return checks
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
    _ name: String, _ kind: ReleaseKind, _ year: Int, _ sum: (Area) -> Int?
  ) -> ReleaseCheck {
    let name = "\(name), January \(year)"
    var (checked, failed, without): (Int, [String], [String]) = (0, [], [])
    for area in [england] + areas.values.sorted(by: { $0.code < $1.code }) {
      guard let total = area.row(kind, year, .total)?.total else { continue }
      let place = area.code.isEmpty ? "England" : "\(area.name) (\(area.code))"
      guard let sum = sum(area) else {
        without.append(place)
        continue
      }
      checked += 1
      if sum != total { failed.append("\(place) \(sum), not \(total)") }
    }
    let missing = without.isEmpty ? "" : "; not published for \(Self.list(without))"
    if checked == 0 {
      return .init(
        name: name, outcome: .notCheckable,
        detail: "no area has both" + missing)
    }
    return .init(
      name: name, outcome: failed.isEmpty ? .passed : .failed,
      detail: (failed.isEmpty
        ? "\(checked) areas"
        : "\(failed.count) of \(checked) areas: "
          + Self.list(failed)) + missing)
  }

  private static func list(_ places: [String]) -> String {
    places.prefix(5).joined(separator: "; ")
      + (places.count > 5 ? " and \(places.count - 5) more" : "")
  }
}
