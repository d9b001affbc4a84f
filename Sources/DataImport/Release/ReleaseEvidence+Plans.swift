import Vocabulary

extension ReleaseEvidence {
  /// Rows of 0 are left out, except where that would leave out a whole year group.
  func plansByNCYProvision() -> EvidenceRows {
    var rows = EvidenceRows()
    guard let kind = kind("caseload") else { return rows }
    for census in [base - 1, base] {
      for span in wholeSpans(kind, census) {
        let known = known(span.row, kind)
        let some = known.filter { $0.plans > 0 }
        let written = some.isEmpty && !known.isEmpty ? [("MAIN", 0, "")] : some
        for (code, plans, derived) in written {
          rows.add(
            name, "\(census)", "\(span.from)", code, "\(plans)",
            Self.source(span.row.release, kind.table + derived))
        }
      }
    }
    return rows
  }

  func plansByNCYNeed() -> EvidenceRows {
    var rows = EvidenceRows()
    guard let kind = kind("needs_all_plans") else { return rows }
    for span in wholeSpans(kind, base) {
      for (code, plans, derived) in known(span.row, kind) where plans > 0 {
        rows.add(
          name, "\(base)", "\(span.from)", code, "\(plans)",
          Self.source(span.row.release, kind.table + derived))
      }
    }
    return rows
  }

  func plansByProvisionNeed() -> EvidenceRows {
    byProvisionNeed("needs_all_plans", year: base, "primary need by placement, all plans")
  }

  func newPlansByProvisionNeed() -> EvidenceRows {
    byProvisionNeed("needs_newplans", year: base - 1, "primary need by placement, new plans")
  }

  /// Labels of placements added up to provisions.
  private func byProvisionNeed(_ kindName: String, year: Int, _ table: String) -> EvidenceRows {
    var rows = EvidenceRows()
    guard let kind = kind(kindName) else { return rows }
    let needs = figures.codes(kind)
    var sums: [String: [Int]] = [:]
    var (release, derived) = (0, [String: String]())
    for (label, row) in wholePlacements(kind, year) {
      guard let provision = figures.layout.placements[label] else { continue }
      release = max(release, row.release)
      for (index, plans) in row.figures.enumerated() {
        sums[provision, default: Array(repeating: 0, count: needs.count)][index] += plans ?? 0
        if let remark = row.derived[index] {
          derived[provision + needs[index], default: ""] += "\(remark) in '\(label)'"
        }
      }
    }
    for provision in provisions {
      for (need, plans) in zip(needs, sums[provision] ?? []) where plans > 0 {
        let remark = derived[provision + need] ?? ""
        rows.add(
          name, "\(year)", provision, need, "\(plans)", Self.source(release, table + remark))
      }
    }
    return rows
  }

  /// The provisions in the order of the tables, "not recorded" last.
  var provisions: [String] { figures.layout.codes("provision") }

  /// The history, with its zeros: a 0 tells "none" from "not collected that year".
  func plansByProvision() -> EvidenceRows {
    var rows = EvidenceRows()
    guard let kind = kind("caseload") else { return rows }
    for census in history(kind) {
      guard let row = area.row(kind, census, .total) else { continue }
      for (code, plans, derived) in known(row, kind) {
        rows.add(
          name, "\(census)", code, "\(plans)", Self.source(row.release, kind.table + derived))
      }
    }
    return rows
  }

  /// The censuses up to the base, without those before a gap.
  private func history(_ kind: ReleaseKind) -> [Int] {
    let years = area.years(kind) { $0 == .total }.filter { year in
      year <= base
        && area.row(kind, year, .total).map {
          !$0.lacks && !$0.figures.allSatisfy { $0 == nil }
        } == true
    }
    guard let gap = zip(years, years.dropFirst()).filter({ $0 + 1 != $1 }).last else {
      return years
    }
    return years.filter { $0 >= gap.1 }
  }

  /// Single years of age added up where they are published, else the groups as they were returned.
  func plansByAgeGroup() -> EvidenceRows {
    var rows = EvidenceRows()
    guard let single = kind("caseload"), let grouped = kind("age_caseload") else { return rows }
    let isByAge: (Breakdown) -> Bool = { if case .span = $0 { true } else { false } }
    let summed = area.years(single, where: isByAge)
    for census in Set(summed + area.years(grouped, where: isByAge)).sorted() where census <= base {
      if summed.contains(census) {
        addSummed(&rows, single, census)
      } else {
        addGroups(&rows, grouped, census)
      }
    }
    return rows
  }

  private func addSummed(
    _ rows: inout EvidenceRows, _ kind: ReleaseKind, _ census: Int
  ) {
    let spans = area.spans(kind, census)
    guard !area.isWithheld(kind, census, .age, spans.map(\.row)) else { return }
    var sums = [Int](repeating: 0, count: AgeBand.allCases.count)
    var release = 0
    for span in spans {
      sums[AgeBand(ncy: span.from).index] += span.row.total ?? 0
      release = max(release, span.row.release)
    }
    for (band, plans) in zip(AgeBand.allCases, sums) {
      rows.add(
        name, "\(census)", band.rawValue, "\(plans)",
        Self.source(release, "\(kind.table), summed from single years of age"))
    }
  }

  /// There are no plans above 19 before 2015: a 0 there is left out.
  private func addGroups(_ rows: inout EvidenceRows, _ kind: ReleaseKind, _ census: Int) {
    for span in area.spans(kind, census) {
      guard let plans = span.row.total, plans > 0 || census > 2014,
        let band = AgeBand.allCases.first(where: { $0.firstAge == span.from })
      else { continue }
      rows.add(
        name, "\(census)", band.rawValue, "\(plans)",
        Self.source(span.row.release, "\(kind.table), age group as returned"))
    }
  }
}

extension AgeBand {
  /// The first age of the band, on age at 31 August.
  fileprivate var firstAge: Int { [0, 5, 11, 16, 20][index] }
}
