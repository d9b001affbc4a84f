import Reporting

/// What moved levers would do: a line to read while moving them, figures beside the baseline's, then plans, places and money in full.
struct ExploredView {
  let pages: SitePages
  let source: ReportSource

  /// The tables that it is made of: no others are made while somebody waits.
  static let files = Set(SideBySide.files).union([
    "sufficiency.csv", "settings.csv", "overflow.csv", "high_needs_block.csv", "cost_drivers.csv",
    "calibration.csv",
  ])

  private static let shown = ["plans", "places", "destinations", "account"]

  var html: String {
    let compared = SideBySide(source, scenarios: [Drafting.explored])
    let report = Report(source).document.sections
    let sections =
      compared.sections + Self.shown.compactMap { id in report.first { $0.id == id } }
    return pages.part("summary", ["summary": compared.summary])
      + pages.documents.fragment(sections)
  }
}
