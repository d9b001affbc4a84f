import Vocabulary

/// The rows of the evidence files that a release gives for an area: the figures of `scripts/restate-evidence`, in its order.
struct ReleaseEvidence {

  let figures: ReleaseFigures
  let area: ReleaseFigures.Area
  let geography: Geography
  let base: Int

  /// Every file of plans and flows; those without a row are not in it.
  func tables() -> [String: EvidenceRows] {
    var tables: [String: EvidenceRows] = [
      EvidenceFile.plansByNCYProvision.name: plansByNCYProvision(),
      EvidenceFile.plansByNCYNeed.name: plansByNCYNeed(),
      EvidenceFile.plansByProvision.name: plansByProvision(),
      EvidenceFile.plansByAgeGroup.name: plansByAgeGroup(),
      EvidenceFile.newPlansByNCYNeed.name: newPlansByNCYNeed(),
      EvidenceFile.newPlansByProvisionNeed.name: newPlansByProvisionNeed(),
      EvidenceFile.newPlansByAgeProvision.name: newPlansByAgeProvision(),
      EvidenceFile.ceasedByNCYReason.name: ceasedByNCYReason(),
      EvidenceFile.ceasedByProvision.name: ceasedByProvision(),
      EvidenceFile.flowsByYear.name: flowsByYear(),
    ]
    if geography == .authority {
      tables[EvidenceFile.plansByProvisionNeed.name] = plansByProvisionNeed()
    }
    return tables
  }

  var name: String { geography.rawValue }

  func kind(_ name: String) -> ReleaseKind? { figures.kind(name) }

  /// "DfE, Education, health and care plans 2025, caseload (OGL v3.0)".
  static func source(_ release: Int, _ table: String) -> String {
    "DfE, Education, health and care plans \(release), \(table) (OGL v3.0)"
  }

  /// The known figures of a row by their codes, with what was done to derive them.
  func known(
    _ row: ReleaseFigures.Row, _ kind: ReleaseKind
  ) -> [(code: String, plans: Int, derived: String)] {
    zip(figures.codes(kind), row.figures.enumerated()).compactMap { code, figure in
      figure.element.map { (code, $0, row.derived[figure.offset] ?? "") }
    }
  }

  /// The rows of a year by age; none where one lacks a figure, since a row that is not there is read as 0.
  func wholeSpans(_ kind: ReleaseKind, _ year: Int) -> [(
    from: Int, to: Int, row: ReleaseFigures.Row
  )] {
    area.isShort(kind, year, .age) ? [] : area.spans(kind, year)
  }

  /// The rows of a year by placement; none where one lacks a figure.
  func wholePlacements(
    _ kind: ReleaseKind, _ year: Int
  ) -> [(label: String, row: ReleaseFigures.Row)] {
    area.isShort(kind, year, .placement) ? [] : area.placements(kind, year)
  }
}

/// Rows of a CSV file in the order they are written.
struct EvidenceRows {
  /// The header, where it is not every column that the file must have.
  var header: String?
  private(set) var text = ""
  private(set) var count = 0

  /// Adds a row.
  mutating func add(_ cells: String...) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { text += "," }
      text += CSVLines.cell(cell)
    }
    text += "\n"
    count += 1
  }

  /// Adds a row of cells in a list.
  mutating func add(_ cells: [String]) {
    text += cells.map(CSVLines.cell).joined(separator: ",") + "\n"
    count += 1
  }

  /// Adds the rows of another file.
  mutating func append(_ other: EvidenceRows) {
    text += other.text
    count += other.count
  }
}
