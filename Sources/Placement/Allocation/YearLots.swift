import NumericalCore

/// Random bits of one September of a draw: one block for each purpose, mixed with what is asked for.
struct YearLots {
  private let departures: UInt64
  private let lottery: UInt64
  private let homes: UInt64
  private let naming: UInt64

  init(_ address: DrawAddress, year: Int) {
    func bits(_ purpose: Purpose) -> UInt64 {
      address.bits(year: year, cell: 0, purpose: purpose.rawValue)
    }
    departures = bits(.departure)
    lottery = bits(.lottery)
    homes = bits(.home)
    naming = bits(.naming)
  }

  /// Who leaves a seat.
  @inline(__always) func departure(_ cell: UInt64) -> UInt64 { mixed(departures, cell) }
  /// Ties, destinations and journeys of a seeker.
  @inline(__always) func lot(_ cell: UInt64) -> UInt64 { mixed(lottery, cell) }
  /// Where newcomers live.
  @inline(__always) func home(_ cell: UInt64) -> UInt64 { mixed(homes, cell) }
  /// Whose independent school is named.
  @inline(__always) func naming(_ cell: UInt64) -> UInt64 { mixed(naming, cell) }
}

/// What a random number of placement is for.
enum Purpose: UInt8 {
  case departure = 101
  case lottery
  case scheme
  case home
  case naming
  case induced
}
