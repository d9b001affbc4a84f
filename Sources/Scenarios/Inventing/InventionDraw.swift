import NumericalCore
import Vocabulary

/// What decides about invented people.
struct InventionDraw {
  /// What a random number is for: the last part of its address.
  enum Purpose: UInt8 {
    case new = 1
    case transfer
    case moving
    case origin
    case changingNeed
    case formerNeed
    case naming
    case birth
    case start
    case leaver
    case end
    case waiting
    case day
  }

  let year: Int
  private let address: DrawAddress

  init(seed: UInt64, year: Int) {
    self.year = year
    address = DrawAddress(seed: seed, draw: 0)
  }

  func uniform(_ purpose: Purpose, _ key: UInt64) -> Double {
    address.uniform(year: year, cell: key, purpose: purpose.rawValue)
  }

  /// One of some items; nil where there are none.
  func pick<Items: RandomAccessCollection>(
    _ items: Items, _ purpose: Purpose, _ key: UInt64
  ) -> Items.Element? {
    guard !items.isEmpty else { return nil }
    let offset = Int(uniform(purpose, key) * Double(items.count))
    return items[items.index(items.startIndex, offsetBy: offset)]
  }

  /// A day of birth that puts somebody into a national curriculum year at a January census: from 1 September on.
  func birth(_ ncy: Int, census: Int, _ key: UInt64) -> CalendarDate {
    let age = NCY.age(ncy)
    return .census(census - 1 - age).adding(days: Int(uniform(.birth, key) * 365) - 137)
  }

  /// A day of a year, from February to December: after its census.
  func day(of year: Int, _ purpose: Purpose, _ key: UInt64) -> CalendarDate {
    .census(year).adding(days: 16 + Int(uniform(purpose, key) * 330))
  }
}
