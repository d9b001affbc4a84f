import CXLSXWriter

/// How a value looks in a workbook. Each style becomes one format of the file, made once.
enum CellStyle: Hashable {
  /// Text as it is.
  case plain
  /// Long text, over several lines.
  case wrapped
  /// A number with thousands separators and as many decimals as its file prints.
  case number(decimals: Int)
  /// A number as it is, without separators: a line of a file, a rank.
  case unformatted
  /// Whole pounds, red below 0.
  case pounds
  /// The title of a sheet.
  case title
  /// What a sheet shows.
  case caption
  /// The name that a column has in its file.
  case columnName
  /// The header of a table, above words or above numbers.
  case header(ofNumbers: Bool)
  /// The name of a fact in a list of facts.
  case label
  /// A word nobody should miss: Draft, illustrative.
  case notice
  /// A link within the workbook.
  case link

  /// Excel's number format; nil for text.
  var numberFormat: String? {
    switch self {
    case .number(let decimals): Self.thousands(decimals)
    case .unformatted: "0"
    case .pounds: "£#,##0;[Red]-£#,##0"
    default: nil
    }
  }

  private static func thousands(_ decimals: Int) -> String {
    decimals == 0 ? "#,##0" : "#,##0." + String(repeating: "0", count: decimals)
  }

  /// Gives a new format of the library the looks of the style.
  func apply(to format: UnsafeMutablePointer<lxw_format>) {
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    if let numberFormat {
      format_set_num_format(format, numberFormat)
      indentFromTheRight(format)
    }
    switch self {
    case .title:
      format_set_bold(format)
      format_set_font_size(format, 16)
    case .caption, .columnName: format_set_font_color(format, Colour.grey)
    case .notice: emphasise(format, Colour.black, on: Colour.amber)
    case .header(let ofNumbers):
      emphasise(format, Colour.white, on: Colour.blue)
      format_set_text_wrap(format)
      if ofNumbers { indentFromTheRight(format) }
    case .label: format_set_bold(format)
    case .wrapped: format_set_text_wrap(format)
    case .link: underline(format)
    default: break
    }
    if self == .columnName {
      format_set_font_size(format, 8)
      format_set_shrink(format)
    }
  }

  private func underline(_ format: UnsafeMutablePointer<lxw_format>) {
    format_set_font_color(format, Colour.blue)
    format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
  }

  /// A number does not touch the text to its right.
  private func indentFromTheRight(_ format: UnsafeMutablePointer<lxw_format>) {
    format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
    format_set_indent(format, 1)
  }

  private func emphasise(
    _ format: UnsafeMutablePointer<lxw_format>, _ colour: UInt32, on ground: UInt32
  ) {
    format_set_bold(format)
    format_set_font_color(format, colour)
    format_set_bg_color(format, ground)
  }
}

/// Colours, red-green-blue; text on each has a contrast of 4.5 or more.
enum Colour {
  static let white: UInt32 = 0xFFFFFF
  static let black: UInt32 = 0x1A1A1A
  static let grey: UInt32 = 0x595959
  static let blue: UInt32 = 0x1F4E79
  static let orange: UInt32 = 0xB85C00
  static let amber: UInt32 = 0xFFE699
}
