import Mustache

/// A document as one page of HTML that needs nothing else: styles, charts and their library are in it.
public struct HTMLPage: Sendable {
  /// Why a page cannot be made.
  public struct Unusable: Error, CustomStringConvertible {
    /// What to do.
    public let description: String
  }

  /// How a page is set.
  public enum Layout: Sendable {
    case standard
    /// Close set, so that a page of text is one sheet of paper; no list of contents.
    case onePage
    /// Large type, wide lines, one column, no list of contents.
    case easyRead
  }

  private let library: MustacheLibrary

  /// Prepares the templates, which are part of the tool.
  public init() throws {
    let templates: [(String, [UInt8])] = [
      ("page", PackageResources.page_mustache), ("section", PackageResources.section_mustache),
      ("table", PackageResources.table_mustache), ("chart", PackageResources.chart_mustache),
    ]
    library = MustacheLibrary(
      templates: Dictionary(
        uniqueKeysWithValues: try templates.map {
          ($0, try MustacheTemplate(string: String(decoding: $1, as: UTF8.self)))
        }))
  }

  /// The page.
  ///
  /// - Parameters:
  ///   - document: what it says.
  ///   - marks: short words that stand at the top and on every printed page, such as `draft`.
  ///   - chartLibrary: the text of Chart.js; without it tables alone are shown.
  ///   - layout: how it is set.
  /// - Throws: `Unusable` where the library would end the element that holds it.
  public func html(
    _ document: Document, marks: [String] = [], chartLibrary: String?, layout: Layout = .standard
  ) throws -> String {
    if let chartLibrary, chartLibrary.lowercased().contains("</script") {
      throw Unusable(description: "the chart library holds the end of a script element")
    }
    var context: [String: Any] = [
      "title": document.title, "subtitle": document.subtitle, "marks": marks,
      "sections": document.sections.map(Self.section),
      "style": Self.style, "layout": layout.style,
    ]
    if let chartLibrary {
      context["library"] = chartLibrary
      context["drawing"] = Self.drawing
    }
    return library.render(context, withTemplate: "page") ?? ""
  }

  /// The sections alone, as they stand in a page that somebody else frames.
  public func fragment(_ sections: [Document.Section]) -> String {
    sections.compactMap { library.render(Self.section($0), withTemplate: "section") }.joined()
  }

  /// The style of everything a document shows.
  public static var style: String { String(decoding: PackageResources.page_css, as: UTF8.self) }

  /// The script that draws the charts of a page, once their library is there.
  public static var drawing: String { String(decoding: PackageResources.charts_js, as: UTF8.self) }

  private static func section(_ section: Document.Section) -> [String: Any] {
    ["id": section.id, "title": section.title, "blocks": section.blocks.map(block)]
  }

  private static func block(_ block: Document.Block) -> [String: Any] {
    switch block {
    case .text(let text): ["text": text]
    case .answer(let sentences): ["answer": ["sentences": sentences]]
    case .note(let text): ["note": text]
    case .points(let points): ["points": ["items": points]]
    case .chart(let chart): ["chart": self.chart(chart)]
    case .table(let table): ["table": self.table(table)]
    }
  }

  private static func chart(_ chart: Chart) -> [String: Any] {
    // The end of an element inside its data would end it; JSON may escape the sign.
    let data = chart.json.file.replacing("<", with: "\\u003c")
    return [
      "id": chart.id, "caption": chart.caption, "data": data, "table": table(chart.table),
    ]
  }

  private static func table(_ table: PageTable) -> [String: Any] {
    var context: [String: Any] = [
      "caption": table.caption,
      "columns": table.columns.map { ["title": $0.title, "number": $0.isNumber] as [String: Any] },
      "rows": table.rows.map { row in
        [
          "cells": zip(row, table.columns).enumerated().map { index, pair in
            cell(pair.0, pair.1, isHead: index == 0)
          }
        ]
      },
    ]
    if let note = table.note { context["remark"] = note }
    return context
  }

  private static func cell(
    _ cell: PageTable.Cell, _ column: PageTable.Column, isHead: Bool
  ) -> [String: Any] {
    var context: [String: Any] = [
      "value": cell.text, "number": column.isNumber, "head": isHead, "data": !isHead,
    ]
    if cell.tone != .plain {
      context["tone"] = ["name": cell.tone.name, "symbol": cell.tone.symbol]
    }
    return context
  }
}

extension HTMLPage.Layout {
  /// The name of its style.
  var style: String {
    switch self {
    case .standard: "standard"
    case .onePage: "one-page"
    case .easyRead: "easy-read"
    }
  }
}

extension PageTable.Tone {
  /// The name of its style.
  var name: String {
    switch self {
    case .plain: "plain"
    case .enough: "enough"
    case .tight: "tight"
    case .short: "short"
    case .veryShort: "very-short"
    }
  }

  /// A sign that says the same without shades.
  var symbol: String {
    switch self {
    case .plain: ""
    case .enough: "\u{2713}"
    case .tight: "\u{25B3}"
    case .short: "\u{25B2}"
    case .veryShort: "\u{25B2}\u{25B2}"
    }
  }
}
