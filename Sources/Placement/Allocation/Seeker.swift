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

    /// What they are counted as.
    var counted: Placements.Count {
      switch self {
      case .waiting: .soughtFromList
      case .phaseTransfer: .soughtAtTransfer
      case .newcomer: .soughtNew
      case .midPhase: .soughtMidPhase
      case .induced: .induced
      }
    }
  }

  /// What tells them from others, packed so that it sorts.
  ///
  /// Bits, from the top: group 3, wanted 4, row 10, area 7, arrival 2, origin 5, fallback 5, kept base 11, kept status 5.
  struct Key {
    let bits: UInt64

    @inline(__always)
    init(bits: UInt64) { self.bits = bits }

    /// - Parameters:
    ///   - wanted: position among the provisions with settings.
    ///   - arrival: position of the kind of arrival; nil for a child who had a plan already.
    ///   - origin: the provision attended before; the wanted one for a newcomer.
    ///   - fallback: the provision they take if there is no place, without looking further.
    ///   - keeps: base and status of the seat they keep until a place is found.
    @inline(__always)
    init(
      _ group: Group, wanted: Int, row: Int, area: Int = 0, arrival: Int? = nil, origin: Int,
      fallback: Int? = nil, keeps: (base: Int, status: Int)? = nil
    ) {
      var bits = UInt64(truncatingIfNeeded: group.rawValue)
      bits = bits << 4 | UInt64(truncatingIfNeeded: wanted)
      bits = bits << 10 | UInt64(truncatingIfNeeded: row)
      bits = bits << 7 | UInt64(truncatingIfNeeded: area)
      bits = bits << 2 | UInt64(truncatingIfNeeded: arrival.map { $0 &+ 1 } ?? 0)
      bits = bits << 5 | UInt64(truncatingIfNeeded: origin)
      bits = bits << 5 | UInt64(truncatingIfNeeded: fallback ?? 31)
      bits = bits << 11 | UInt64(truncatingIfNeeded: keeps.map { $0.base &+ 1 } ?? 0)
      self.bits = bits << 5 | UInt64(truncatingIfNeeded: keeps?.status ?? 0)
    }

    /// The same for children of an area, where the key has none yet.
    @inline(__always)
    func living(in area: Int) -> Key { Key(bits: bits | UInt64(truncatingIfNeeded: area) << 28) }

    /// The bits that tell almost all keys apart: from the area on.
    static var sorting: Range<UInt64> { 28..<52 }

    @inline(__always)
    private func field(_ shift: UInt64, _ width: UInt64) -> Int {
      Int(truncatingIfNeeded: (bits &>> shift) & (1 &<< width &- 1))
    }

    @inline(__always) var keptStatus: Int { field(0, 5) }
    @inline(__always) var keptBase: Int? {
      let base = field(5, 11)
      return base == 0 ? nil : base &- 1
    }
    @inline(__always) var fallback: Int? {
      let provision = field(16, 5)
      return provision == 31 ? nil : provision
    }
    @inline(__always) var origin: Int { field(21, 5) }
    @inline(__always) var arrival: Int? {
      let kind = field(26, 2)
      return kind == 0 ? nil : kind &- 1
    }
    /// Position of the kind of arrival, and 1; 0 for a child who had a plan already.
    @inline(__always) var arrivalNumber: Int { field(26, 2) }
    @inline(__always) var area: Int { field(28, 7) }
    @inline(__always) var row: Int { field(35, 10) }
    @inline(__always) var wanted: Int { field(45, 4) }
    /// The position of the group.
    @inline(__always) var groupNumber: Int { field(49, 3) }
    @inline(__always) var group: Group { Group(rawValue: groupNumber) ?? .midPhase }
  }

  let key: Key
  /// How many.
  var count: Int
  /// Their own random bits: ties, destinations and journeys come from them.
  let random: UInt64
  /// Where they are counted: position of a leaf.
  var leaf = 0
  /// Where their options begin in the list of all options, and how many there are.
  var firstOption = 0
  var options = 0
  /// Those who found no place.
  var left = 0
  /// Why those who find nothing find nothing: position of a `PlaceLimit`.
  var limit = PlaceLimit.places.rawValue

  init(key: Key, count: Int, random: UInt64) {
    self.key = key
    self.count = count
    self.random = random
  }
}
