import Vocabulary

/// The report of a run for people who decide: what was asked, what the answer is, and what it rests on.
public struct Report {
  let source: ReportSource

  /// Makes the report of a source.
  public init(_ source: ReportSource) { self.source = source }

  /// The report as a document; small numbers are masked where it is to be published.
  public var document: Document {
    let sections = [
      AnswerSection(source: source).section, PlansSection(source: source).section,
      GroupsSection(source: source).section, GrowthSection(source: source).section,
      PlacesSection(source: source).section, DestinationSection(source: source).section,
      AccountSection(source: source).section, ComparisonSection(source: source).section,
      WaterfallSection(source: source).section, MeasuresSection(source: source).section,
      NeighboursSection(source: source).section, RecordSection(source: source).past,
      RecordSection(source: source).assumptions, RecordSection(source: source).about,
    ]
    let isBaseline = source.isBaseline
    return Document(
      title: "Children and young people with an EHC plan in \(source.results.authority)",
      subtitle: (isBaseline ? "If nothing else is done" : source.focus.name)
        + ": from January \(source.base) to January \(source.last)",
      sections: sections.compactMap { $0 })
  }
}
