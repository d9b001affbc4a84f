/// Text as a workbook can hold it.
enum ExcelText {
  /// The most UTF-16 units that Excel holds in one cell.
  static let limit = 32_767

  /// The text without what XML cannot hold, cut at Excel's limit with a word that says so.
  static func fitted(_ text: String) -> String {
    let sound = cleaned(text)
    guard sound.utf16.count > limit else { return sound }
    let mark = " [cut here: \(sound.utf16.count) characters in the file]"
    var kept = String.UnicodeScalarView()
    var room = limit - mark.utf16.count
    for scalar in sound.unicodeScalars {
      room -= UTF16.width(scalar)
      guard room >= 0 else { break }
      kept.append(scalar)
    }
    return String(kept) + mark
  }

  /// NUL would end a C string, and XML has neither U+FFFE nor U+FFFF.
  private static func cleaned(_ text: String) -> String {
    func isSound(_ scalar: Unicode.Scalar) -> Bool { ![0, 0xFFFE, 0xFFFF].contains(scalar.value) }
    guard !text.unicodeScalars.allSatisfy(isSound) else { return text }
    var sound = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { sound.append(isSound(scalar) ? scalar : "\u{FFFD}") }
    return String(sound)
  }

  /// A name for a table or a range: letters, digits and underscores, a letter first, never like the address of a cell.
  static func name(_ text: String) -> String {
    let words = text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let joined = words.joined(separator: "_")
    let isAddress = joined.contains { $0.isNumber } || joined.count < 4
    let isSound = joined.first?.isLetter == true && !isAddress
    return String((isSound ? joined : "Table_" + joined).prefix(255))
  }

  /// Headers that a table may have: none empty, none twice whatever the case of letters.
  static func headers(_ titles: [String]) -> [String] {
    var seen: Set<String> = []
    return titles.map { title in
      let first = title.isEmpty ? "Column" : String(title.prefix(255))
      var name = first
      var count = 1
      while !seen.insert(name.lowercased()).inserted {
        count += 1
        name = "\(first) \(count)"
      }
      return name
    }
  }
}
