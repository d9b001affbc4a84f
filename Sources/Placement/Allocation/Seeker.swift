import NumericalCore
import Vocabulary

/// Children who look for a place in a provision with settings and are alike in all that matters for it.
struct Seeker {
  /// Why they look.
  enum Group: Int, CaseIterable {
    case waiting
    case phaseTransfer
    case newcomer
    case midPhase
    case induced
  }

  /// What tells them from others, packed so that it sorts.
  ///
  /// Bits, from the top: group 3, wanted 4, row 10, area 7, arrival 2, origin 5, fallback 5, kept base 11, kept status 5, count 12.
  struct Key {
    let bits: UInt64

    init(bits: UInt64) { self.bits = bits }

    /// - Parameters:
    ///   - wanted: position among the provisions with settings.
    ///   - arrival: position of the kind of arrival; nil for a child who had a plan already.
    ///   - origin: the provision attended before; the wanted one for a newcomer.
    ///   - fallback: the provision they take if there is no place, without looking further.
    ///   - keeps: base and status of the seat they keep until a place is found.
    @inline(__always)
    init(
      _ group: Group, wanted: Int, row: Int, area: Int, arrival: Int? = nil, origin: Int,
      fallback: Int? = nil, keeps: (base: Int, status: Int)? = nil
    ) {
      var bits = UInt64(group.rawValue)
      bits = bits << 4 | UInt64(wanted)
      bits = bits << 10 | UInt64(row)
      bits = bits << 7 | UInt64(area)
      bits = bits << 2 | UInt64(arrival.map { $0 + 1 } ?? 0)
      bits = bits << 5 | UInt64(origin)
      bits = bits << 5 | UInt64(fallback ?? 31)
      bits = bits << 11 | UInt64(keeps.map { $0.base + 1 } ?? 0)
      bits = bits << 5 | UInt64(keeps?.status ?? 0)
      self.bits = bits << 12
    }

    @inline(__always)
    private func field(_ shift: UInt64, _ width: UInt64) -> Int {
      Int(truncatingIfNeeded: (bits >> shift) & (1 << width - 1))
    }

    static let most = 4095
    @inline(__always) var count: Int { field(0, 12) }
    @inline(__always) var keptStatus: Int { field(12, 5) }
    @inline(__always) var keptBase: Int? {
      let base = field(17, 11)
      return base == 0 ? nil : base - 1
    }
    @inline(__always) var fallback: Int? {
      let provision = field(28, 5)
      return provision == 31 ? nil : provision
    }
    @inline(__always) var origin: Int { field(33, 5) }
    @inline(__always) var arrival: Int? {
      let kind = field(38, 2)
      return kind == 0 ? nil : kind - 1
    }
    @inline(__always) var area: Int { field(40, 7) }
    @inline(__always) var row: Int { field(47, 10) }
    @inline(__always) var wanted: Int { field(57, 4) }
    @inline(__always) var group: Group { Group(rawValue: field(61, 3)) ?? .midPhase }
    /// All but the number.
    @inline(__always) var identity: UInt64 { bits >> 12 }
  }

  let key: Key
  /// How many.
  var count: Int
  /// Their own random bits: ties, destinations and journeys come from them.
  let random: UInt64
  /// Where their options begin in the list of all options, and how many there are.
  var firstOption = 0
  var options = 0
  /// Why those who find nothing find nothing.
  var limit = PlaceLimit.places
  /// Those who found no place.
  var left = 0
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
