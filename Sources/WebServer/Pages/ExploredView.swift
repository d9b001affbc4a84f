import Reporting

/// What moved levers would do: a line to read while moving them, figures beside the baseline's, then plans, places and money in full.
struct ExploredView {
  let pages: SitePages
  let source: ReportSource

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
