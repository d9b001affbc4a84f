/// What a page says, before it is known how it is shown: sections of paragraphs, charts and tables.
public struct Document: Sendable {
  /// A part of the page with a heading.
  public struct Section: Sendable {
    /// The name in links.
    public let id: String
    /// The heading.
    public let title: String
    /// What stands under it.
    public var blocks: [Block]

    /// Collects what stands under a heading.
    public init(_ id: String, _ title: String, _ blocks: [Block]) {
      self.id = id
      self.title = title
      self.blocks = blocks
    }
  }

  /// Something in a section.
  public enum Block: Sendable {
    /// A paragraph.
    case text(String)
    /// What matters most, set apart.
    case answer([String])
    /// A paragraph in smaller type.
    case note(String)
    /// Points, one a line.
    case points([String])
    /// A chart with its caption, and the table behind it.
    case chart(Chart)
    /// A table.
    case table(PageTable)
  }

  /// What the page is of.
  public let title: String
  /// The line under the title.
  public let subtitle: String
  /// The sections, in their order.
  public let sections: [Section]

  /// Collects a page.
  public init(title: String, subtitle: String, sections: [Section]) {
    self.title = title
    self.subtitle = subtitle
    self.sections = sections
  }
}

/// A table for people: what is in it, its headings, its rows.
public struct PageTable: Sendable {
  /// A heading.
  public struct Column: Sendable {
    let title: String
    let isNumber: Bool

    /// A column of words.
    public static func words(_ title: String) -> Column { Column(title: title, isNumber: false) }
    /// A column of figures.
    public static func figures(_ title: String) -> Column { Column(title: title, isNumber: true) }
  }

  /// How grave what a cell says is: shown by shade, and by a symbol and words for those who see no shades.
  public enum Tone: Int, Sendable, CaseIterable {
    case plain
    /// There is enough.
    case enough
    /// Barely enough, or slightly short.
    case tight
    /// Short.
    case short
    /// Very short.
    case veryShort
  }

  /// A cell.
  public struct Cell: Sendable {
    let text: String
    let tone: Tone

    /// A cell with a text.
    public init(_ text: String, _ tone: Tone = .plain) {
      self.text = text
      self.tone = tone
    }
  }

  /// What the table shows.
  public let caption: String
  /// The headings.
  public let columns: [Column]
  /// The cells of every row, as many as there are columns.
  public var rows: [[Cell]]
  /// A remark under it.
  public var note: String?

  /// Lays out a table.
  public init(
    _ caption: String, _ columns: [Column], rows: [[Cell]], note: String? = nil
  ) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.note = note
  }

  /// Lays out a table of plain texts.
  public init(_ caption: String, _ columns: [Column], _ rows: [[String]], note: String? = nil) {
    self.init(caption, columns, rows: rows.map { $0.map { Cell($0) } }, note: note)
  }
}
