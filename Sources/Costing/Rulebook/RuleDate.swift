public import Vocabulary

/// A day from which a rule holds.
public struct RuleDate: Hashable, Comparable, Sendable, CustomStringConvertible {
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
  private static let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

  /// Names a day; nil if the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1000...9999).contains(year), (1...12).contains(month) else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let length = month == 2 && isLeap ? 29 : Self.lengths[month - 1]
    guard (1...length).contains(day) else { return nil }
    self.init(known: year, month, day)
  }

  /// Reads `2013-04-01`; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  private init(known year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// 1 April, the first day of a financial year.
  public static func start(of year: FinancialYear) -> RuleDate { RuleDate(known: year.start, 4, 1) }

  /// 1 August of a financial year, when its post-16 places change.
  public static func august(of year: FinancialYear) -> RuleDate {
    RuleDate(known: year.start, 8, 1)
  }

  /// 1 September of a financial year, when its pre-16 places change.
  public static func september(of year: FinancialYear) -> RuleDate {
    RuleDate(known: year.start, 9, 1)
  }

  /// Earlier days come first.
  public static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  /// `1 April 2013`.
  public var description: String { "\(day) \(Self.months[month - 1]) \(year)" }
}
