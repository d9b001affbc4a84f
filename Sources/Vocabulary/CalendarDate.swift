/// A day of the calendar.
public struct CalendarDate: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The calendar year.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month.
  public let day: Int

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  private init(known year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Names a day from 1990 to 2100; nil if the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1990...2100).contains(year), (1...12).contains(month),
      (1...Self.length(of: month, in: year)).contains(day)
    else { return nil }
    self.init(known: year, month, day)
  }

  /// Reads `2026-06-30`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day a January census is taken to be of: 16 January, the middle of the third Thursdays.
  public static func census(_ year: Int) -> CalendarDate { CalendarDate(known: year, 1, 16) }

  /// How many days a month has.
  public static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// True for the last day of a month.
  public var isMonthEnd: Bool { day == Self.length(of: month, in: year) }

  /// The same month's last day.
  public var monthEnd: CalendarDate {
    CalendarDate(known: year, month, Self.length(of: month, in: year))
  }

  /// 1 for 1 January.
  public var dayOfYear: Int {
    (1..<month).reduce(day) { $0 + Self.length(of: $1, in: year) }
  }

  /// The share of the calendar year that is over when the day is, above 0 and at most 1.
  public var shareOfYear: Double { Double(dayOfYear) / Double(Self.length(of: year)) }

  /// Days from another day to this one.
  public func days(since other: CalendarDate) -> Int { ordinal - other.ordinal }

  /// The day so many days later, or earlier where the number is below 0.
  public func adding(days: Int) -> CalendarDate {
    var (year, rest) = (year, dayOfYear + days)
    while rest < 1 {
      year -= 1
      rest += Self.length(of: year)
    }
    while rest > Self.length(of: year) {
      rest -= Self.length(of: year)
      year += 1
    }
    var month = 1
    while rest > Self.length(of: month, in: year) {
      rest -= Self.length(of: month, in: year)
      month += 1
    }
    return CalendarDate(known: year, month, rest)
  }

  private static func length(of year: Int) -> Int { isLeap(year) ? 366 : 365 }

  private var ordinal: Int {
    let before = year - 1
    return 365 * before + before / 4 - before / 100 + before / 400 + dayOfYear
  }

  /// Earlier days come first.
  public static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// `2026-06-30`.
  public var description: String {
    "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
  }

  /// `30 June 2026`.
  public var text: String { "\(day) \(Self.months[month - 1]) \(year)" }
}
