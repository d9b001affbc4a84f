import Vocabulary

/// One page of plain English of a run: what was asked, what was found, why, and what could be wrong.
///
/// It is written for a reading age of about 12: short sentences, short words, every number with its likely range.
public struct Brief: Sendable {
  /// An idea, with a few words that name it.
  struct Idea: Sendable, Hashable {
    let name: String
    let sentences: [String]

    init(_ name: String, _ sentences: [String?]) {
      self.name = name
      self.sentences = sentences.compactMap { $0 }
    }
  }

  /// A part of the page.
  struct Part: Sendable, Hashable {
    let id: String
    let title: String
    let ideas: [Idea]
  }

  let source: ReportSource

  /// Makes the brief of a source; small numbers are masked where it is to be published.
  public init(_ source: ReportSource) { self.source = source }

  var title: String { "EHC plans in \(source.results.authority): the main points" }

  var subtitle: String {
    (source.isBaseline ? "If nothing else is done" : source.focus.name)
      + ". From January \(source.base) to January \(source.last)."
  }

  /// The parts, those of which the run says nothing left out.
  var parts: [Part] {
    let found = BriefFindings(source: source), why = BriefCauses(source: source)
    return [
      Part(
        id: "asked", title: "What we asked",
        ideas: [
          Idea(
            "Our question",
            [
              source.focus.question,
              "An EHC plan says what help a child or young person needs at school or college.",
            ])
        ]),
      Part(id: "found", title: "What we found", ideas: found.ideas),
      Part(id: "why", title: "Three main causes", ideas: why.ideas),
      Part(id: "wrong", title: "What could be wrong", ideas: why.caveats),
      Part(id: "invented", title: "What is made up", ideas: [why.invented]),
    ].filter { !$0.ideas.isEmpty }
  }

  /// The page as Markdown (CommonMark): every sign of a text that Markdown would read as its own is escaped.
  ///
  /// - Parameter marks: short words that stand at the top, such as `Draft`.
  public func markdown(marks: [String] = []) -> String {
    var blocks = marks.map { "**\(MarkdownText.escaped($0))**" }
    blocks.append("# \(MarkdownText.escaped(title))")
    blocks.append(MarkdownText.escaped(subtitle))
    for part in parts {
      blocks.append("## \(MarkdownText.escaped(part.title))")
      blocks.append(
        part.ideas.map { idea in
          "- **\(MarkdownText.escaped(idea.name)).** "
            + MarkdownText.escaped(idea.sentences.joined(separator: " "))
        }.joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// The same page for `HTMLPage`.
  public var document: Document {
    Document(
      title: title, subtitle: subtitle,
      sections: parts.map { part in
        Document.Section(
          part.id, part.title,
          [
            .points(
              part.ideas.map { "\($0.name). " + $0.sentences.joined(separator: " ") })
          ])
      })
  }

  /// The same for easy reading: a heading for every idea, one sentence a line, to be shown in large type.
  public var easyRead: Document {
    let ideas = parts.flatMap { part in part.ideas.map { (part.id, $0) } }
    return Document(
      title: title, subtitle: subtitle,
      sections: ideas.enumerated().map { index, item in
        Document.Section(
          "\(item.0)-\(index + 1)", item.1.name, item.1.sentences.map(Document.Block.text))
      })
  }
}

/// Text inside Markdown.
enum MarkdownText {
  private static let special: Set<Character> = [
    "\\", "`", "*", "_", "[", "]", "<", ">", "#", "|", "~", "&", "!",
  ]

  /// The text as one line in which nothing is a sign of Markdown.
  static func escaped(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    var result = ""
    for character in line {
      if special.contains(character) { result.append("\\") }
      result.append(character)
    }
    return withoutList(result)
  }

  /// `1. May`, `- May` and `+ May` would start a list.
  private static func withoutList(_ line: String) -> String {
    let digits = line.prefix { $0.isNumber }
    let rest = line.dropFirst(digits.count)
    guard let sign = rest.first else { return line }
    let isMark = digits.isEmpty ? "-+=".contains(sign) : ".)".contains(sign)
    return isMark ? "\(digits)\\\(rest)" : line
  }
}
