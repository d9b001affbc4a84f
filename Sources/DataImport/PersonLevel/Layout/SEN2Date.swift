import Vocabulary

/// A day of a return, from 1900 on: people over 25 must be told from dates that cannot be read.
struct SEN2Date: Comparable, Hashable, Sendable {
  /// Year, month and day in four bytes: a return has several days a row, and millions of rows.
  private let packed: Int32

  var year: Int { Int(packed >> 9) }
  var month: Int { Int(packed >> 5 & 15) }
  var day: Int { Int(packed & 31) }

  init?(year: Int, month: Int, day: Int) {
    guard (1900...2100).contains(year), (1...12).contains(month),
      (1...CalendarDate.length(of: month, in: year)).contains(day)
    else { return nil }
    packed = Int32(year << 9 | month << 5 | day)
  }

  init(_ date: CalendarDate) { packed = Int32(date.year << 9 | date.month << 5 | date.day) }

  /// Reads `2025-01-16`, `2025-Jan-16` and `16/01/2025`, each with or without a time after a space or a T.
  init?(_ bytes: ArraySlice<UInt8>) {
    let first = bytes.prefix { $0 != 0x20 && $0 != 0x54 }
    let separator: UInt8 = first.contains(0x2F) ? 0x2F : 0x2D
    let parts = first.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    let ends = separator == 0x2F ? (parts[2], parts[0]) : (parts[0], parts[2])
    guard ends.0.count == 4, let year = Self.number(ends.0), let day = Self.number(ends.1),
      let month = Self.number(parts[1]) ?? Self.month(parts[1])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard (1...4).contains(bytes.count), bytes.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return bytes.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { Array($0.utf8) }

  private static func month(_ bytes: ArraySlice<UInt8>) -> Int? {
    let small = bytes.map { $0 | 0x20 }
    return months.firstIndex(of: small).map { $0 + 1 }
  }

  static func < (left: Self, right: Self) -> Bool { left.packed < right.packed }

  /// The national curriculum year of somebody born on the day: age at 31 August before the census, less 4.
  func ncy(at census: CalendarDate) -> Int {
    let august = census.month >= 9 ? census.year : census.year - 1
    let hadBirthday = (month, day) <= (8, 31)
    return august - year - (hadBirthday ? 0 : 1) - 4
  }

  /// As the exports of the return write it.
  var exported: String {
    let name = String(decoding: Self.months[month - 1], as: UTF8.self).capitalised
    return "\(year)-\(name)-\(day < 10 ? "0" : "")\(day) 00:00:00"
  }
}

extension String {
  fileprivate var capitalised: String { prefix(1).uppercased() + dropFirst() }
}
