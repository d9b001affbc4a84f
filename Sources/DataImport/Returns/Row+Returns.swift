import Vocabulary

/// The word of the files for what no row has.
private let none = "none"

extension Row {
  /// A row of `crosswalk.csv`; nil without a finding for a provision of the tool's own table that the folder does not have.
  mutating func crosswalkRow(isOwn: Bool) -> CrosswalkRow? {
    if !isOwn, let code = text("provision"), codes.provision(code) == nil { return nil }
    let (provision, ncys) = (provision(), years())
    let sheet = position("dsg_plan", in: ReturnLabels.dsgSheets)
    let row = position("lsrp", in: ReturnLabels.lsrpProvisions)
    let table = position(
      "lsrp_need_table", in: ReturnLabels.lsrpNeedTables.map(\.number) + [none])
    let scap = code("scap", among: SCAPProvision.allCases.map(\.rawValue) + [none])
    guard let provenance = provenance(among: Provenance.Status.allCases), let provision, let ncys,
      let sheet, let row, let table, let scap
    else { return nil }
    return CrosswalkRow(
      provision: codes.provisions[provision].code, ncys: ncys, dsgSheet: sheet, lsrpRow: row,
      lsrpTable: ReturnLabels.lsrpNeedTables.indices.contains(table) ? table : nil,
      scap: SCAPProvision(rawValue: scap), provenance: provenance)
  }

  private mutating func years() -> ClosedRange<Int>? {
    let (from, to) = (integer("ncy_from", in: NCY.range), integer("ncy_to", in: NCY.range))
    guard let from, let to else { return nil }
    guard from <= to else {
      report(
        .reversedSpan, "ncy_to", seen: "\(from) to \(to)", expected: "a year not before ncy_from",
        remedy: "Swap the two.")
      return nil
    }
    return from...to
  }

  /// A row of `crosswalk_needs.csv`.
  mutating func needRow(isOwn: Bool) -> NeedRow? {
    if !isOwn, let code = text("need"), codes.need(code) == nil { return nil }
    let (need, row) = (need(), position("row", in: ReturnLabels.needs))
    guard let provenance = provenance(among: Provenance.Status.allCases), let need, let row
    else { return nil }
    return NeedRow(need: codes.needs[need].code, row: row, provenance: provenance)
  }

  /// A row of `scap_codes.csv`.
  mutating func scapArea() -> SCAPArea? {
    let phase = code("phase", among: SCAPArea.phases.map(\.rawValue)).flatMap(Phase.init)
    let provision = code("provision", among: SCAPProvision.allCases.map(\.rawValue))
    let name = name("code")
    guard provenance(among: Provenance.Status.allCases) != nil, let phase, let name,
      let provision = provision.flatMap(SCAPProvision.init)
    else { return nil }
    return SCAPArea(phase, provision, code: name)
  }

  /// A row of `s251_lines.csv`.
  mutating func lineShare() -> LineShare? {
    let (line, share) = (name("line"), share())
    let recouped = known("recouped") { row, column in row.share(column) }
    let target = position("code", in: Section251Line.all.map(\.code))
    guard let provenance = provenance(among: Provenance.Status.allCases), let line, let share,
      let target, let recouped
    else { return nil }
    return LineShare(
      line: line, target: target, share: millionths(share), recouped: recouped.map(millionths),
      provenance: provenance)
  }

  private func millionths(_ share: Double) -> Int {
    Int((share * Double(LineShare.whole)).rounded())
  }

  /// The position of a label in its list.
  private mutating func position(_ column: String, in labels: [String]) -> Int? {
    code(column, among: labels).flatMap { labels.firstIndex(of: $0) }
  }
}
